import RaceRules

/// What a room says to the edge that holds its members' sockets. Only values, so that it could go over a wire.
enum RoomNotice: Sendable {
    /// The next step of the room.
    case update(Update)
    /// The room is no more, at least here.
    case closed(Closing)
}
