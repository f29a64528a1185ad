/// What an operation does to a plan, for people to see before they agree.
package struct PlanDiff: Sendable, Equatable, Codable {
    /// Something to think about.
    package struct Consequence: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable, CaseIterable {
            /// A run of more than 110 % of the longest of 30 days.
            case sessionSpike
            case adjacentHardDays
            /// A long or hard run close to a race.
            case nearRace
            case twoRunsADay
            /// A run on a weekday that should have none.
            case runDay
            /// A week of more than 10 % (and 3 miles) above the highest before.
            case weekRamp
            /// Another rule of plans is broken.
            case rule
            /// An earlier wish that the new plan could not keep.
            case dropped
            case advice
        }

        package let kind: Kind
        package let date: CalendarDay?
        package let message: String

        package init(_ kind: Kind, _ date: CalendarDay? = nil, _ message: String) {
            self.kind = kind
            self.date = date
            self.message = message
        }
    }

    /// Miles of a week before and after, as run where that is known; 0 where the week is not in the plan.
    package struct WeekMiles: Sendable, Equatable, Codable {
        package let weekIndex: Int
        package let startDate: CalendarDay
        package let before: Double
        package let after: Double
    }

    package let patch: PlanPatch
    /// Weeks whose miles change.
    package let weeks: [WeekMiles]
    package let consequences: [Consequence]
    package let units: UnitSystem

    package var isEmpty: Bool { self.patch.isEmpty && self.consequences.isEmpty }

    /// Sessions that are new; rest does not count.
    package var added: [PlannedDay] {
        self.patch.days.compactMap { edit in
            guard let after = edit.after, after.isSession else { return nil }
            return edit.before?.isSession == true ? nil : after
        }
    }

    /// Sessions that go, or become rest, as they were.
    package var removed: [PlannedDay] {
        self.patch.days.compactMap { edit in
            guard let before = edit.before, before.isSession else { return nil }
            return edit.after?.isSession == true ? nil : before
        }
    }

    /// Sessions that take another date, whatever else changes.
    package var moved: [(before: PlannedDay, after: PlannedDay)] {
        self.kept.filter { $0.before.date != $0.after.date }
    }

    /// Sessions that stay on their date and change.
    package var changed: [(before: PlannedDay, after: PlannedDay)] {
        self.kept.filter { $0.before.date == $0.after.date }
    }

    private var kept: [(before: PlannedDay, after: PlannedDay)] {
        self.patch.days.compactMap { edit in
            guard let before = edit.before, let after = edit.after, before.isSession, after.isSession else {
                return nil
            }
            return (before, after)
        }
    }

    /// One line for each change, most telling first.
    package var lines: [String] {
        var lines: [String] = []
        for (before, after) in self.moved {
            lines.append("\(before.workout.label) moves from \(before.date.named) to \(after.date.named)")
        }
        for (before, after) in self.changed { lines.append(self.line(before, after)) }
        for day in self.added { lines.append("New on \(day.date.named): \(self.text(day.workout))") }
        for day in self.removed { lines.append("No longer on \(day.date.named): \(self.text(day.workout))") }
        for week in self.weeks {
            lines.append("Week \(week.weekIndex + 1): \(self.text(week.before)) becomes \(self.text(week.after))")
        }
        return lines
    }

    /// All of it, a line each.
    package var text: String {
        let lines = self.lines + self.consequences.map { "Note: \($0.message)" }
        return lines.isEmpty ? "Nothing changes." : lines.joined(separator: "\n")
    }

    private func line(_ before: PlannedDay, _ after: PlannedDay) -> String {
        let (old, new) = (before.workout, after.workout)
        if old.type == new.type, old.miles == new.miles {
            let paces = [old.paceRange, new.paceRange].compactMap { $0?.described(in: self.units) }
            guard paces.count == 2, paces[0] != paces[1] else {
                return "\(after.date.named): \(new.label) in other words"
            }
            return "\(after.date.named): \(new.label) at \(paces[1]) instead of \(paces[0])"
        }
        return "\(after.date.named): \(self.text(new)) instead of \(self.text(old))"
    }

    private func text(_ workout: Workout) -> String {
        let miles = self.text(workout.miles)
        return workout.miles > 0 && !workout.label.contains(miles) ? "\(workout.label), \(miles)" : workout.label
    }

    private func text(_ miles: Double) -> String { Distance(miles: miles).text(in: self.units, places: 2) }
}

extension PlannedDay {
    /// Something to do: a run, a race or cross-training.
    var isSession: Bool { self.workout.type != .rest }
    var isRun: Bool { self.isSession && self.workout.type != .crossTrain }
    /// Asks for recovery on both sides; long runs too.
    var isDemanding: Bool { self.workout.type.isHard || self.workout.type == .longRun }
    /// One of the two or three sessions that make the week.
    var isKey: Bool { self.isDemanding && self.workout.type != .race }
}

extension CalendarDay {
    /// `Tuesday 2027-01-05`.
    var named: String { "\(self.weekday.name) \(self)" }
}
