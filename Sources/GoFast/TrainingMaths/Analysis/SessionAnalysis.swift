/// A planned session beside what was done for it.
///
/// Everything follows from the plan, the activities, the athlete's zones and the feedback: it can be computed again at any time.
package struct SessionAnalysis: Sendable, Equatable {
    /// Of all parts; of a race that of the race alone, whose warm-up was nobody's plan.
    package let distance: Distance?
    /// Seconds in which the timer ran, of the same parts.
    package let seconds: Double
    package let pace: Pace?
    /// Miles more than planned, negative for less; nil when one of them is not known.
    package let milesOver: Double?
    /// Seconds a mile slower than the planned range, negative when faster, 0 within; nil when no pace was planned or none is known.
    ///
    /// Of a structured workout it is the mean of its work steps, weighted by distance.
    package let secondsSlower: Double?
    /// Within half a mile of the plan.
    package let hitsDistance: Bool?
    /// Within 15 s a mile of the planned range.
    package let hitsPace: Bool?
    /// 0 to 100 by the rules of ``LegacyScore``; nil when no distance was planned or none is known.
    package let legacyScore: Int?
    /// Volume, intensity, structure and effort, in this order.
    package let parts: [ScorePart]
    package let distanceStatus: DistanceStatus?
    /// With the hills taken into account.
    package let paceStatus: PaceStatus?
    package let zones: ZoneComparison?
    /// Seconds a mile that the hills cost (negative: gave), and the line that says so; nil when they do not matter.
    package let hills: HillAdjustment?
    package let efficiency: RunEfficiency?
    package let alignment: StepAlignment?
    /// Why the runner should be asked what happened; empty when there is nothing to ask.
    package let questions: [String]

    /// The mean of the parts that are known; nil when none is.
    package var score: Int? {
        let known = self.parts.compactMap(\.score)
        guard !known.isEmpty else { return nil }
        return Phrase.whole(Double(known.reduce(0, +)) / Double(known.count))
    }

    /// The part of this kind; each kind is there once.
    package func part(_ kind: ScorePart.Kind) -> ScorePart? { self.parts.first { $0.kind == kind } }
}

/// What the ground did to the pace, as a line of its own.
package struct HillAdjustment: Sendable, Equatable {
    /// Seconds a mile that the hills cost; negative when the course ran downhill.
    package let secondsPerMile: Double
    /// `+9 s/mi for hills`.
    package let text: String

    /// Less than this many seconds a mile is not worth a line.
    static let least = 3.0

    /// From the pace that was run and the pace on level ground that costs as much; nil when they hardly differ.
    init?(_ pace: Pace, level: Pace?, units: UnitSystem) {
        guard let level else { return nil }
        let cost = pace.secondsPerMile - level.secondsPerMile
        guard cost.isFinite, abs(cost) >= Self.least else { return nil }
        self.secondsPerMile = cost
        self.text = "\(cost > 0 ? "+" : "")\(Phrase.paceSeconds(cost, units)) for hills"
    }
}

extension SessionAnalysis {
    /// Analyses a session by its activities, in order of time; nil when none of them can be the session (a walk never completes a run).
    package init?(
        _ workout: Workout,
        _ parts: [SessionPart],
        zones: HeartRateZones? = nil,
        feedback: SessionFeedback? = nil,
        units: UnitSystem = .miles
    ) {
        let fitting = parts.filter { workout.type.fits($0.activity.sport) }
        let (workout, counted) = Self.compared(workout, fitting)
        guard !counted.isEmpty else { return nil }
        let totals = SessionTotals(counted)
        let traces = counted.map { ActivityTrace($0.activity) }
        let alignment = StepAlignment(workout, traces, units: units)
        let work = WorkPace(workout, alignment, traces, totals)
        let zones = ZoneComparison(workout, counted, zones: zones)
        let hills = work.pace.flatMap { HillAdjustment($0, level: work.levelPace, units: units) }
        let levelSlower = hills == nil ? work.secondsSlower : work.levelSecondsSlower
        self.distance = totals.distance
        self.seconds = totals.seconds
        self.pace = totals.pace
        let planned = workout.miles.isFinite && workout.miles > 0 ? workout.miles : nil
        let over = planned.flatMap { planned in totals.distance.map { $0.miles - planned } }
        self.milesOver = over
        self.secondsSlower = work.secondsSlower
        self.hitsDistance = over.map(LegacyScore.hitsDistance(milesOff:))
        self.hitsPace = work.secondsSlower.map(LegacyScore.hitsPace(secondsSlower:))
        self.legacyScore = over.map {
            LegacyScore.score(milesOff: $0, secondsSlower: work.secondsSlower, isInjured: feedback?.isInjured ?? false)
        }
        let ratio = planned.flatMap { planned in totals.distance.map { $0.miles / planned } }
        self.distanceStatus = ratio.flatMap(DistanceStatus.init(ratio:))
        self.paceStatus = levelSlower.map(PaceStatus.init(secondsSlower:))
        self.zones = zones
        self.hills = hills
        self.alignment = alignment
        self.efficiency = work.secondsSlower.flatMap { slower in
            guard let agreement = zones?.agreement else { return nil }
            return RunEfficiency(secondsSlower: slower, heartRateIsInZone: agreement >= 0.5)
        }
        self.questions = Self.questions(ratio: ratio, slower: levelSlower, isStructured: work.isStructured, units)
        self.parts = [
            .volume(workout, totals, units),
            .intensity(workout, levelSlower, work, zones, hills, units),
            .structure(alignment),
            .effort(workout, feedback, counted),
        ]
    }

    /// Of a race: the race alone and its main activity when their distances are nearer to each other than the wholes.
    private static func compared(_ workout: Workout, _ parts: [SessionPart]) -> (Workout, [SessionPart]) {
        let main = parts.filter { $0.role == .main }
        guard workout.type == .race, !main.isEmpty else { return (workout, parts) }
        guard let race = workout.raceAlone else { return (workout, workout.segments.isEmpty ? main : parts) }
        let distance = SessionTotals(main).distance
        return workout.plannedDistance(nearest: distance).meters < Distance(miles: workout.miles).meters - 1
            || race.miles >= workout.miles - 0.01 ? (race, main) : (workout, parts)
    }

    /// When to ask: a tenth or more too long, 15 % or more too short, 15 s a mile too slow, or 20 s over the steps of a workout.
    private static func questions(ratio: Double?, slower: Double?, isStructured: Bool, _ units: UnitSystem) -> [String]
    {
        var questions: [String] = []
        if let ratio, ratio >= 1.1 - 1e-9 {
            questions.append("It was \(Phrase.percent(ratio)) of the planned distance. What made it longer?")
        }
        if let ratio, ratio <= 0.85 + 1e-9 {
            questions.append("It was \(Phrase.percent(ratio)) of the planned distance. What made it shorter?")
        }
        if let slower, slower > (isStructured ? 20 : LegacyScore.paceTolerance) {
            questions.append("It was \(Phrase.paceSeconds(slower, units)) slower than planned. Heat, fatigue, company?")
        }
        return questions
    }
}
