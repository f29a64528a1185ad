package import RaceRules
package import SpeedFogProtocol
package import Vocabulary
package import WebServer

/// One race and the rules of its life.
package struct Race: Equatable, Sendable {
    package let id: RaceID
    package let name: String
    package let organizer: Person
    package let seed: RaceSeed?
    package let status: RaceStatus
    package let createdAt: Moment
    package let scheduledAt: Moment?
    package let startedAt: Moment?
    package let seedsReleasedAt: Moment?
    package let finishedAt: Moment?
    package let isPublic: Bool
    package let openRegistration: Bool
    package let maxParticipants: Int?
    package let organizerParticipates: Bool
    package let isDemo: Bool
    /// Counts the changes of the race; whoever changes it says which version was read.
    package let version: Int
}

/// What a race needs to know of the seed it is run on.
package struct RaceSeed: Equatable, Sendable {
    package let id: SeedID
    package let number: String
    package let pool: String
    package let totalLayers: Int
}

extension Race {
    /// Organizers run their own races; admins may step in everywhere.
    package func isManaged(by user: SignedInUser) -> Bool {
        user.id == self.organizer.id || user.isAdmin
    }

    func requireManager(_ user: SignedInUser) throws {
        guard self.isManaged(by: user) else { throw RaceError.notOrganizer }
    }

    func requireSetup() throws {
        guard self.status == .setup else { throw RaceError.onlyInSetup }
    }

    func requireRunning() throws {
        guard self.status == .running else { throw RaceError.notRunning }
    }

    func requirePacksReleased() throws {
        guard self.seedsReleasedAt != nil else { throw RaceError.packsNotReleased }
    }

    func requireUnreleased() throws {
        try self.requireSetup()
        guard self.seed != nil else { throw RaceError.noSeed }
        guard self.seedsReleasedAt == nil else { throw RaceError.alreadyReleased }
    }

    /// One participant is enough: an organizer may time a run alone, and a race of nobody would never end.
    func requireReadyToStart(participants: Int) throws {
        try self.requireSetup()
        guard self.seed != nil else { throw RaceError.noSeed }
        guard self.seedsReleasedAt != nil else { throw RaceError.startBeforeRelease }
        guard participants >= 1 else { throw RaceError.startWithoutParticipants }
    }

    func requireBegun() throws {
        guard self.status != .setup else { throw RaceError.nothingToReset }
    }

    /// Whether `person` may be put into this race by its organizer.
    func requireMayEnter(_ person: UserID) throws {
        guard person != self.organizer.id || self.organizerParticipates else { throw RaceError.organizerDoesNotPlay }
    }
}
