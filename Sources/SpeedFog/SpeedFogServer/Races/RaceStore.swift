package import Database
import RaceRules
import Vocabulary

/// All SQL about races and who is in them.
package struct RaceStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// One race with all that its page shows, as the rows know it.
    struct Sheet: Sendable {
        let race: Race
        let participants: [Participant]
        let casters: [Caster]
        let invites: [Invite]
    }

    func race(_ id: RaceID) async throws -> Race {
        try await self.database.read { try Self.race(id, in: $0) }
    }

    func raceAndCount(_ id: RaceID) async throws -> (Race, Int) {
        try await self.database.read { session in
            (try Self.race(id, in: session), try Self.countParticipants(of: id, in: session))
        }
    }

    func sheet(_ id: RaceID) async throws -> Sheet {
        try await self.database.read { session in
            Sheet(
                race: try Self.race(id, in: session),
                participants: try Self.participants(of: id, in: session),
                casters: try Self.casters(of: [id], in: session)[id] ?? [],
                invites: try Self.pendingInvites(of: id, in: session)
            )
        }
    }

    /// Changes a race and what belongs to it in one transaction, and counts its version up.
    ///
    /// - Parameter expected: the version whose rules were checked; when the race has moved on nothing is changed.
    func change<T: Sendable>(
        _ id: RaceID,
        expecting expected: Int? = nil,
        _ change: @escaping @Sendable (Race, any SQLSession) throws -> T
    ) async throws -> T {
        try await self.database.write { session in
            // The update comes before the read: it makes whoever changes the same race wait for this transaction.
            try session.execute("UPDATE races SET version = version + 1 WHERE id = \(id)")
            let race = try Self.race(id, in: session)
            guard expected == nil || race.version - 1 == expected else { throw RaceError.changedMeanwhile }
            return try change(race, session)
        }
    }

    static func race(_ id: RaceID, in session: any SQLSession) throws -> Race {
        let sql: SQL = "SELECT \(raw: Self.columns) FROM \(raw: Self.source) WHERE races.id = \(id)"
        guard let row = try session.row(sql) else { throw RaceError.notFound(id) }
        return try Race(row)
    }

    static func insert(
        _ race: RaceID,
        _ new: NewRace,
        organizer: UserID,
        seed: SeedID,
        at now: Moment,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO races (id, name, organizer_id, seed_id, status, config, created_at, scheduled_at, is_public,
                open_registration, max_participants, organizer_participates, is_demo, version)
            VALUES (\(race), \(new.name), \(organizer), \(seed), 'setup', \(new.config.json), \(now),
                \(new.scheduledAt), \(new.isPublic), \(new.openRegistration), \(new.maxParticipants),
                \(new.organizerParticipates), \(new.isDemo), 1)
            """
        )
    }

    /// All of it or nothing. Whether a race is listed says nothing about the state that its version counts, so that alone
    /// is no transition.
    func edit(_ race: RaceID, _ change: RaceChange, expecting version: Int) async throws {
        let setPublic = { @Sendable (session: any SQLSession) throws in
            guard let isPublic = change.isPublic else { return }
            try session.execute("UPDATE races SET is_public = \(isPublic) WHERE id = \(race)")
        }
        guard let schedule = change.schedule else { return try await self.database.write(setPublic) }
        try await self.change(race, expecting: version) { _, session in
            try session.execute("UPDATE races SET scheduled_at = \(schedule.time) WHERE id = \(race)")
            try setPublic(session)
        }
    }

    static func setReleased(at time: Moment, of race: RaceID, in session: any SQLSession) throws {
        try session.execute("UPDATE races SET seeds_released_at = \(time) WHERE id = \(race)")
    }

    /// Packs of the old seed are worthless now, so the new one has to be released again.
    static func setSeed(_ seed: SeedID, of race: RaceID, in session: any SQLSession) throws {
        try session.execute("UPDATE races SET seed_id = \(seed), seeds_released_at = NULL WHERE id = \(race)")
    }

    /// The race, its participants and invites, and the events of its runs, which no foreign key ties to it.
    static func delete(_ race: RaceID, in session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM run_events WHERE run_id IN (SELECT id FROM participants WHERE race_id = \(race))"
        )
        try session.execute("DELETE FROM races WHERE id = \(race)")
    }

    /// Takes away what was written for `runs` after their race was deleted.
    func deleteEvents(of runs: [RunID]) async throws {
        try await self.database.execute("DELETE FROM run_events WHERE run_id IN \(list: runs)")
    }
}

extension RaceStore {
    static let columns: SQL = """
        races.id, races.name, races.status, races.created_at, races.scheduled_at, races.started_at,
        races.seeds_released_at, races.finished_at, races.is_public, races.open_registration, races.max_participants,
        races.organizer_participates, races.is_demo, races.version,
        users.id AS user_id, users.username, users.display_name, users.avatar_url,
        seeds.id AS seed_id, seeds.seed_number, seeds.pool_name, seeds.total_layers
        """

    static let source: SQL = """
        races JOIN users ON users.id = races.organizer_id LEFT JOIN seeds ON seeds.id = races.seed_id
        """
}

extension Race {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"),
            name: try row.get("name"),
            organizer: try Person(row),
            seed: try RaceSeed(row),
            status: try row.get("status"),
            createdAt: try row.get("created_at"),
            scheduledAt: try row.get("scheduled_at"),
            startedAt: try row.get("started_at"),
            seedsReleasedAt: try row.get("seeds_released_at"),
            finishedAt: try row.get("finished_at"),
            isPublic: try row.get("is_public"),
            openRegistration: try row.get("open_registration"),
            maxParticipants: try row.get("max_participants"),
            organizerParticipates: try row.get("organizer_participates"),
            isDemo: try row.get("is_demo"),
            version: try row.get("version")
        )
    }
}

extension RaceSeed {
    /// Nil for a race whose seed is gone.
    fileprivate init?(_ row: Row) throws {
        guard let id: SeedID = try row.get("seed_id") else { return nil }
        self.init(
            id: id,
            number: try row.get("seed_number"),
            pool: try row.get("pool_name"),
            totalLayers: try row.get("total_layers")
        )
    }
}

extension Person {
    /// From the columns `user_id`, `username`, `display_name` and `avatar_url`.
    init(_ row: Row) throws {
        self.init(
            id: try row.get("user_id"),
            username: try row.get("username"),
            displayName: try row.get("display_name"),
            avatarURL: try row.get("avatar_url")
        )
    }
}
