import HTTPTypes
package import WebServer

extension RaceError {
    /// This error as an answer over HTTP.
    package var problem: Problem {
        if case .invalid(let fields) = self {
            return .validation(fields.map { FieldError(["body", $0.field], $0.why) })
        }
        return Problem(self.status, self.detail)
    }

    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .badStatus, .scheduledInPast, .poolEmpty, .noOtherSeed, .noSeed, .onlyInSetup, .alreadyReleased,
            .startBeforeRelease, .startWithoutParticipants, .notRunning, .nothingToReset, .runIsOver,
            .alreadyParticipates, .refused:
            .badRequest
        case .mayNotCreate, .notOrganizer, .organizerDoesNotPlay, .notParticipating, .packOfSomeoneElse,
            .packsNotReleased:
            .forbidden
        case .notFound, .participantNotFound, .notInRace, .packNotFound, .noPack, .noSuchHold: .notFound
        case .isCaster, .changedMeanwhile: .conflict
        case .packGone: .gone
        case .packDamaged: .internalServerError
        case .notDurable, .elsewhere: .serviceUnavailable
        }
    }

    var detail: String {
        switch self {
        case .invalid(let fields): fields.map { "\($0.field): \($0.why)" }.joined(separator: "; ")
        case .badStatus(let text): "Unknown status '\(text)': use setup, running or finished"
        case .notFound: "Race not found"
        case .participantNotFound: "Participant not found"
        case .packNotFound: "No pack with this token in this race"
        case .noPack: "This race has no seed, so there is no pack"
        case .packGone: "The seed file is no longer on the server"
        case .packDamaged(let why): "The seed file can't be used: \(why)"
        case .mayNotCreate: "Only organizers and admins may create races"
        case .notOrganizer: "Only the organizer of the race may do this"
        case .organizerDoesNotPlay: "The organizer chose not to play in this race"
        case .notParticipating, .notInRace: "You are not a participant of this race"
        case .packOfSomeoneElse: "This pack belongs to someone else"
        case .packsNotReleased: "The seeds of this race have not been released yet"
        case .scheduledInPast: "The scheduled time must be in the future"
        case .poolEmpty(let pool): "No seed is available in the pool '\(pool)'"
        case .noOtherSeed(let pool): "No other seed is available in the pool '\(pool)'"
        case .noSeed: "This race has no seed"
        case .onlyInSetup: "This is possible only while the race is in setup"
        case .alreadyReleased: "The seeds have already been released"
        case .startBeforeRelease: "Release the seeds before you start the race"
        case .startWithoutParticipants: "A race needs at least one participant to start"
        case .notRunning: "The race is not running"
        case .nothingToReset: "The race has not started, so there is nothing to reset"
        case .runIsOver: "Your run is already over"
        case .alreadyParticipates(let name): "\(name) is already in this race"
        case .refused(let why): why
        case .isCaster(let name): "\(name) is a caster of this race"
        case .changedMeanwhile: "The race was changed by someone else meanwhile; load it again"
        case .notDurable: "The race could not be saved; try again"
        case .noSuchHold: "Nothing of this run waits for a decision under this number"
        case .elsewhere(let server): "This race runs on another server (\(server)); try again there, or in a moment"
        }
    }
}
