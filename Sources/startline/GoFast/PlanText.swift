import Foundation
import TrainingMaths

/// A plan as a person reads it.
struct PlanText {
    let plan: Plan
    let terminal: Terminal

    private var units: UnitSystem { self.plan.request.units }

    func print() {
        let parts = [self.heading(), self.phases(), self.overview(), self.notes()] + self.plan.weeks.map(self.week)
        self.terminal.say(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
    }

    private func heading() -> String {
        let request = self.plan.request
        let race = request.race
        let kind = race.race.title(in: self.units)
        let length = race.race.distance.text(in: self.units)
        let title = race.name ?? kind.prefix(1).uppercased() + kind.dropFirst()
        let weeks = self.plan.weeks.count
        var lines = [
            self.terminal.styled(
                "\(title)\(title.contains(length) ? "" : ", \(length)"), on \(race.day.weekday.name) \(race.day.spoken(withYear: true))",
                .bold
            ),
            "\(weeks) week\(weeks == 1 ? "" : "s") from \(request.start.weekday.name) \(request.start.spoken(withYear: true)), "
                + "\(min(request.daysPerWeek, request.preferredDays?.count ?? 7)) days a week, long run on \(request.longRunDay.name)"
                + (self.plan.kind == .racePrep
                    ? "; too short for phases: it keeps you fit and brings you rested to the start" : ""),
            "5k in \(ClockTime.text(request.athlete.fiveKSeconds)), "
                + "\(Distance(miles: request.athlete.weeklyMiles).text(in: self.units)) a week today",
        ]
        if let goal = race.goalSeconds {
            let pace = Pace(seconds: goal, over: race.race.distance)
            lines.append("Goal \(ClockTime.text(goal)), \(pace.described(in: self.units))")
        }
        return lines.joined(separator: "\n")
    }

    private func phases() -> String {
        Phase.allCases.compactMap { phase -> String? in
            let weeks = self.plan.weeks.filter { $0.phase == phase }
            guard let first = weeks.first, let last = weeks.last else { return nil }
            let span =
                first.weekIndex == last.weekIndex
                ? "week \(first.weekIndex + 1)" : "weeks \(first.weekIndex + 1)–\(last.weekIndex + 1)"
            return "\(phase.rawValue) \(span)"
        }.joined(separator: " · ")
    }

    /// A bar for each week, so that the shape of the plan is seen at once.
    private func overview() -> String {
        let weeks = self.plan.weeks.map { week -> (week: PlanWeek, training: Double, longest: Double, race: Double) in
            let days = self.plan.days.filter { $0.weekIndex == week.weekIndex }.map(\.workout)
            let race = days.filter { $0.type == .race }.reduce(0) { $0 + $1.miles }
            let longest = days.filter { $0.type != .race }.map(\.miles).max() ?? 0
            return (week, week.targetMiles - race, longest, race)
        }
        let top = weeks.map(\.training).max() ?? 1
        let rows = weeks.map { week, training, longest, race -> String in
            // A plan in a file may hold any number.
            let share = training / max(top, 0.25)
            let length = share.isFinite ? Int((min(max(share, 0), 1) * 40).rounded()) : 0
            return [
                "\(week.weekIndex + 1)".padded(4, right: true), " ", week.startDate.spoken().padded(7),
                week.phase.rawValue.padded(6), self.miles(training).padded(6, right: true),
                self.miles(longest).padded(6, right: true), "  ",
                self.terminal.styled(String(repeating: "█", count: max(0, length)), self.style(of: week.phase)),
                race > 0 ? " + race" : week.isDeload ? " easier" : "",
            ].joined()
        }
        let head = "week from    phase    \(self.units.rawValue)  long"
        return ([self.terminal.styled(head, .dim)] + rows).joined(separator: "\n")
    }

    private func notes() -> String {
        guard !self.plan.notes.isEmpty else { return "" }
        return (["Before you accept it"] + self.plan.notes.map { "- \($0)" }).joined(separator: "\n")
    }

    private func week(_ week: PlanWeek) -> String {
        let head =
            "Week \(week.weekIndex + 1) · \(week.phase.rawValue) · \(self.miles(week.targetMiles)) \(self.units.rawValue) · "
            + "\(week.startDate.spoken())–\(week.endDate.spoken(withYear: true))"
        var lines = [self.terminal.styled(head, .bold), week.reason]
        for day in self.plan.days where day.weekIndex == week.weekIndex { lines += self.lines(of: day) }
        return lines.joined(separator: "\n")
    }

    private func lines(of day: PlannedDay) -> [String] {
        let workout = day.workout
        let date = "  \(day.date.weekday.name.prefix(3)) \(day.date.spoken().padded(6))"
        guard workout.type != .rest else {
            return [
                self.terminal.styled("\(date)          rest", .dim),
                self.terminal.styled("    \(workout.reason)", .dim),
            ]
        }
        var facts: [String] = []
        if let range = workout.paceRange {
            let fast = range.lowerBound.text(in: self.units)
            let slow = range.upperBound.text(in: self.units)
            facts.append(fast == slow ? "\(fast)/\(self.units.rawValue)" : "\(fast)–\(slow)/\(self.units.rawValue)")
        }
        if let zone = workout.heartRateZone { facts.append("zone \(zone)") }
        if let range = workout.heartRateRange { facts.append("\(range.lowerBound)–\(range.upperBound) bpm") }
        let distance = "\(self.miles(workout.miles).padded(6, right: true)) \(self.units.rawValue)"
        // The distance stands in its column already.
        let name = workout.label.replacingOccurrences(
            of: " " + Distance(miles: workout.miles).text(in: self.units, places: 2),
            with: ""
        )
        let label =
            workout.type.isHard || workout.type == .longRun ? self.terminal.styled(name, .cyan) : name
        return [
            "\(date)\(distance) \(label)\(facts.isEmpty ? "" : "  \(facts.joined(separator: ", "))")",
            "    \(workout.description)", self.terminal.styled("    \(workout.reason)", .dim),
        ]
    }

    private func style(of phase: Phase) -> Terminal.Style {
        switch phase {
        case .base: .cyan
        case .build: .green
        case .peak: .yellow
        case .taper: .dim
        }
    }

    /// Miles in the reader's unit with as many places everywhere, so that columns align: quarters of a mile, tenths of a kilometre.
    private func miles(_ miles: Double) -> String {
        String(format: self.units == .miles ? "%.2f" : "%.1f", Distance(miles: miles).meters / self.units.meters)
    }
}

extension CalendarDay {
    /// `18 Apr`, with the year if asked for.
    func spoken(withYear: Bool = false) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(self.day) \(months[self.month - 1])" + (withYear ? " \(self.year)" : "")
    }
}
