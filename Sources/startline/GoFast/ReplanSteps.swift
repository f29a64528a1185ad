import Foundation
import TrainingMaths

/// A book and what one call of the command does to it, step by step.
struct ReplanSteps {
    /// One change as people read it.
    struct Step {
        let title: String
        /// A line each; empty when nothing changes.
        let lines: [String]
        let notes: [String]
    }

    private(set) var book: PlanBook
    let today: CalendarDay
    private(set) var done: [Step] = []

    init(_ book: PlanBook, today: CalendarDay) {
        self.book = book
        self.today = today
    }

    var units: UnitSystem { self.book.current.request.units }

    /// - Throws: `BadInput` in the words of the refusal.
    mutating func apply(_ operation: PlanOperation, reason: String? = nil) throws {
        do {
            let diff = try self.book.preview(operation, today: self.today)
            let after = try self.book.applying(operation, today: self.today, reason: reason)
            let change = after.changes.count > self.book.changes.count ? after.changes.last : nil
            self.add(change?.reason ?? "Nothing to change", diff)
            self.book = after
        } catch {
            throw BadInput(error.description)
        }
    }

    mutating func undo(_ id: Int) throws {
        do {
            let after = try self.book.undoing(id, today: self.today)
            let reason = after.changes.first { $0.id == id }?.reason ?? ""
            self.done.append(
                Step(title: "Change \(id) undone: \(reason)", lines: self.differences(to: after), notes: [])
            )
            self.book = after
        } catch {
            throw BadInput(error.description)
        }
    }

    /// Notes what was run; the plan stays.
    mutating func record(_ day: PlannedDay, miles: Double) throws {
        guard day.date <= self.today else {
            throw BadInput("\(day.id) on \(day.date) is still ahead: it can't have been run yet.")
        }
        // Less than half of a session is not that session.
        let isPart = miles < day.workout.miles / 2
        do {
            self.book = try self.book.recording(isPart ? .partlyRun(miles: miles) : .run(miles: miles), of: day.id)
        } catch {
            throw BadInput(error.description)
        }
        let text = Distance(miles: miles).text(in: self.units, places: 2)
        self.done.append(
            Step(
                title:
                    "\(isPart ? "Partly run" : "Run"): \(day.workout.label) on \(day.date.weekday.name) \(day.date), \(text)",
                lines: [],
                notes: []
            )
        )
    }

    mutating func forget(_ day: PlannedDay) throws {
        guard self.book.recorded[day.id] != nil else { throw BadInput("Nothing is noted of \(day.id).") }
        do {
            self.book = try self.book.recording(nil, of: day.id)
        } catch {
            throw BadInput(error.description)
        }
        self.done.append(Step(title: "Forgotten what was run on \(day.date)", lines: [], notes: []))
    }

    private mutating func add(_ title: String, _ diff: PlanDiff) {
        self.done.append(Step(title: title, lines: diff.lines, notes: diff.consequences.map(\.message)))
    }

    /// What differs in the days between two versions.
    private func differences(to after: PlanBook) -> [String] {
        PlanDiff.between(self.book.current, after.current).lines
    }

    // MARK: Sessions

    /// A day of the plan by its id, or by its date when one session is on it.
    /// - Throws: `BadInput` that names the ids near the one that was meant.
    func session(_ name: some StringProtocol, _ option: String) throws -> PlannedDay {
        let name = name.trimmingCharacters(in: .whitespaces)
        let days = self.book.current.days
        if let day = days.first(where: { $0.id == name }) { return day }
        if let date = CalendarDay(name) {
            let there = days.filter { $0.date == date }
            if there.count == 1 { return there[0] }
        }
        let near = self.near(name).map {
            "\($0.id) (\($0.date.weekday.name.prefix(3)) \($0.date), \($0.workout.label))"
        }
        let hint = near.isEmpty ? "" : " Near it are \(near.joined(separator: ", "))."
        throw BadInput("\(option): there is no session '\(name.prefix(40))' in this plan.\(hint)")
    }

    /// Sessions of the week that is named, else of the days around the date that is named or around today.
    private func near(_ name: String) -> [PlannedDay] {
        let sessions = self.book.current.days.filter { $0.workout.type != .rest }
        if name.first == "w", let week = Int(name.dropFirst().prefix { $0.isNumber }) {
            let there = sessions.filter { $0.weekIndex == week - 1 }
            if !there.isEmpty { return there }
        }
        let date = CalendarDay(name) ?? self.today
        let closest = sessions.sorted { abs($0.date - date) < abs($1.date - date) }.prefix(5)
        return closest.sorted { $0.date < $1.date }
    }
}
