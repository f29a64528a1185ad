package import Database
package import RaceRules
package import Vocabulary

/// The tables of one kind of room. Nothing else in the live part knows how rooms of a kind are kept.
///
/// What is written here follows from the journal, so a row may be written more than once and must be the same each time.
package protocol RoomTables: Sendable {
    /// The kind whose tables these are.
    var kind: RoomKind { get }
    /// What a room needs beside its events.
    ///
    /// - Parameter seed: the room's present seed.
    /// - Parameter people: everyone its events name; those who have no account any more may be left out.
    /// - Returns: nil when these tables have no such room.
    func furnishing(
        of room: RoomID,
        seed: SeedID?,
        people: Set<UserID>,
        in session: any SQLSession
    ) throws -> Furnishing?
    /// Which run the hash of a mod's token opens.
    func modTokens(of room: RoomID, in session: any SQLSession) throws -> [String: RunID]
    /// The rows of a room's runs as they are. They carry the ticks, which the journal does not have.
    func runRows(of room: RoomID, in session: any SQLSession) throws -> [RunRow]
    /// The row of a room as it is; nil when there is none.
    func roomRow(of room: RoomID, in session: any SQLSession) throws -> RoomRow?
    /// Brings rows of runs up to date. A run that has no row any more is passed over: it left.
    func write(_ rows: [RunRow], in session: any SQLSession) throws
    /// Brings the row of a room up to date.
    func write(_ row: RoomRow, in session: any SQLSession) throws
    /// All rooms of this kind, in a stable order.
    func rooms(in session: any SQLSession) throws -> [RoomID]
    /// Rooms that run.
    func running(in session: any SQLSession) throws -> [RoomID]
}
