extension ScorePart {
    /// 100 from 90 to 110 % of the plan; below it falls with the ratio, above by two points for each percent.
    static func volume(_ workout: Workout, _ totals: SessionTotals, _ units: UnitSystem) -> ScorePart {
        if workout.miles.isFinite, workout.miles > 0 {
            let planned = Distance(miles: workout.miles)
            guard let distance = totals.distance else {
                return ScorePart(.volume, nil, "not known: the activity has no distance")
            }
            let ratio = distance.meters / planned.meters
            let text =
                "\(Phrase.count(distance, units)) of \(Phrase.distance(planned, units)) planned (\(Phrase.percent(ratio)))"
            return ScorePart(.volume, Self.volumeScore(ratio), text)
        }
        let times = workout.plannedSteps.steps.map(\.seconds)
        let planned = times.compactMap(\.self).reduce(0, +)
        guard planned > 0, !times.contains(nil) else {
            return ScorePart(.volume, nil, "not known: no distance or time was planned")
        }
        let ratio = totals.seconds / planned
        let text = "\(ClockTime.text(totals.seconds)) of \(ClockTime.text(planned)) planned (\(Phrase.percent(ratio)))"
        return ScorePart(.volume, Self.volumeScore(ratio), text)
    }

    static func volumeScore(_ ratio: Double) -> Double {
        ratio < 0.9 ? 100 * ratio / 0.9 : ratio <= 1.1 ? 100 : 100 - 200 * (ratio - 1.1)
    }

    /// The mean of pace and pulse, as far as they are known; of a hard session the pace alone when it is known, because the pulse lags
    /// behind short work.
    ///
    /// Pace: 100 in the range, 0 at 60 s a mile beyond it; too slow counts half on easy days, too fast nothing in a race. Pulse: the
    /// share of time in the intended zones.
    static func intensity(
        _ workout: Workout,
        _ secondsSlower: Double?,
        _ work: WorkPace,
        _ zones: ZoneComparison?,
        _ hills: HillAdjustment?,
        _ units: UnitSystem
    ) -> ScorePart {
        var scores: [Double] = []
        var texts: [String] = []
        if let secondsSlower, let pace = work.pace {
            var off = abs(secondsSlower)
            if secondsSlower > 0, workout.type.isEasy { off /= 2 }
            if secondsSlower < 0, workout.type == .race { off = 0 }
            scores.append(max(0, 100 - off / 0.6))
            let whose = work.isStructured ? "the work at" : "run at"
            let hill = hills.map { " (\($0.text))" } ?? ""
            let verdict =
                switch PaceStatus(secondsSlower: secondsSlower) {
                case .inRange: "in the planned range"
                case .slower: "\(Phrase.paceSeconds(secondsSlower, units)) slower than planned"
                case .faster: "\(Phrase.paceSeconds(-secondsSlower, units)) faster than planned"
                }
            texts.append("\(whose) \(pace.described(in: units))\(hill), \(verdict)")
        }
        if let zones, let agreement = zones.agreement {
            if workout.type.isEasy || scores.isEmpty { scores.append(agreement * 100) }
            texts.append(zones.text)
        }
        guard !scores.isEmpty else {
            return ScorePart(.intensity, nil, "not known: neither pace nor heart rate can be held against the plan")
        }
        return ScorePart(.intensity, scores.reduce(0, +) / Double(scores.count), texts.joined(separator: "; "))
    }

    /// The planned steps that were done, weighted by their time: a hit counts whole, any other done step half, a missing one nothing.
    static func structure(_ alignment: StepAlignment?) -> ScorePart {
        guard let alignment, alignment.steps.count > 1 else {
            return ScorePart(.structure, nil, "not known: the session is one even step")
        }
        guard alignment.method != .nothing else {
            return ScorePart(.structure, nil, "not known: there are neither laps nor a stream")
        }
        let weights = alignment.steps.map { $0.step.seconds ?? $0.step.meters.map { $0 / 2.8 } ?? 60 }
        let earned = zip(alignment.steps, weights).reduce(0) { sum, pair in
            switch pair.0.verdict {
            case .hit: sum + pair.1
            case .fast, .slow, .short, .long: sum + pair.1 / 2
            case .missing: sum
            }
        }
        let kinds = StepVerdict.allCases.dropFirst().map { ($0, alignment.count($0)) }.filter { $0.1 > 0 }
        let rest = kinds.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
        let text = "\(alignment.count(.hit)) of \(alignment.steps.count) steps hit" + (rest.isEmpty ? "" : "; \(rest)")
        return ScorePart(.structure, 100 * earned / weights.reduce(0, +), text)
    }

    /// What the runner felt beside what the session should feel like; without a word of theirs, how steady the pulse stayed on an easy
    /// run of 40 minutes or more. Pain is no part of it.
    static func effort(_ workout: Workout, _ feedback: SessionFeedback?, _ parts: [SessionPart]) -> ScorePart {
        if let effort = feedback?.effort, (1...10).contains(effort) {
            let expected = workout.type.expectedEffort
            let off = max(expected.lowerBound - effort, effort - expected.upperBound, 0)
            let text = "felt like \(effort) of 10; \(expected.lowerBound) to \(expected.upperBound) fits the session"
            return ScorePart(.effort, 100 - 20 * Double(off), text)
        }
        if workout.type.isEasy, parts.count == 1, let part = parts.first, part.metrics.timerSeconds >= 2400,
            let decoupling = part.metrics.decoupling, decoupling.isFinite
        {
            // Below 5 % is good aerobic coupling (J. Friel); three times that is none.
            let score = 100 - max(0, decoupling - 0.05) * 1000
            let text =
                "the second half was \(Phrase.decimal(decoupling * 100, 1)) % less efficient; below 5 % is steady"
            return ScorePart(.effort, score, text)
        }
        return ScorePart(.effort, nil, "not known: no effort was reported")
    }
}
