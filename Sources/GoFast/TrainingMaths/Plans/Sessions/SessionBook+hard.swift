extension SessionBook {
    /// A hard session that fills `miles`, or nil when its main part does not fit between warm-up and cool-down.
    func hard(_ kind: HardKind, _ miles: Double, weekMiles: Double, progress: Double, reason: (String) -> String)
        -> Workout?
    {
        let least = miles < 5 ? 1.0 : 1.75
        var size = 1.0
        while size > 0.2 {
            if let main = self.mainSet(kind, weekMiles: weekMiles * size, progress: progress),
                main.meters <= (miles - least) * Distance.metersPerMile
            {
                return self.around(main, miles, reason: reason(main.purpose))
            }
            size -= 0.1
        }
        return nil
    }

    /// Warm-up and cool-down around a main part, so that all of it is `miles`, to a metre or ten.
    private func around(_ main: MainSet, _ miles: Double, reason: String) -> Workout {
        let free = miles * Distance.metersPerMile - main.meters
        let warmUp = self.step.meters(free * 0.55, round: 100)
        let coolDown = self.step.meters(free - warmUp, round: 10)
        func step(_ intent: WorkoutStep.Intent, _ meters: Double, _ title: String) -> Segment {
            Segment([
                WorkoutStep(
                    intent,
                    .distance(Distance(meters: meters)),
                    paceRange: self.range(.easy),
                    heartRateZone: 2,
                    title: title
                )
            ])
        }
        let before = Distance(meters: warmUp).text(in: self.units)
        let after = Distance(meters: coolDown).text(in: self.units)
        return self.workout(
            main.type,
            miles,
            main.label,
            "\(before) easy, then \(main.label.lowercasedFirst) at \(self.paces(of: main)), \(after) easy.",
            reason: reason,
            pace: main.pace,
            zone: main.zone,
            segments: [step(.warmUp, warmUp, "Warm-up")] + main.segments + [step(.coolDown, coolDown, "Cool-down")]
        )
    }

    /// The paces of a main part and the jogs between: "6:40-6:50/mi with a 90 s jog after each".
    private func paces(of main: MainSet) -> String {
        let pace = main.pace.described(in: self.units)
        guard let block = main.segments.first(where: { $0.repeats > 1 }), let jog = block.steps.last,
            jog.intent == .recovery
        else { return pace }
        let length: String
        switch jog.length {
        case .distance(let distance): length = "\(Int(distance.meters.rounded())) m jog"
        case .time(let seconds): length = "\(Int(seconds)) s jog"
        case .open: length = "jog"
        }
        let jogs = "a \(length) \(main.type == .hills ? "down " : "")after each"
        let work = block.steps.dropLast().compactMap { $0.paceRange?.described(in: self.units) }
        guard work.count > 1 else { return "\(pace) with \(jogs)" }
        return work.joined(separator: " and ") + " by turns, with \(jogs)"
    }

    private func mainSet(_ kind: HardKind, weekMiles: Double, progress: Double) -> MainSet? {
        switch kind {
        case .fartlek: self.fartlek(weekMiles, progress)
        case .hills: self.hills(weekMiles, progress)
        case .tempo: self.tempo(weekMiles, progress)
        case .intervals(let meters): self.intervals(meters, weekMiles, progress)
        case .racePace: self.racePaceRepeats(weekMiles, progress)
        case .overUnders: self.overUnders(weekMiles, progress)
        }
    }

    /// Quick minutes: up to 6 % of the week.
    private func fartlek(_ week: Double, _ progress: Double) -> MainSet? {
        let pace = self.range(.interval)
        let minute = 60 / pace.upperBound.secondsPerMile
        let most = 6 + Int((progress * 4).rounded())
        let count = min(most, Int(week * 0.06 / minute))
        guard count >= 4 else { return nil }
        return MainSet(
            type: .fartlek,
            label: "Fartlek \(count) x 1 min",
            purpose: "quick minutes wake up speed without the strain of a track",
            pace: pace,
            zone: 4,
            segments: [
                Segment(
                    repeats: count,
                    [
                        WorkoutStep(.interval, .time(60), paceRange: pace, heartRateZone: 4, title: "Quick"),
                        self.jog(60),
                    ]
                )
            ]
        )
    }

    /// Short climbs: strength before speed.
    private func hills(_ week: Double, _ progress: Double) -> MainSet? {
        let pace = self.range(.interval)
        let count = min(6 + Int((progress * 4).rounded()), Int(week * 0.05 / (45 / pace.upperBound.secondsPerMile)))
        guard count >= 4 else { return nil }
        return MainSet(
            type: .hills,
            label: "Hills \(count) x 45 s",
            purpose: "short climbs build strength with little impact",
            pace: pace,
            zone: 4,
            segments: [
                Segment(
                    repeats: count,
                    [
                        WorkoutStep(
                            .interval,
                            .time(45),
                            paceRange: pace,
                            heartRateZone: 4,
                            title: "Uphill, as hard as 5k; slower than the range is right"
                        ), self.jog(90),
                    ]
                )
            ]
        )
    }

    /// Threshold work: up to 10 % of the week (J. Daniels), in repeats that grow.
    private func tempo(_ week: Double, _ progress: Double) -> MainSet? {
        let pace = self.range(.threshold)
        let all = min(week * 0.1 * pace.lowerBound.secondsPerMile / 60, self.tempoLimit)
        let each = progress < 0.35 ? 6.0 : progress < 0.7 ? 8 : 10
        let minutes = all >= each * 2 ? each : 5
        let count = min(Int(all / minutes), 5)
        guard count >= 2 || (count == 1 && minutes >= 8), all >= 8 else { return nil }
        // Once the body knows the effort, it is held without a break.
        let isContinuous = progress >= 0.85 && all >= 20
        let whole = (min(all, 40) / 5).rounded(.down) * 5
        let step = WorkoutStep(
            .interval,
            .time((isContinuous ? whole : minutes) * 60),
            paceRange: pace,
            heartRateZone: 4,
            title: "Tempo: comfortably hard"
        )
        return MainSet(
            type: .tempo,
            label: isContinuous ? "Tempo \(Int(whole)) min" : "Tempo \(count) x \(Int(minutes)) min",
            purpose: "threshold work raises the pace that you can hold for an hour",
            pace: pace,
            zone: 4,
            segments: [
                isContinuous ? Segment([step]) : Segment(repeats: count, [step, self.jog(minutes > 6 ? 120 : 90)])
            ]
        )
    }

    /// Hard repeats: up to 8 % of the week (J. Daniels), one more from week to week.
    private func intervals(_ meters: Double, _ week: Double, _ progress: Double) -> MainSet? {
        let isShort = meters < 500
        let pace = self.range(isShort ? .repetition : .interval)
        let most = min(week * (isShort ? 0.05 : 0.08) * Distance.metersPerMile, self.intervalLimit)
        let wish = max(Int(most * (0.7 + 0.3 * progress) / meters + 0.5), 3)
        let count = min(Int(most / meters), wish, isShort ? 12 : 10)
        guard count >= 3 else { return nil }
        let rest = isShort ? meters : meters * 0.5
        return MainSet(
            type: .intervals,
            label: "\(count) x \(Int(meters)) m",
            purpose: isShort
                ? "short fast repeats make the stride economical"
                : "repeats near 5k effort raise the ceiling of your oxygen use",
            pace: pace,
            zone: 5,
            segments: [
                Segment(
                    repeats: count,
                    [
                        WorkoutStep(
                            .interval,
                            .distance(Distance(meters: meters)),
                            paceRange: pace,
                            heartRateZone: isShort ? nil : 5,
                            title: "\(Int(meters)) m"
                        ),
                        WorkoutStep(
                            .recovery,
                            .distance(Distance(meters: rest)),
                            paceRange: self.range(.recovery),
                            heartRateZone: 1,
                            title: "Jog"
                        ),
                    ]
                )
            ]
        )
    }

    /// Repeats at the pace of the race: a fifth of its length at first, two fifths at last, within the week's means.
    private func racePaceRepeats(_ week: Double, _ progress: Double) -> MainSet? {
        let race = self.request.race.race.distance.miles
        let share = race < 8 ? 0.09 : race < 20 ? 0.13 : 0.16
        let most = min(race * (race < 8 ? 0.85 : 0.3 + 0.15 * progress), week * share, 9)
        // In ultras race pace is slower than long runs: it needs no repeats.
        guard self.racePace.lowerBound < self.range(.longRun).lowerBound else { return nil }
        let isMetric = self.units == .kilometers
        let each =
            isMetric
            ? Distance(kilometers: race < 4 ? 1 : race < 20 ? 2 : 3).miles : race < 4 ? 0.5 : race < 20 ? 1.0 : 2.0
        let least = isMetric ? Distance(meters: 400).miles : 0.25
        let size = most >= each * 2 ? each : most >= each ? each / 2 : least
        let count = min(Int(most / size + 1e-9), 8)
        guard count >= 2, most >= 0.75 else { return nil }
        let zone = race < 8 ? 5 : race < 20 ? 4 : 3
        let length = self.step.distance(size)
        let isTrack = isMetric && length.meters < 1000
        return MainSet(
            type: .racePace,
            label: "Race pace \(count) x " + (isTrack ? "\(Int(length.meters)) m" : self.step.text(size)),
            purpose: "the pace of the race becomes a habit",
            pace: self.racePace,
            zone: zone,
            segments: [
                Segment(
                    repeats: count,
                    [
                        WorkoutStep(
                            .interval,
                            .distance(length),
                            paceRange: self.racePace,
                            heartRateZone: zone,
                            title: "Race pace"
                        ), self.jog(race < 20 ? 90 : 120),
                    ]
                )
            ]
        )
    }

    /// Three minutes under and two over the threshold, by turns.
    private func overUnders(_ week: Double, _ progress: Double) -> MainSet? {
        let over = self.range(.interval)
        let threshold = self.range(.threshold)
        let under = Self.whole(
            Pace(
                secondsPerMile: threshold.upperBound.secondsPerMile
            )...Pace(
                secondsPerMile: threshold.upperBound.secondsPerMile * 1.03
            )
        )
        let all = min(week * 0.1 * threshold.lowerBound.secondsPerMile / 60, self.tempoLimit)
        let count = min(Int(all / 5), 4 + Int(progress.rounded()))
        guard count >= 2 else { return nil }
        return MainSet(
            type: .overUnders,
            label: "Over-unders \(count) x (3 min + 2 min)",
            purpose: "changes around the threshold teach you to recover while you run fast",
            pace: threshold,
            zone: 4,
            segments: [
                Segment(
                    repeats: count,
                    [
                        WorkoutStep(
                            .interval,
                            .time(180),
                            paceRange: under,
                            heartRateZone: 4,
                            title: "Just under threshold"
                        ),
                        WorkoutStep(.interval, .time(120), paceRange: over, heartRateZone: 5, title: "Over threshold"),
                        self.jog(90),
                    ]
                )
            ]
        )
    }

    /// A few fast touches in the week of the race; an easy run with strides when there is little room.
    func sharpener(_ miles: Double, reason: String) -> Workout? {
        let isShort = self.request.race.race.distance.miles < 8
        let step =
            isShort
            ? WorkoutStep(.interval, .distance(Distance(meters: 400)), paceRange: self.racePace, title: "Race pace")
            : WorkoutStep(.interval, .time(120), paceRange: self.racePace, title: "Race pace")
        let count = self.request.athlete.level == .beginner ? 3 : 4
        let block = Segment(repeats: count, [step, self.jog(90)])
        guard block.meters <= (miles - 1) * Distance.metersPerMile else { return nil }
        let main = MainSet(
            type: .sharpener,
            label: isShort ? "Sharpener \(count) x 400 m" : "Sharpener \(count) x 2 min",
            purpose: "",
            pace: self.racePace,
            zone: 3,
            segments: [block]
        )
        return self.around(main, miles, reason: reason)
    }

    private func jog(_ seconds: Double) -> WorkoutStep {
        WorkoutStep(.recovery, .time(seconds), paceRange: self.range(.recovery), heartRateZone: 1, title: "Jog")
    }

    /// Minutes at threshold in one session.
    private var tempoLimit: Double {
        switch self.request.athlete.level {
        case .beginner: 18
        case .intermediate: 30
        case .advanced: 40
        case .competitive: 45
        }
    }

    /// Metres of hard repeats in one session.
    private var intervalLimit: Double {
        switch self.request.athlete.level {
        case .beginner: 3200
        case .intermediate: 5000
        case .advanced: 6400
        case .competitive: 8000
        }
    }
}

extension String {
    var lowercasedFirst: String { self.prefix(1).lowercased() + self.dropFirst() }
}
