package import Vocabulary

/// One thing that happened in a room, as the journal keeps it for ever.
package struct RoomEvent: Equatable, Sendable {
    /// Counts from 1 within its room, without a gap.
    package let sequence: Int
    /// When the server took it, by the server's clock.
    package let at: Moment
    package let happening: Happening

    package init(sequence: Int, at: Moment, happening: Happening) {
        self.sequence = sequence
        self.at = at
        self.happening = happening
    }
}

/// What can happen in a room.
package enum Happening: Equatable, Sendable {
    /// The room was made; the first event of each room.
    case made(Making)
    /// The room got the seed that it is run on.
    case seedTaken(SeedID)
    /// The seed was exchanged for another; packs of the old one are worthless.
    case rerolled(SeedID)
    /// Packs may be downloaded.
    case released
    case joined(RunID, user: UserID, color: Int)
    case left(RunID)
    case roleGiven(Role, UserID)
    case roleTaken(Role, UserID)
    /// What those see of the map who have no part in the room.
    case mapSet(MapSetting)
    /// Someone was shown the whole map of the room's seed before it was run.
    case mapShown(UserID)
    case started
    /// It is over: everyone arrived or gave up, or `byForce` ended it.
    case finished(byForce: Bool)
    /// Back to setup: closes this attempt and opens the next.
    case reset
    case ran(RunID, RunEvent)
    /// Written by a newer version of the program; it changes nothing here, and its number is kept.
    case unknown(kind: String)
}

/// How a room was made.
package struct Making: Equatable, Sendable {
    package let kind: RoomKind
    /// Who answers for the room; of a solo session the one who runs it.
    package let organizer: UserID
    package let map: MapSetting

    package init(kind: RoomKind, organizer: UserID, map: MapSetting = .live) {
        self.kind = kind
        self.organizer = organizer
        self.map = map
    }
}

/// What a room is for. What differs between kinds is data of the room, not a second copy of the rules.
package enum RoomKind: String, Sendable, CaseIterable {
    case race, solo
}

/// What a person may do in a room beside running in it.
package enum Role: String, Sendable, CaseIterable {
    /// Comments the race and sees all of it.
    case caster
    /// Acts for the organiser without racing.
    case monitor
}

/// What those see of the map, of places and ways, who have no part in the room.
package enum MapSetting: Equatable, Hashable, Sendable {
    /// Everything, as it happens.
    case live
    /// What the field had discovered so many milliseconds ago.
    case delayed(Int64)
    /// Nothing before the room has finished.
    case afterFinish
}
