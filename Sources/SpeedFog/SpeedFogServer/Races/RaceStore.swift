package import Database
import RaceRules
import Vocabulary

/// All SQL about races and who is in them.
package struct RaceStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// What the page of a race shows beside the state of its room.
    struct Sheet: Sendable {
        let race: Race
        let casters: [Caster]
        let invites: [Invite]
    }

    func race(_ id: RaceID) async throws -> Race {
        try await self.database.read { try Self.race(id, in: $0) }
    }

    func sheet(_ id: RaceID) async throws -> Sheet {
        try await self.database.read { session in
            Sheet(
                race: try Self.race(id, in: session),
                casters: try Self.casters(of: [id], in: session)[id] ?? [],
                invites: try Self.pendingInvites(of: id, in: session)
            )
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
                open_registration, max_participants, organizer_participates, map_setting, map_delay_ms, is_demo, version)
            VALUES (\(race), \(new.name), \(organizer), \(seed), 'setup', \(new.config.json), \(now),
                \(new.scheduledAt), \(new.isPublic), \(new.openRegistration), \(new.maxParticipants),
                \(new.organizerParticipates), \(new.map.name), \(new.map.delay), \(new.isDemo), 1)
            """
        )
    }

    static func setSchedule(_ time: Moment?, of race: RaceID, in session: any SQLSession) throws {
        try session.execute("UPDATE races SET scheduled_at = \(time) WHERE id = \(race)")
    }

    static func setPublic(_ isPublic: Bool, of race: RaceID, in session: any SQLSession) throws {
        try session.execute("UPDATE races SET is_public = \(isPublic) WHERE id = \(race)")
    }

    /// The race with its participants and invites. What its room keeps is erased by the room.
    static func delete(_ race: RaceID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM races WHERE id = \(race)")
    }

    /// Notes that somebody may know a seed.
    func markSeen(_ seed: SeedID, at now: Moment) async throws {
        _ = try await self.database.write { try SeedStore.markSeen(seed, at: now, in: $0) }
    }
}

extension RaceStore {
    static let columns: SQL = """
        races.id, races.name, races.status, races.created_at, races.scheduled_at, races.started_at,
        races.seeds_released_at, races.finished_at, races.is_public, races.open_registration, races.max_participants,
        races.organizer_participates, races.map_setting, races.map_delay_ms, races.is_demo, races.version,
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
            map: try MapSetting(row),
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
