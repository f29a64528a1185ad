/// Why an operation is refused: cases for programs, a sentence for people.
package enum ReplanError: Error, Sendable, Equatable {
    case unknownDay(String)
    /// Before today, or already run, missed or skipped.
    case dayIsOver(String, CalendarDay)
    /// Only what is over can have been missed.
    case dayIsNotOver(String, CalendarDay)
    case alreadyRun(String)
    case isRest(String)
    case isRace(String)
    case outsidePlan(CalendarDay)
    case inThePast(CalendarDay)
    case dayTaken(CalendarDay)
    case sameDay
    case raceInside(CalendarDay)
    case endBeforeStart(CalendarDay, CalendarDay)
    case number(String)
    case typeNeedsSteps(WorkoutType)
    case noDaysLeft
    case noSuchRace(CalendarDay)
    /// The race is in the week that is already being run.
    case raceTooSoon(race: CalendarDay, nextMonday: CalendarDay)
    case taperIsNotRepeated
    case nothingToRealign
    /// Changes are made in order of time.
    case outOfOrder(CalendarDay, last: CalendarDay)
    case unknownChange(Int)
    case alreadyUndone(Int)
    /// All that it changed is in the past.
    case nothingLeftToUndo(Int)
    /// A later change builds on this one.
    case dependedOn(change: Int, by: Int, text: String)
    /// Without it two runs would share a day.
    case wouldDouble(CalendarDay)
    case wouldRewritePast(CalendarDay)
    case plan(PlanError)
}

extension ReplanError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownDay(let id): "There is no session “\(id.prefix(40))” in this plan."
        case .dayIsOver(let id, let day): "\(id) on \(day) is over; what happened stays as it is."
        case .dayIsNotOver(let id, let day): "\(id) on \(day) is not over yet: skip or move it instead."
        case .alreadyRun(let id): "\(id) was run; it can't have been missed."
        case .isRest(let id): "\(id) is a day of rest; there is nothing to change."
        case .isRace(let id): "\(id) is a race: change the date of the race, or cancel it."
        case .outsidePlan(let day): "\(day) is not in this plan."
        case .inThePast(let day): "\(day) is over; choose today or later."
        case .dayTaken(let day): "There is a run on \(day) already: swap the two instead."
        case .sameDay: "It is on that day already."
        case .raceInside(let day): "The race on \(day) is in that time: change its date or cancel it first."
        case .endBeforeStart(let start, let end): "The end, \(end), is before the start, \(start)."
        case .number(let what): what
        case .typeNeedsSteps(let type):
            "A session can't be turned into \(type.rawValue): only into an easy run, a long run, recovery, cross-training or rest."
        case .noDaysLeft: "Then fewer than three days a week would be left for running: allow another day first."
        case .noSuchRace(let day): "There is no race before the goal on \(day)."
        case .raceTooSoon(let race, let monday):
            "The race on \(race) is before \(monday), from which on the plan could change: edit the days of this week instead."
        case .taperIsNotRepeated: "The weeks before the race are not repeated: go on as planned."
        case .nothingToRealign: "The last seven days went well enough: nothing to realign."
        case .outOfOrder(let day, let last): "A change of \(last) is in the plan already; \(day) is before it."
        case .unknownChange(let id): "There is no change \(id)."
        case .alreadyUndone(let id): "Change \(id) is undone already."
        case .nothingLeftToUndo(let id): "All days of change \(id) are over; what happened stays as it is."
        case .dependedOn(let id, let later, let text):
            "Change \(id) can't be undone alone, because change \(later) builds on it (\(text)): undo that one first."
        case .wouldDouble(let day): "Two runs would then be on \(day): move one of them first."
        case .wouldRewritePast(let day): "That would change \(day), which is over."
        case .plan(let error): error.description
        }
    }
}
