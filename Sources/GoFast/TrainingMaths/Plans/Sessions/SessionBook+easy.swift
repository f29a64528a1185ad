extension SessionBook {
    func rest(reason: String) -> Workout {
        Workout(type: .rest, miles: 0, label: "Rest", description: "No running.", reason: reason)
    }

    func easy(_ miles: Double, reason: String) -> Workout {
        self.workout(
            .easy,
            miles,
            "Easy \(self.text(miles))",
            "Run easily at \(self.range(.easy).described(in: self.units)), so that you could talk all the way.",
            reason: reason,
            pace: self.range(.easy),
            zone: 2,
            segments: [self.even(miles, .easy, zone: 2, title: "Easy")]
        )
    }

    func recovery(_ miles: Double, reason: String) -> Workout {
        self.workout(
            .recovery,
            miles,
            "Recovery \(self.text(miles))",
            "Jog at \(self.range(.recovery).described(in: self.units)) or slower; stop early if anything hurts.",
            reason: reason,
            pace: self.range(.recovery),
            zone: 1,
            segments: [self.even(miles, .recovery, zone: 1, title: "Very easy")]
        )
    }

    /// An easy run with short fast strides at its end; nil under 2 miles.
    func strides(_ miles: Double, count: Int, reason: String) -> Workout? {
        guard miles >= 2 else { return nil }
        let stride = WorkoutStep(
            .interval,
            .time(20),
            paceRange: self.range(.repetition),
            title: "Stride: quick and loose"
        )
        let jog = WorkoutStep(.recovery, .time(60), paceRange: self.range(.recovery), title: "Walk or jog")
        let block = Segment(repeats: count, [stride, jog])
        let easy = self.step.meters(miles * Distance.metersPerMile - block.meters, round: 10)
        return self.workout(
            .easy,
            miles,
            "Easy \(self.text(miles)) + \(count) strides",
            "Run easily at \(self.range(.easy).described(in: self.units)), then \(count) strides of 20 s with a minute between.",
            reason: reason,
            pace: self.range(.easy),
            zone: 2,
            segments: [
                Segment([
                    WorkoutStep(
                        .active,
                        .distance(Distance(meters: easy)),
                        paceRange: self.range(.easy),
                        heartRateZone: 2,
                        title: "Easy"
                    )
                ]), block,
            ]
        )
    }

    /// The long run; `goalShare` of it at the pace of the race, near its end.
    func longRun(_ miles: Double, goalShare: Double, reason: String) -> Workout {
        let pace = self.range(.longRun)
        let goal = self.step.count(miles * goalShare, .down) / 2 * 2
        let goalMiles = self.step.miles(goal)
        guard goal >= 4 else {
            return self.workout(
                .longRun,
                miles,
                "Long run \(self.text(miles))",
                "Run \(self.text(miles)) at \(pace.described(in: self.units)), evenly"
                    + (miles * pace.upperBound.secondsPerMile > 75 * 60 ? "; drink on the way." : "."),
                reason: reason,
                pace: pace,
                zone: 2,
                segments: [self.even(miles, .longRun, zone: 2, title: "Long and easy")]
            )
        }
        let after = self.step.miles(miles > goalMiles + 3 ? 4 : 2)
        let race = WorkoutStep(
            .interval,
            .distance(self.step.distance(goalMiles)),
            paceRange: self.racePace,
            heartRateZone: 3,
            title: "Race pace"
        )
        return self.workout(
            .longRun,
            miles,
            "Long run \(self.text(miles)), \(self.text(goalMiles)) at race pace",
            "Run at \(pace.described(in: self.units)), then \(self.text(goalMiles)) at "
                + "\(self.racePace.described(in: self.units)), and \(self.text(after)) easily at the end.",
            reason: reason,
            pace: pace,
            zone: 2,
            segments: [
                self.even(miles - goalMiles - after, .longRun, zone: 2, title: "Long and easy"),
                Segment([race]),
                self.even(after, .easy, zone: 2, title: "Cool-down"),
            ]
        )
    }

    /// The day of a race, with a pace and a plan of effort.
    func race(_ race: GoalRace, miles: Double, reason: String) -> Workout {
        let distance = race.race.distance
        let pace = self.paces.racePace(for: race.race, goalSeconds: race.goalSeconds)
        let range = Self.whole(
            Pace(secondsPerMile: pace.secondsPerMile - 4)...Pace(secondsPerMile: pace.secondsPerMile + 4)
        )
        let title = race.race.title(in: self.units)
        let jog = miles * Distance.metersPerMile - distance.meters
        let effort =
            switch distance.miles {
            case ...4: "Start a touch slower than the pace, hold it into the last fifth, then give what is left."
            case ...11.5: "Run the first fifth on the slow side of the pace, settle, and race the last quarter."
            case ...20:
                "The first quarter a touch slower than the pace, then the pace; with a quarter to go, what you have."
            case ...27:
                "Even pace: the first fifth must feel too easy; drink and eat from early on; race the last quarter."
            default: "Much slower than you could at first; walk the climbs, eat and drink by the clock."
            }
        let time =
            race.goalSeconds.map { "goal \(ClockTime.text($0))" }
            ?? "about \(ClockTime.text(pace.seconds(for: distance))) by today's form"
        var steps: [WorkoutStep] = []
        if jog >= 1 {
            steps.append(
                WorkoutStep(
                    .warmUp,
                    .distance(Distance(meters: jog)),
                    paceRange: self.range(.recovery),
                    title: "Jog to the start"
                )
            )
        }
        steps.append(WorkoutStep(.interval, .distance(distance), paceRange: range, title: "Race"))
        return self.workout(
            .race,
            miles,
            race.name.map { "\($0) (\(title))" } ?? "Race: \(title)",
            "\(title.prefix(1).uppercased() + title.dropFirst()), \(time): \(pace.described(in: self.units)). \(effort)",
            reason: reason,
            pace: range,
            zone: nil,
            segments: [Segment(steps)]
        )
    }
}
