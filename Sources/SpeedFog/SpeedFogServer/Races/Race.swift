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
    package private(set) var status: RaceStatus
    package let createdAt: Moment
    package let scheduledAt: Moment?
    package private(set) var startedAt: Moment?
    package private(set) var seedsReleasedAt: Moment?
    package private(set) var finishedAt: Moment?
    package let isPublic: Bool
    package let openRegistration: Bool
    package let maxParticipants: Int?
    package let organizerParticipates: Bool
    package let map: MapSetting
    package let isDemo: Bool
    /// Counts the changes of the race's state.
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

    /// As `requireManager`, for who acts in the organiser's place too.
    func requireManager(_ user: SignedInUser, in state: RoomState) throws {
        guard self.isManaged(by: user) || state.isManaged(by: user.id) else { throw RaceError.notOrganizer }
    }

    /// The race as its room knows it at one moment.
    func at(_ state: RoomState) -> Race {
        var race = self
        race.status = state.status
        race.startedAt = state.startedAt
        race.seedsReleasedAt = state.releasedAt
        race.finishedAt = state.finishedAt
        return race
    }

    func requireSetup() throws {
        guard self.status == .setup else { throw RaceError.onlyInSetup }
    }

    func requirePacksReleased() throws {
        guard self.seedsReleasedAt != nil else { throw RaceError.packsNotReleased }
    }

    /// Whether `person` may be put into this race by its organizer.
    func requireMayEnter(_ person: UserID) throws {
        guard person != self.organizer.id || self.organizerParticipates else { throw RaceError.organizerDoesNotPlay }
    }
}
