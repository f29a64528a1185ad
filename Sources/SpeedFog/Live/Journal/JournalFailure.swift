/// Why a room can't be written any more.
package enum JournalFailure: Error, Equatable, CustomStringConvertible {
    /// The database was away for longer than the journal waits; carries its words.
    case unavailable(String)
    /// The database will never take what this room wants to write; carries its words.
    case refused(String)
    /// Another process took the room.
    case lostLease
    /// Another event has this number: somebody else wrote the room's journal.
    case taken(Int)
    /// The connection broke during a commit: what was decided is saved or not, and only the database knows.
    case outcomeUnknown
    /// The process is shutting down; the journal takes no more.
    case closed

    package var description: String {
        switch self {
        case .unavailable(let words): "The journal can't be written: \(words)"
        case .refused(let words): "The journal refuses what this room wants to write: \(words)"
        case .lostLease: "Another process took this room."
        case .taken(let number): "Event \(number) of this room was written by somebody else, and is another."
        case .outcomeUnknown:
            "The connection to the database broke during the save; it may or may not have been saved. Look before trying again."
        case .closed: "The server is shutting down."
        }
    }
}
