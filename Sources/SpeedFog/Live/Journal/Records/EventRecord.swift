import RaceRules
import Vocabulary

/// An event as the journal's table keeps it: the kind as a word, what belongs to the kind as JSON.
struct EventRecord: Equatable, Sendable {
    let sequence: Int
    let kind: String
    /// The run that the event is about; nil for events of the room.
    let run: RunID?
    let at: Moment
    /// A JSON object. Its members come in a fixed order, so that equal events are equal text.
    let body: String
}

/// The words for kinds of events. Never change one: the journal is kept for ever.
enum EventKind: String, CaseIterable, Sendable {
    case made
    case seedTaken = "seed_taken"
    case rerolled
    case released
    case joined
    case left
    case roleGiven = "role_given"
    case roleTaken = "role_taken"
    case mapSet = "map_set"
    case mapShown = "map_shown"
    case started
    case finished
    case reset
    case runReady = "run_ready"
    case runStarted = "run_started"
    case runCrossed = "run_crossed"
    case runDeaths = "run_deaths"
    case runPosition = "run_position"
    case runFinished = "run_finished"
    case runHeld = "run_held"
    case runHoldAccepted = "run_hold_accepted"
    case runHoldRefused = "run_hold_refused"
    case runAbandoned = "run_abandoned"
    case runClockWentBack = "run_clock_went_back"
    case runClockAhead = "run_clock_ahead"
}

/// An event that can't be read although its kind is known: the row was changed by hand, or is damaged.
package struct EventRecordError: Error, Equatable, CustomStringConvertible {
    package let sequence: Int
    package let kind: String
    /// What is wrong with it.
    package let words: String

    package var description: String { "Event \(self.sequence) (\(self.kind)) can't be read: \(self.words)" }
}
