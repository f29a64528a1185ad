/// A ladder from walking back to running, as physiotherapists use it: half an hour each, a rung only after one without pain.
enum RunWalk {
    struct Rung: Equatable {
        let repeats: Int
        let runMinutes: Double
        let walkMinutes: Double

        var label: String {
            self.walkMinutes == 0
                ? "Easy \(Int(self.runMinutes)) minutes"
                : "Run-walk \(self.repeats) x (\(Int(self.runMinutes)) + \(Int(self.walkMinutes)) min)"
        }
    }

    static let ladder = [
        Rung(repeats: 6, runMinutes: 1, walkMinutes: 4),
        Rung(repeats: 6, runMinutes: 2, walkMinutes: 3),
        Rung(repeats: 6, runMinutes: 3, walkMinutes: 2),
        Rung(repeats: 6, runMinutes: 4, walkMinutes: 1),
        Rung(repeats: 3, runMinutes: 9, walkMinutes: 1),
        Rung(repeats: 1, runMinutes: 30, walkMinutes: 0),
    ]

    /// The whole ladder after two weeks, its upper half after one, the last two rungs after less.
    static func rungs(afterDays days: Int) -> ArraySlice<Rung> {
        Self.ladder.suffix(days >= 14 ? 6 : days >= 7 ? 3 : 2)
    }
}

extension PlanDraft {
    /// Puts the rungs on the first runs; days without enough miles in the guard get fewer repeats.
    mutating func climbLadder(from date: CalendarDay, after days: Int) {
        guard date <= self.raceDay else { return }
        let book = SessionBook(self.planning)
        let easy = book.range(.easy)
        // Walking counts at about 20 minutes a mile, 4.8 km/h.
        let walk = Pace(secondsPerMile: 1080)...Pace(secondsPerMile: 1320)
        for (position, rung) in zip(
            self.openRuns(date...self.raceDay),
            RunWalk.rungs(afterDays: days).dropFirst(self.runsBegun(since: date))
        ) {
            var steps = [
                WorkoutStep(
                    .active,
                    .time(rung.runMinutes * 60),
                    paceRange: easy,
                    heartRateZone: 2,
                    title: "Easy running"
                )
            ]
            if rung.walkMinutes > 0 {
                steps.append(
                    WorkoutStep(.recovery, .time(rung.walkMinutes * 60), paceRange: walk, title: "Walking")
                )
            }
            let main = Segment(repeats: rung.repeats, steps)
            let miles = self.step.miles(self.step.count(main.meters / Distance.metersPerMile - PlanStep.tolerance, .up))
            let rest = Distance(meters: max(miles * Distance.metersPerMile - main.meters, 0))
            let home = Segment([WorkoutStep(.coolDown, .distance(rest), paceRange: walk, title: "Walk home")])
            self.plan.days[position].workout = book.workout(
                .easy,
                miles,
                rung.label,
                "Stop when it hurts; repeat this one before you go on to the next.",
                reason: "Step by step from walking back to running.",
                pace: easy,
                zone: 2,
                segments: rest.meters > 1 ? [main, home] : [main]
            )
        }
    }
}
