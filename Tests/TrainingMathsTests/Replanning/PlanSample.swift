import Testing

@testable import TrainingMaths

extension Plan {
    /// Twelve weeks to a half marathon: Monday 2027-01-25 to Sunday 2027-04-18.
    static func sample(weeks: Int = 12, days: Int = 5, weekly: Double = 25, units: UnitSystem = .miles) throws -> Plan {
        let start = try #require(CalendarDay("2027-01-25"))
        var athlete = Athlete(fiveKSeconds: 1470, weeklyMiles: weekly)
        athlete.longestRunMiles = weekly * 0.3
        let race = GoalRace(.half, on: start + (weeks * 7 - 1), goalSeconds: 6300)
        var request = PlanRequest(race: race, athlete: athlete, start: start, daysPerWeek: days)
        request.units = units
        return try PlanGenerator.plan(for: request)
    }

    /// Sessions of a week, counted from 0.
    func sessions(week: Int) -> [PlannedDay] { self.days.filter { $0.weekIndex == week && $0.isSession } }

    func day(_ id: String) throws -> PlannedDay { try #require(self.days.first { $0.id == id }) }

    /// One line for each day, to read when a test fails.
    var outline: String {
        self.days.map { "\($0.id) \($0.date) \($0.workout.type.rawValue) \($0.workout.miles)" }.joined(separator: "\n")
    }
}
