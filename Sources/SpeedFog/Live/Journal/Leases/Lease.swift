package import RaceRules

/// The right to write one room's journal, until somebody else takes it.
package struct Lease: Hashable, Sendable {
    package let room: RoomID
    package let kind: RoomKind
    /// Rises with each acquisition, so that whoever held the room before can be told from whoever holds it now. It is
    /// also the epoch of the room's updates.
    package let fence: Int64

    package init(room: RoomID, kind: RoomKind, fence: Int64) {
        self.room = room
        self.kind = kind
        self.fence = fence
    }
}

/// Why a room can't be had.
package enum LeaseError: Error, Equatable, CustomStringConvertible {
    /// Another process has the room, for so many milliseconds more unless it renews its lease.
    case held(by: String, milliseconds: Int64)

    package var description: String {
        switch self {
        case .held(let holder, let milliseconds):
            "The room belongs to \(holder), whose lease ends in \(milliseconds) ms unless it is renewed."
        }
    }
}
