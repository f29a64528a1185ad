import TrainingMaths

/// What a language model is told: the request, the calendar it fills in, and the rules it will be held to.
struct PlanPrompt: Sendable {
    let request: PlanRequest
    /// Our own plan: its calendar is the frame, its days are not shown.
    let frame: Plan

    var messages: [ChatCompletions.Message] {
        [
            ChatCompletions.Message(role: "system", content: Self.role),
            ChatCompletions.Message(role: "user", content: self.task),
        ]
    }

    /// Asks again, with what was wrong.
    func retry(after answer: String, _ problems: [String]) -> [ChatCompletions.Message] {
        let listed = problems.prefix(30).map { "- \($0)" }.joined(separator: "\n")
        return self.messages + [
            ChatCompletions.Message(role: "assistant", content: String(answer.prefix(200_000))),
            ChatCompletions.Message(
                role: "user",
                content: "This breaks rules:\n\(listed)\nAnswer again with the whole plan."
            ),
        ]
    }

    private static let role = """
        You lay out training plans for runners. You answer with JSON in the given schema and nothing else. A program checks \
        each rule; a plan that breaks one is thrown away.
        """

    private var task: String {
        let athlete = self.request.athlete
        let race = self.request.race
        var lines = [
            "Race: \(race.race.name), \(self.length(race.race.distance.miles)), on \(race.day).",
            "Runner: 5k in \(ClockTime.text(athlete.fiveKSeconds)), \(self.length(athlete.weeklyMiles)) in a usual week, "
                + "\(athlete.level.rawValue).",
        ]
        if let goal = race.goalSeconds { lines.append("Goal: \(ClockTime.text(goal)).") }
        if let longest = athlete.longestRunMiles {
            lines.append("Longest run of the last 30 days: \(self.length(longest)).")
        }
        lines.append(
            "Days a week with a run: \(self.request.daysPerWeek). Long run on \(self.request.longRunDay.name)."
        )
        if let days = self.request.preferredDays {
            lines.append("Only these days may hold a run: \(days.sorted().map(\.name).joined(separator: ", ")).")
        }
        for other in self.request.secondaryRaces.sorted(by: { $0.day < $1.day }) {
            lines.append("On the way, \(other.day) is a race of \(self.length(other.race.distance.miles)) (type race).")
        }
        lines.append("Fill in these weeks, every day of each, a day of rest with type rest and mileage 0:")
        for week in self.frame.weeks {
            lines.append("week \(week.weekIndex): \(week.startDate) to \(week.endDate), phase \(week.phase.rawValue)")
        }
        return (lines + ["Rules:"] + self.rules.map { "- \($0)" }).joined(separator: "\n")
    }

    private var rules: [String] {
        let units = self.request.units
        let cycle = PlanLimits.deloadCycle(for: self.request.athlete) == 3 ? "third" : "fourth"
        let (unit, step) = units == .miles ? ("miles", "0.25") : ("kilometres", "0.5")
        return [
            "Every mileage and targetMileage is in \(unit) and a multiple of \(step). The mileages of a week's days add up to its "
                + "targetMileage exactly. A race counts with its distance rounded up to the next multiple.",
            "The race day has type race; it ends the plan.",
            "The first week is within 10 % of the usual week, by its days. No week exceeds 1.10 times the highest earlier week "
                + "that was no deload (or that week plus \(self.length(3)), if more).",
            "Every \(cycle) week is a deload (isDeload true), 15 to 25 % less than the highest week so far; not in the taper.",
            "In the taper each week is less than the one before; the week before it is among the highest.",
            "No two hard days beside each other: tempo, intervals, race_pace, hills, fartlek, over_unders and race are hard.",
            "At most one long_run a week, none in the week of the race, none longer than 1.10 times the longest run of the 30 days "
                + "before it.",
            "At most two hard days a week, at most one in a week that begins after Monday.",
            "Each reason says in a short sentence why this day or week is as it is, for this runner.",
        ]
    }

    private func length(_ miles: Double) -> String { Distance(miles: miles).text(in: self.request.units, places: 2) }
}
