extension ZoneComparison {
    /// Nil when no part has heart rates in zones.
    init?(_ workout: Workout, _ parts: [SessionPart], zones: HeartRateZones?) {
        var seconds = [Double](repeating: 0, count: 5)
        for time in parts.compactMap(\.metrics.timeInZones) {
            seconds[0] += time.belowSeconds
            for (index, value) in time.seconds.prefix(5).enumerated() { seconds[index] += value }
        }
        let known = seconds.reduce(0, +)
        guard known > 0, known.isFinite else { return nil }
        let actual = seconds.map { $0 / known }
        self.actual = actual
        self.intended = Self.intended(workout)
        guard let intended, let highest = intended.lastIndex(where: { $0 > 0 }) else {
            self.agreement = nil
            let most = actual.indices.max { actual[$0] < actual[$1] } ?? 0
            self.text = "most time (\(Phrase.percent(actual[most]))) in zone \(most + 1); no zone was intended"
            return
        }
        let wanted = "zone \(highest + 1)" + (zones.map { ", \($0.text(of: highest + 1)) bpm" } ?? "")
        if workout.type.isEasy {
            let share = actual[...highest].reduce(0, +)
            self.agreement = share
            self.text = "\(Phrase.percent(share)) of the time in or below \(wanted)"
        } else {
            let share = zip(actual, intended).reduce(0) { $0 + min($1.0, $1.1) }
            self.agreement = share
            self.text = "\(Phrase.percent(share)) of the time in the intended zones, the highest of them \(wanted)"
        }
    }

    /// By the zones of the steps, weighted by time; or the workout's one zone when it is one even effort.
    ///
    /// A single zone over a workout with warm-up and rests speaks of the work alone, so it says nothing of the whole.
    private static func intended(_ workout: Workout) -> [Double]? {
        let steps = workout.plannedSteps.steps
        var shares = [Double](repeating: 0, count: 5)
        let zoned = steps.filter { $0.step.heartRateZone.map { (1...5).contains($0) } ?? false }
        if !zoned.isEmpty, zoned.count == steps.count {
            for step in zoned {
                let pace =
                    step.step.paceRange.map { ($0.lowerBound.secondsPerMile + $0.upperBound.secondsPerMile) / 2 } ?? 600
                let seconds = step.seconds ?? step.meters.map { $0 / Distance.metersPerMile * pace } ?? 60
                if let zone = step.step.heartRateZone, seconds.isFinite { shares[zone - 1] += seconds }
            }
            let total = shares.reduce(0, +)
            return total > 0 ? shares.map { $0 / total } : nil
        }
        guard let zone = workout.heartRateZone, (1...5).contains(zone), workout.type.isEasy || steps.count <= 1 else {
            return nil
        }
        shares[zone - 1] = 1
        return shares
    }
}

extension WorkoutType {
    /// A session in which less is no fault: slower and calmer than asked is still easy.
    var isEasy: Bool {
        switch self {
        case .easy, .longRun, .recovery, .crossTrain: true
        case .rest, .tempo, .intervals, .racePace, .hills, .fartlek, .sharpener, .overUnders, .race: false
        }
    }

    /// Rated exertion that fits the session, 1 to 10.
    var expectedEffort: ClosedRange<Int> {
        switch self {
        case .rest: 1...1
        case .recovery: 1...3
        case .easy: 2...4
        case .longRun, .sharpener: 3...6
        case .crossTrain: 2...6
        case .tempo, .racePace, .hills, .fartlek: 5...8
        case .intervals, .overUnders: 6...9
        case .race: 7...10
        }
    }
}
