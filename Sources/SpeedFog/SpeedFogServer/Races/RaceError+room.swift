import Database
import Live
import RaceRules
import SeedGraph

extension RaceError {
    /// What a room refused or could not do, as an error of races; anything else is passed on.
    init(_ error: any Error, in race: RaceID) throws {
        switch error {
        case let error as RaceError: self = error
        case let error as RuleError: self.init(error)
        case RoomsError.notFound: self = .notFound(race)
        case RoomsError.ownedElsewhere(_, let holder): self = .elsewhere(holder)
        case RoomsError.busy, JournalFailure.lostLease: self = .changedMeanwhile
        case RoomsError.notSaved, is JournalFailure: self = .notDurable
        case let error as GraphError:
            self = .refused("The seed of this race can't be read; choose another (\(error))")
        default: throw error
        }
    }

    /// What the rules refused.
    init(_ error: RuleError) {
        switch error {
        case .notInSetup: self = .onlyInSetup
        case .notRunning: self = .notRunning
        case .nothingToReset: self = .nothingToReset
        case .noSeed: self = .noSeed
        case .sameSeed: self = .changedMeanwhile
        case .notReleased: self = .startBeforeRelease
        case .alreadyReleased: self = .alreadyReleased
        case .nobodyRuns: self = .startWithoutParticipants
        case .noSuchRun(let run): self = .participantNotFound(run)
        case .runIsOver: self = .runIsOver
        case .alreadyRuns, .isCaster, .alreadyHasRole, .hasNoRole: self = .changedMeanwhile
        case .noSuchHold(let number): self = .noSuchHold(number)
        }
    }
}
