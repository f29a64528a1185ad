package import Accounts
import Database
package import RaceRules
import SpeedFogProtocol
package import Vocabulary
package import WebServer

/// Everything one can do with races, with its rules. The JSON API and the forms of the pages both come here.
package struct Races: Sendable {
    let store: RaceStore
    let users: UserStore
    let live: any LiveRaces
    let tokens: ModTokens
    let now: @Sendable () -> Moment

    package init(
        store: RaceStore,
        users: UserStore,
        live: any LiveRaces,
        tokens: ModTokens,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.store = store
        self.users = users
        self.live = live
        self.tokens = tokens
        self.now = now
    }

    /// The public races that `query` asks for.
    package func list(_ query: RaceQuery) async throws -> RacePage {
        try await self.store.page(query)
    }

    /// One race as the public list shows it; private ones too, for whoever knows their id.
    package func listing(_ id: RaceID) async throws -> RaceListing {
        try await self.store.listing(id)
    }

    /// Everything about one race that `viewer` may know.
    package func detail(_ id: RaceID, for viewer: SignedInUser?) async throws -> RaceDetail {
        let sheet = try await self.store.sheet(id)
        let runs = await self.live.liveParticipants(id)
        let isManager = viewer.map { sheet.race.isManaged(by: $0) } ?? false
        return RaceDetail(
            race: sheet.race,
            participants: sheet.participants.map { $0.merged(with: runs?[$0.id]) },
            casters: sheet.casters,
            invites: sheet.invites.map { invite in
                RaceDetail.PendingInvite(
                    invite: invite,
                    token: isManager ? self.tokens.token(forInvite: invite.id) : nil
                )
            }
        )
    }

    /// Makes a race on a seed that no other race has.
    package func create(_ new: NewRace, by user: SignedInUser) async throws -> RaceListing {
        guard user.mayOrganize else { throw RaceError.mayNotCreate }
        let now = self.now()
        if let scheduled = new.scheduledAt, scheduled <= now { throw RaceError.scheduledInPast }
        let race = RaceID()
        let participant = RunID()
        let tokenHash = ModTokens.hash(self.tokens.token(forParticipant: participant))
        return try await self.store.database.write { session in
            guard let seed = try SeedStore.take(pool: new.pool, in: session) else {
                throw RaceError.poolEmpty(new.pool)
            }
            try RaceStore.insert(race, new, organizer: user.id, seed: seed.id, at: now, in: session)
            if new.organizerParticipates {
                try RaceStore.addParticipant(
                    participant,
                    tokenHash: tokenHash,
                    user: user.id,
                    to: race,
                    at: now,
                    in: session
                )
            }
            return try RaceStore.listing(race, in: session)
        }
    }

    /// Changes when the race is to begin, and whether everyone finds it.
    package func edit(_ id: RaceID, _ change: RaceChange, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        if let schedule = change.schedule {
            try read.requireSetup()
            // A form that is saved unchanged is no new plan, even when its time is over.
            if let time = schedule.time, time != read.scheduledAt, time <= self.now() {
                throw RaceError.scheduledInPast
            }
        }
        try await self.store.edit(id, change, expecting: read.version)
        // Once it runs, the room knows the race better than the rows.
        if read.status == .setup { await self.live.raceEdited(id) }
    }

    /// Removes the race, whatever its state. A seed that nobody has seen may be used again.
    package func delete(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.store.race(id).requireManager(user)
        let runs = try await self.store.change(id) { race, session in
            let runs = try RaceStore.participants(of: id, in: session).map(\.id)
            try RaceStore.delete(id, in: session)
            if race.status == .setup, let seed = race.seed { try SeedStore.release(seed.id, in: session) }
            return runs
        }
        await self.live.deleted(id)
        // The room may have written events after the rows were gone and before it closed.
        try await self.store.deleteEvents(of: runs)
    }
}
