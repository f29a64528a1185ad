/// One thing that a room tells, in the order in which it is told. What each member reads of it is the edge's matter.
package enum Told: Equatable, Sendable {
    /// A connection is the mod of a run from here on: it is told who it is and where it stands.
    case seat(RunID, ConnectionID)
    /// The start, to each mod.
    case raceStart
    /// The start of the way, to each mod.
    case startZone
    /// The leaderboard, to everyone.
    case leaderboard
    /// One row, to everyone. Without its history where only the clock moved.
    case player(RunID, withHistory: Bool)
    /// Where the run stands now, to its own mod.
    case zone(RunID)
    /// What the run has newly discovered, to the pages of its own runner.
    case revealed(RunID)
    /// The whole state, to each viewer.
    case roomState
    /// The new status of the room, to everyone.
    case roomStatus
    /// Words about refused input, to the mod of the run.
    case error(RunID, String)
    /// Sockets are closed with these words.
    case close(Whom, Closing)
}

/// Whose sockets are meant.
package enum Whom: Equatable, Sendable {
    case everyone
    case mods
    /// The mod of one run.
    case mod(RunID)
    /// One connection of a mod, which a newer one replaces.
    case connection(ConnectionID)
}

/// One connection of a member, named by the edge that holds its socket.
package struct ConnectionID: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Why a room closes sockets; PROTOCOL.md has the codes and words.
package enum Closing: Equatable, Sendable {
    case seedChanged, reset, deleted, removed, replaced, notSaved, otherServer, shutdown
}
