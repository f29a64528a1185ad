/// A day before it has a session: what it is for, and how many miles it has.
struct DayDraft: Sendable, Equatable {
    enum Role: Sendable, Equatable {
        case rest, easy, longRun
        /// The first or the second hard session of the week.
        case hard(Int)
        case sharpener
        /// A short run after a race.
        case recovery(after: GoalRace)
        case race(GoalRace)
        /// No run, because a race is on the next day.
        case beforeRace(GoalRace)
    }

    let date: CalendarDay
    var role: Role
    let step: PlanStep
    /// Its length in steps.
    var steps = 0

    var miles: Double { self.step.miles(self.steps) }
}

/// A week before its days have sessions.
struct WeekDraft: Sendable, Equatable {
    let index: Int
    let days: [DayDraft]
    let step: PlanStep
    let phase: Phase
    let isDeload: Bool
    /// What the curve asked for, before limits and races.
    let wanted: Double
    /// The highest week before.
    let highest: Double

    var miles: Double { self.step.miles(self.days.reduce(0) { $0 + $1.steps }) }
    /// Without the race of the last day.
    var trainingMiles: Double
}
