import Live
package import RaceRules
package import WebServer

/// A race as it is at one moment, before anybody's eyes are on it.
struct RaceLook: Sendable {
    let sheet: RaceStore.Sheet
    let snapshot: Snapshot
}

extension Races {
    /// The race at this moment. Needs no database while its room is open here.
    func look(at id: RaceID) async throws -> RaceLook {
        let snapshot: Snapshot
        do {
            snapshot = try await self.rooms.snapshot(of: id.room)
        } catch {
            throw try RaceError(error, in: id)
        }
        let sheet = try await self.sheets.sheet(of: id, epoch: snapshot.epoch, now: self.now()) {
            try await self.store.sheet(id)
        }
        return RaceLook(sheet: sheet, snapshot: snapshot)
    }

    /// Everything about one race that `viewer` may know, all of one moment.
    package func view(of id: RaceID, for viewer: SignedInUser?) async throws -> RaceView {
        try await self.view(try await self.look(at: id), for: viewer)
    }

    func view(_ look: RaceLook, for viewer: SignedInUser?) async throws -> RaceView {
        let view = RaceView(look, viewer: viewer, tokens: self.tokens)
        let room = look.snapshot.state.id
        if view.showsWholeMap, let viewer { try await self.rooms.mapShown(to: viewer.id, in: room) }
        return view
    }

    /// The race as the API and pages describe it.
    package func detail(_ id: RaceID, for viewer: SignedInUser?) async throws -> RaceDetail {
        try await self.view(of: id, for: viewer).detail
    }
}
