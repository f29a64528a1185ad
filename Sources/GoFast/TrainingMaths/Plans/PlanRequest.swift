/// Everything a plan is made from; the same request gives the same plan.
package struct PlanRequest: Sendable, Equatable {
    package enum PaceProfile: String, Sendable, Codable {
        /// Fractions of VDOT (Daniels): right for slow and for fast runners.
        case vdot
        /// Fixed offsets from the 5k pace, as earlier generations of the product had them.
        case classic
    }

    package var race: GoalRace
    /// Races on the way, in any order.
    package var secondaryRaces: [GoalRace] = []
    package var athlete: Athlete
    package var start: CalendarDay
    /// 3 to 7.
    package var daysPerWeek: Int
    /// Days that may hold a run; nil means any.
    package var preferredDays: Set<Weekday>?
    package var longRunDay: Weekday
    package var paceProfile: PaceProfile = .vdot
    package var units: UnitSystem = .miles

    package init(
        race: GoalRace,
        athlete: Athlete,
        start: CalendarDay,
        daysPerWeek: Int = 5,
        longRunDay: Weekday = .saturday
    ) {
        self.race = race
        self.athlete = athlete
        self.start = start
        self.daysPerWeek = daysPerWeek
        self.longRunDay = longRunDay
    }
}

/// Whatever makes plans: the rules of this library, or a language model behind them.
package protocol Planner: Sendable {
    /// A plan that keeps every rule of ``PlanRules``.
    func plan(for request: PlanRequest) async throws -> Plan
}
