package import RaceRules

/// Why a room can't be had, or could not do what it was asked.
package enum RoomsError: Error, Equatable, CustomStringConvertible {
    case notFound(RoomID)
    /// Another process has the room; names it.
    case ownedElsewhere(RoomID, by: String)
    /// The room closed again and again while it was asked.
    case busy(RoomID)
    /// What was said before could not be saved, so nothing can be decided on it.
    case notSaved(RoomID)

    package var description: String {
        switch self {
        case .notFound(let room): "There is no room \(room)."
        case .ownedElsewhere(let room, let holder): "Room \(room) belongs to \(holder)."
        case .busy(let room): "Room \(room) is opening or closing. Try again."
        case .notSaved(let room): "Room \(room) could not be saved."
        }
    }
}
