/// A rule that a plan breaks, and where.
package struct PlanViolation: Sendable, Equatable {
    package enum Rule: String, Sendable, CaseIterable {
        /// Dates, indices and ids fit together; each day is there.
        case calendar
        /// Phases come in order, with the weeks they should have.
        case phases
        /// Numbers are finite, not negative and in steps of a quarter mile or half a kilometre.
        case numbers
        /// The days of a week add up to its target.
        case weekSum
        /// The first week starts where the athlete is.
        case firstWeek
        /// Weeks grow by at most 10 % (or 3 miles) over the highest before.
        case ramp
        /// Weeks of rest come often enough and are 15 to 25 % lower.
        case deload
        /// The weeks of peak are the highest.
        case peak
        /// The weeks of taper fall.
        case taper
        /// No run is longer than 110 % of the longest of 30 days.
        case sessionGuard
        /// Long runs stay within their share, their time, and away from the race.
        case longRun
        /// No two hard days in a row; one hard session at most in a partial first week; none beside the race in its week.
        case spacing
        /// Runs are only on days that may hold one, and not on more of them than asked for.
        case runDays
        /// Each race is on its day, with rest before and recovery after, and makes no other day longer.
        case races
        /// Steps add up to the day; paces and zones are possible.
        case segments
        /// Each week and each day says why.
        case reasons
    }

    package var rule: Rule
    package var weekIndex: Int?
    package var date: CalendarDay?
    /// In words, with the numbers.
    package var message: String

    package init(_ rule: Rule, weekIndex: Int? = nil, date: CalendarDay? = nil, _ message: String) {
        self.rule = rule
        self.weekIndex = weekIndex
        self.date = date
        self.message = message
    }
}

extension PlanViolation: CustomStringConvertible {
    package var description: String {
        let place = [self.weekIndex.map { "week \($0 &+ 1)" }, self.date.map { $0.description }].compactMap { $0 }
        return ([self.rule.rawValue] + place).joined(separator: ", ") + ": " + self.message
    }
}
