import Foundation

extension TrainingConditions {
    /// Wet-bulb globe temperature in degrees Celsius, in moderate sun and light wind: 0.567 T + 0.393 e + 3.94, with the
    /// vapour pressure e = rh/100 · 6.105 · exp(17.27 T / (237.7 + T)) in hPa (Australian Bureau of Meteorology, after
    /// the American College of Sports Medicine 1984). Nil without a temperature; humidity counts as 50 % when unknown.
    package var wetBulbGlobe: Double? {
        guard let celsius = self.celsius, celsius.isFinite, (-60...60).contains(celsius) else { return nil }
        let humidity = min(max(self.humidity ?? 50, 0), 100)
        let vapour = humidity / 100 * 6.105 * exp(17.27 * celsius / (237.7 + celsius))
        return 0.567 * celsius + 0.393 * vapour + 3.94
    }

    /// How much slower the same effort is in the heat, as a share.
    ///
    /// Ely et al. (2007), Impact of weather on marathon-running performance, Med Sci Sports Exerc 39:487-493: the best
    /// men were 1.7, 2.5, 3.3 and 4.5 % behind the course record in the quarters of wet-bulb globe temperature around
    /// 7.5, 12.5, 17.5 and 22.5 degrees. Taken as the loss against the coolest quarter, on a line between the middles
    /// and on with the last slope to 32 degrees. Slower runners lose more: in proportion to their 5k time over 14
    /// minutes, at most three times as much (our choice).
    package func heatLoss(fiveKSeconds: Double) -> Double {
        guard let globe = self.wetBulbGlobe else { return 0 }
        let points: [(at: Double, loss: Double)] = [
            (7.5, 0), (12.5, 0.008), (17.5, 0.016), (22.5, 0.028), (32, 0.0508),
        ]
        let place = min(max(globe, points[0].at), points[points.count - 1].at)
        var loss = 0.0
        for (low, high) in zip(points, points.dropFirst()) where place >= low.at {
            loss = low.loss + (high.loss - low.loss) * min((place - low.at) / (high.at - low.at), 1)
        }
        let slowness = fiveKSeconds.isFinite ? min(max(fiveKSeconds / 840, 1), 3) : 1
        return loss * slowness
    }

    /// How much slower the same effort is on these hills, as a share: the cost of running by Minetti et al. (2002), with
    /// all ascent and descent at their mean grade, and a downhill that gives back 12 % at most.
    package func hillLoss(miles: Double) -> Double {
        let meters = Distance(miles: miles).meters
        let climb = (up: max(self.ascent, 0), down: max(self.descent, 0))
        let whole = climb.up + climb.down
        guard meters.isFinite, meters > 0, whole.isFinite, whole > 0 else { return 0 }
        // Ground is shared between up and down as the metres of height are, so both have one grade.
        let grade = min(whole / meters, RunningCost.steepestGrade)
        let share = climb.up / whole
        return RunningCost.ratio(grade: grade) * share + RunningCost.ratio(grade: -grade) * (1 - share) - 1
    }
}

extension PlanDraft {
    /// Target paces as they feel right on the day; miles, zones and steps stay.
    mutating func adjust(_ id: String, to conditions: TrainingConditions) throws(ReplanError) {
        let position = try self.position(of: id)
        let day = self.plan.days[position]
        guard !self.isOver(day) else { throw .dayIsOver(id, day.date) }
        guard day.isRun else { throw .isRest(id) }
        let isTold =
            self.before.plan.days.contains { $0.id == id && $0.workout.paceRange == day.workout.paceRange }
            && self.changes.contains { if case .conditions(id, _) = $0.operation { true } else { false } }
        guard !isTold else { throw .number("The conditions of this day are told already: undo that change first.") }
        guard conditions.ascent.isFinite, conditions.descent.isFinite, (0...20_000).contains(conditions.ascent),
            (0...20_000).contains(conditions.descent), (-60...60).contains(conditions.celsius ?? 0),
            (0...100).contains(conditions.humidity ?? 0)
        else { throw .number("These conditions can't be right: check temperature, humidity and metres of climb.") }
        let heat = conditions.heatLoss(fiveKSeconds: self.planning.athlete.fiveKSeconds)
        let hills = conditions.hillLoss(miles: day.workout.miles)
        let factor = (1 + heat) * (1 + hills)
        guard abs(factor - 1) > 0.001, let pace = day.workout.paceRange else { return }
        func adjusted(_ range: ClosedRange<Pace>) -> ClosedRange<Pace> {
            Pace(
                secondsPerMile: range.lowerBound.secondsPerMile * factor
            )...Pace(
                secondsPerMile: range.upperBound.secondsPerMile * factor
            )
        }
        var workout = day.workout
        workout.paceRange = adjusted(pace)
        for segment in workout.segments.indices {
            for step in workout.segments[segment].steps.indices {
                workout.segments[segment].steps[step].paceRange =
                    workout.segments[segment].steps[step].paceRange.map { adjusted($0) }
            }
        }
        workout.segments = Self.filled(workout.segments, to: workout.segments.isEmpty ? 0 : day.workout.miles)
        let unit = self.units.meters / Distance.metersPerMile * pace.lowerBound.secondsPerMile
        let parts = [("heat", heat), ("hills", hills)].filter { abs($0.1) > 0.001 }
            .map { "\(ClockTime.difference($0.1 * unit))/\(self.units.rawValue) for \($0.0)" }
        workout.description += " Same effort at " + parts.joined(separator: ", ") + "."
        self.plan.days[position].workout = workout
    }

    /// Steps by time are shorter at a slower pace; the last plain step by distance makes up for it.
    private static func filled(_ segments: [Segment], to miles: Double) -> [Segment] {
        var segments = segments
        let missing = Distance(miles: miles).meters - segments.reduce(0) { $0 + $1.meters }
        let last = segments.lastIndex { $0.repeats == 1 && $0.steps.last.map { $0.length.isDistance } ?? false }
        guard let last, case .distance(let length)? = segments[last].steps.last?.length,
            length.meters + missing > 0
        else { return segments }
        segments[last].steps[segments[last].steps.count - 1].length = .distance(length + Distance(meters: missing))
        return segments
    }
}

extension WorkoutStep.Length {
    fileprivate var isDistance: Bool { if case .distance = self { true } else { false } }
}
