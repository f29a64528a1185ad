package import SeedGraph
package import SpeedFogProtocol
package import Vocabulary

/// A room as its events say: who runs, on which seed, how far they are. No I/O, no clock of its own.
///
/// `apply` is the only way in for what matters. Clocks between events, who is connected, and what is looked up beside
/// (`furnishing`) may be lost without harm.
package struct RoomState: Sendable {
    package let id: RoomID
    package internal(set) var kind: RoomKind = .race
    package internal(set) var organizer: UserID?
    package internal(set) var map: MapSetting = .live
    package internal(set) var status: RaceStatus = .setup
    /// Counts from 1; each reset opens the next.
    package internal(set) var attempt = 1
    package internal(set) var seedID: SeedID?
    package internal(set) var releasedAt: Moment?
    package internal(set) var startedAt: Moment?
    package internal(set) var finishedAt: Moment?
    package internal(set) var roles: [Role: Set<UserID>] = [:]
    /// Who has been shown the whole map of the present seed.
    package internal(set) var mapKnownTo: Set<UserID> = []
    package internal(set) var runs: [RunID: Run] = [:]
    /// Runs in the order in which they joined: the order of rows that nothing else separates.
    package internal(set) var joined: [RunID] = []
    /// The number of the newest event; 0 before the first.
    package internal(set) var sequence = 0
    package internal(set) var presence: [RunID: Presence] = [:]
    /// When the room was started, by the clock that never jumps; nil when that was before this process began.
    var startedUptime: Int64?
    /// What was looked up for this room.
    package var furnishing: Furnishing

    /// A room to which nothing has happened yet.
    package init(id: RoomID, furnishing: Furnishing) {
        self.id = id
        self.furnishing = furnishing
    }

    /// The graph of the present seed; nil without one, or where an attempt on another seed is looked at.
    package var graph: Graph? {
        guard let seed = self.furnishing.seed, seed.id == self.seedID else { return nil }
        return seed.graph
    }
    /// Layers of the seed; 0 without one.
    package var totalLayers: Int { self.graph?.totalLayers ?? 0 }
    /// All runs, in the order in which they joined.
    package var allRuns: [Run] { self.joined.compactMap { self.runs[$0] } }
    /// Whether the mod of a run is there.
    package func isConnected(_ run: RunID) -> Bool { self.presence[run]?.connection != nil }
    /// Whether `user` was given a role.
    package func has(_ role: Role, _ user: UserID) -> Bool { self.roles[role]?.contains(user) ?? false }
    /// The run of a user; nil for those who do not run.
    package func run(of user: UserID) -> Run? { self.allRuns.first { $0.user == user } }
    /// Whether `user` decides here: the organiser, or a monitor in the organiser's place.
    package func isManaged(by user: UserID) -> Bool { user == self.organizer || self.has(.monitor, user) }

    var course: Run.Course {
        let graph = self.graph
        return Run.Course(layer: { graph?.layer(of: $0) ?? 0 }, totalLayers: self.totalLayers)
    }
}
