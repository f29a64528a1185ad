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

    /// The race is the next day but one: a short run.
    func isShort(before races: [GoalRace]) -> Bool { races.contains { $0.day - self.date == 2 } }

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
    /// A week of load came before, so that ``highest`` was really planned.
    let hasLoaded: Bool
    /// Without the race of the last day.
    var trainingMiles: Double
    /// A usual easy run of such a week without races on the way; nil in a week that none changes.
    var usualEasy: Double?

    /// Miles of all races.
    var raceMiles: Double {
        self.days.reduce(0) { if case .race = $1.role { $0 + $1.miles } else { $0 } }
    }
    /// Miles of all runs that are no races.
    var runMiles: Double { self.step.miles(self.days.reduce(0) { $0 + ($1.isTrainingRun ? $1.steps : 0) }) }
}
