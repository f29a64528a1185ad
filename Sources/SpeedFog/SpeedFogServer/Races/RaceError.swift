package import RaceRules

/// Why a race did not do what it was asked.
package enum RaceError: Error, Equatable {
    case invalid([InvalidField])
    case badStatus(String)

    case notFound(RaceID)
    case participantNotFound(RunID)
    case packNotFound
    case noPack
    case packGone
    case packDamaged(String)

    case mayNotCreate
    case notOrganizer
    case organizerDoesNotPlay
    case notParticipating
    case packOfSomeoneElse
    case packsNotReleased

    case scheduledInPast
    case poolEmpty(String)
    case noOtherSeed(String)
    case noSeed
    case onlyInSetup
    case alreadyReleased
    case startBeforeRelease
    case startWithoutParticipants
    case notRunning
    case nothingToReset
    case notInRace
    case runIsOver
    case alreadyParticipates(String)
    /// The room refused, in its own words.
    case refused(String)

    case isCaster(String)
    case changedMeanwhile
    /// There is no such hold that waits.
    case noSuchHold(Int)
    /// The race runs on another server, which is named.
    case elsewhere(String)
    case notDurable
}

/// One field of an input that can't be taken, and why, in words for people.
package struct InvalidField: Error, Equatable {
    package let field: String
    package let why: String
}
