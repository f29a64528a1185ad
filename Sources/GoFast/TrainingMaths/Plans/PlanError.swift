/// Why no plan can be made, in a form that programs can tell apart and with words for people.
package enum PlanError: Error, Sendable, Equatable {
    case raceNotAhead(race: CalendarDay, start: CalendarDay)
    /// More than 52 weeks away.
    case raceTooFarAway(weeks: Int)
    case daysPerWeek(Int)
    case noPreferredDays
    /// Seconds for 5 km that nobody runs or walks.
    case fiveK(seconds: Double)
    case weeklyMiles(Double)
    case longestRun(miles: Double)
    case age(Int)
    case raceDistance(miles: Double)
    /// Faster than any human, or no time at all.
    case goalTime(seconds: Double)
    /// A race on the way that is not between the first day and the goal.
    case secondaryRaceOutsidePlan(CalendarDay)
    case twoRacesOnOneDay(CalendarDay)
}

extension PlanError: CustomStringConvertible {
    /// What is wrong and what helps, in a sentence or two.
    package var description: String {
        switch self {
        case .raceNotAhead(let race, let start):
            "The race on \(race) is not after the first day of training, \(start): choose a race that is still ahead."
        case .raceTooFarAway(let weeks):
            "The race is \(weeks) weeks away and a plan has at most 52: train towards an earlier race first, "
                + "or start this plan when 52 weeks are left."
        case .daysPerWeek(let days): "\(Counted.text(days, "day")) a week: a plan needs 3 to 7."
        case .noPreferredDays: "No day of the week may hold a run: allow at least one."
        case .fiveK(let seconds):
            "A 5k in \(ClockTime.text(seconds)) can't be right: it has to be between 12:00 and 2:00:00."
        case .weeklyMiles(let miles): "\(Self.number(miles)) miles a week can't be right: 0 to 200 are."
        case .longestRun(let miles): "A longest run of \(Self.number(miles)) miles can't be right: 0 to 150 are."
        case .age(let age): "An age of \(age) can't be right: 5 to 110 are."
        case .raceDistance(let miles): "A race of \(Self.number(miles)) miles: plans are for 0.5 to 110 miles."
        case .goalTime(let seconds):
            "Nobody has ever run this distance in \(ClockTime.text(seconds)): choose a slower goal."
        case .secondaryRaceOutsidePlan(let day):
            "The race on \(day) is not between the first day of training and the goal race."
        case .twoRacesOnOneDay(let day): "Two races on \(day): keep one of them."
        }
    }

    private static func number(_ value: Double) -> String {
        value.isFinite ? DecimalText.text(value, places: 1, separator: ".") : "Not a number of"
    }
}
