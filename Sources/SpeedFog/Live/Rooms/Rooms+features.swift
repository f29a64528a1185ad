package import Database
package import RaceRules
import SpeedFogProtocol
package import Vocabulary

/// What the rest of the server asks of rooms.
extension Rooms {
    /// Decides something in a room, whether anybody is in it or not: rules on its state, and the feature's own rows, in one
    /// transaction; then it is told.
    ///
    /// Everything the room said before is written first, and nothing else happens in it meanwhile. In the same transaction
    /// the room then looks up its furnishing and its mods' tokens again; a room whose rows are gone is erased and closes.
    /// `decide` may run more than once, before anything is saved.
    ///
    /// - Throws: what `decide` throws, after which nothing has changed; `RoomsError`; `JournalFailure`; `DatabaseError`.
    package func change<Answer: Sendable>(
        _ room: RoomID,
        _ decide: @escaping @Sendable (inout RoomState, Reading, any SQLSession) throws -> (Outcome, Answer)
    ) async throws -> Answer {
        let (open, answer) = try await self.entering(room) { try await $0.room.change(decide) }
        // A room that is no more must not be shown by its edge.
        if await open.room.isClosed { await self.forget(open) }
        return answer
    }

    /// As `change` with an answer, for what has none.
    package func change(
        _ room: RoomID,
        _ decide: @escaping @Sendable (inout RoomState, Reading, any SQLSession) throws -> Outcome
    ) async throws {
        try await self.change(room) { state, now, session in (try decide(&state, now, session), ()) }
    }

    /// A room at one moment, as durable. One that is over, or that another process has, is read without opening it.
    ///
    /// - Throws: `RoomsError.notFound`; `DatabaseError`.
    package nonisolated func snapshot(of room: RoomID) async throws -> Snapshot {
        if let open = self.openSnapshot(of: room) { return open }
        return try await self.read(room)
    }

    private func read(_ room: RoomID) async throws -> Snapshot {
        let now = self.clock().uptime
        if let known = self.shelf.snapshot(of: room, at: now, limit: self.settings.idleTime) { return known }
        guard let loaded = try await self.loader.load(room) else { throw RoomsError.notFound(room) }
        if loaded.state.status != .finished {
            do {
                return try await self.open(room).edge.snapshot
            } catch RoomsError.ownedElsewhere {
                // Its owner tells what is new; here it is as fresh as the shelf.
            }
        }
        let late = try await self.lateMap(of: loaded.state)?.map(of: loaded.state, at: self.clock().moment)
        let snapshot = Snapshot(state: loaded.state, lateMap: late)
        self.shelf.put(snapshot, at: now)
        return snapshot
    }

    /// A room at one moment, if it is open in this process; waits for nothing.
    package nonisolated func openSnapshot(of room: RoomID) -> Snapshot? { self.edge(of: room)?.snapshot }

    /// Notes that a page or an answer showed somebody the whole map of a room, if that could still help in a run.
    ///
    /// - Throws: as `snapshot`, if the room has to be opened for it.
    package func mapShown(to user: UserID, in room: RoomID) async throws {
        let state = try await self.snapshot(of: room).state
        guard state.status != .finished, state.seedID != nil, !state.mapKnownTo.contains(user) else { return }
        try await self.open(room).room.mapShown(to: [user])
    }
}
