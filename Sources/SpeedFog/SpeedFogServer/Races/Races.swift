import SeedGraph
package import Accounts
import Database
package import Live
package import RaceRules
import SpeedFogProtocol
package import Vocabulary
package import WebServer

/// Everything one can do with races, with its rules. The JSON API and the forms of the pages both come here.
///
/// Whatever changes a race goes through its room, in one transaction with what the room writes down.
package struct Races: Sendable {
    let store: RaceStore
    let users: UserStore
    let rooms: Rooms
    let tables: RaceTables
    let tokens: ModTokens
    let sheets = RaceSheets()
    let now: @Sendable () -> Moment

    /// - Parameter tables: the same as `rooms` has.
    package init(
        store: RaceStore,
        users: UserStore,
        rooms: Rooms,
        tables: RaceTables,
        tokens: ModTokens,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.store = store
        self.users = users
        self.rooms = rooms
        self.tables = tables
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

    /// Makes a race on a seed that no other race has.
    package func create(_ new: NewRace, by user: SignedInUser) async throws -> RaceListing {
        guard user.mayOrganize else { throw RaceError.mayNotCreate }
        let now = self.now()
        if let scheduled = new.scheduledAt, scheduled <= now { throw RaceError.scheduledInPast }
        let race = RaceID()
        let run = RunID()
        let tokenHash = ModTokens.hash(self.tokens.token(forParticipant: run, round: 0))
        let tables = self.tables
        return try await self.store.database.write { session in
            guard let taken = try SeedStore.take(pool: new.pool, in: session),
                let seed = try Self.readable({ try tables.seed(taken.id, in: session) })
            else { throw RaceError.poolEmpty(new.pool) }
            let made = RoomState.making(
                Making(kind: .race, organizer: user.id, map: new.map),
                id: race.room,
                furnishing: Furnishing(name: new.name, seed: seed),
                runs: new.organizerParticipates ? [(run: run, user: user.id)] : [],
                at: Reading(moment: now, uptime: 0)
            )
            try RaceStore.insert(race, new, organizer: user.id, seed: seed.id, at: now, in: session)
            for run in made.state.allRuns {
                try RaceStore.insert(run, tokenHash: tokenHash, into: race, at: now, in: session)
            }
            try JournalStore.begin(race.room, with: made.outcome.events, in: session)
            return try RaceStore.listing(race, in: session)
        }
    }

    /// Changes when the race is to begin, whether everyone finds it, and who sees its map when; all of it or nothing.
    package func edit(_ id: RaceID, _ change: RaceChange, by user: SignedInUser) async throws {
        let today = self.now()
        try await self.change(id, by: user) { state, race, now, session in
            if let schedule = change.schedule {
                guard state.status == .setup else { throw RaceError.onlyInSetup }
                // A form that is saved unchanged is no new plan, even when its time is over.
                if let time = schedule.time, time != race.scheduledAt, time <= today {
                    throw RaceError.scheduledInPast
                }
                try RaceStore.setSchedule(schedule.time, of: id, in: session)
            }
            if let isPublic = change.isPublic { try RaceStore.setPublic(isPublic, of: id, in: session) }
            return change.map.map { state.set(map: $0, at: now) } ?? Outcome()
        }
    }

    /// Removes the race, whatever its state. A seed that nobody has seen may be used again.
    package func delete(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, race, now, session in
            if let seed = race.seed { try Self.giveBack(seed.id, of: state, at: now.moment, in: session) }
            try RaceStore.delete(id, in: session)
            return Outcome()
        }
    }

    // MARK: Through the room

    /// Decides something about a race as one who runs it.
    func change(
        _ id: RaceID,
        by user: SignedInUser,
        _ decide: @escaping @Sendable (inout RoomState, Race, Reading, any SQLSession) throws -> Outcome
    ) async throws {
        try await self.change(id) { state, race, now, session in
            try race.requireManager(user, in: state)
            return (try decide(&state, race, now, session), ())
        }
    }

    /// Decides something about a race, and says what came of it.
    func change<Answer: Sendable>(
        _ id: RaceID,
        _ decide: @escaping @Sendable (inout RoomState, Race, Reading, any SQLSession) throws -> (Outcome, Answer)
    ) async throws -> Answer {
        defer { self.sheets.drop(id) }
        do {
            return try await self.rooms.change(id.room) { state, now, session in
                try decide(&state, try RaceStore.race(id, in: session), now, session)
            }
        } catch {
            throw try RaceError(error, in: id)
        }
    }

    /// A seed is fresh only while nobody can know it: no pack was downloaded, no map shown, no run begun.
    static func giveBack(_ seed: SeedID, of state: RoomState, at now: Moment, in session: any SQLSession) throws {
        let isKnown = !state.mapKnownTo.isEmpty || state.attempt > 1 || state.status != .setup
        if isKnown { try SeedStore.markSeen(seed, at: now, in: session) }
        try SeedStore.release(seed, in: session)
    }

    /// A graph that can't be read is the organiser's business.
    static func readable<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let error as GraphError {
            throw RaceError.refused("The seed of this race can't be read; choose another (\(error))")
        }
    }
}
