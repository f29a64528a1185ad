import Database
import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary

/// The SQL of rooms: reading a race when its room opens, and the changes of its state that are not events of a run.
struct RoomStore: Sendable {
    let database: Database

    /// What a room needs beside its state: which token opens which run.
    struct Loaded: Sendable {
        let state: RoomState
        /// The version of the race's row: what is loaded under a higher one is newer.
        let version: Int
        let runsByTokenHash: [String: RunID]
    }

    /// - Throws: `LiveError.raceNotFound`; `GraphError` when the stored seed can't be read.
    ///
    /// - Parameter withTicks: whether the clock of the row counts too, or the journal alone.
    func load(_ race: RaceID, withTicks: Bool = true) async throws -> Loaded {
        let rows = try await self.database.read { session in
            guard
                let row = try session.row(
                    """
                    SELECT races.id, name, organizer_id, races.status, races.version, started_at, seeds_released_at, seed_number, graph_json
                    FROM races LEFT JOIN seeds ON seeds.id = races.seed_id WHERE races.id = \(race)
                    """
                )
            else { throw LiveError.raceNotFound(race) }
            let casters = try session.rows("SELECT user_id FROM casters WHERE race_id = \(race)")
            let participants = try session.rows(
                """
                SELECT participants.id, user_id, username, display_name, mod_token_hash, color_index, status, igt_ms,
                    death_count, last_igt_change_at
                FROM participants JOIN users ON users.id = participants.user_id
                WHERE race_id = \(race) ORDER BY participants.created_at, participants.color_index, participants.id
                """
            )
            let events = try JournalStore.events(of: try participants.map { try $0.get("id") }, in: session)
            return (row, casters, participants, events)
        }
        return try Self.loaded(row: rows.0, casters: rows.1, participants: rows.2, events: rows.3, withTicks: withTicks)
    }

    /// - Returns: when the race started, in milliseconds since 1970.
    func start(_ race: RaceID, expectedVersion: Int, at now: Moment) async throws {
        let changed = try await self.database.execute(
            """
            UPDATE races SET status = 'running', started_at = \(now), finished_at = NULL, version = version + 1
            WHERE id = \(race) AND status = 'setup' AND version = \(expectedVersion)
            """
        )
        guard changed == 1 else { throw LiveError.conflict }
    }

    /// Back to setup. The journal keeps what happened: a `reset` event ends each run so far.
    func reset(_ race: RaceID, expectedVersion: Int, at now: Moment) async throws {
        try await self.database.write { session in
            let changed = try session.execute(
                """
                UPDATE races SET status = 'setup', started_at = NULL, finished_at = NULL, version = version + 1
                WHERE id = \(race) AND status IN ('running', 'finished') AND version = \(expectedVersion)
                """
            )
            guard changed == 1 else { throw LiveError.conflict }
            try session.execute(
                """
                INSERT INTO run_events (run_id, seq, kind, received_at)
                SELECT participants.id, 1 + COALESCE((SELECT MAX(seq) FROM run_events WHERE run_id = participants.id), 0),
                    'reset', CAST(\(now) AS BIGINT)
                FROM participants WHERE race_id = \(race)
                """
            )
            try session.execute(
                """
                UPDATE participants SET status = 'registered', current_zone = NULL, current_layer = 0, igt_ms = 0,
                    death_count = 0, finished_at = NULL, last_igt_change_at = NULL
                WHERE race_id = \(race)
                """
            )
        }
    }

    func runningRaces() async throws -> [RaceID] {
        try await self.database.rows("SELECT id FROM races WHERE status = 'running'").map { try $0.get("id") }
    }

    private static func loaded(
        row: Row,
        casters: [Row],
        participants: [Row],
        events: [RunID: [RunEvent]],
        withTicks: Bool
    ) throws -> Loaded {
        let graphJSON: String? = try row.get("graph_json")
        let number: String? = try row.get("seed_number")
        var seed: RoomSeed?
        if let graphJSON, let number {
            seed = RoomSeed(number: number, graph: try Graph(json: Array(graphJSON.utf8), source: "seed \(number)"))
        }
        let graph = seed?.graph
        let runs = try participants.map { participant in
            var run = try Run(participant: participant)
            for event in events[run.id] ?? [] {
                run.apply(event, layer: { graph?.layer(of: $0) ?? 0 }, totalLayers: graph?.totalLayers ?? 0)
            }
            if withTicks {
                run.adoptTicks(
                    igtMs: try participant.get("igt_ms"),
                    deathCount: try participant.get("death_count"),
                    lastIGTChangeAt: try participant.get("last_igt_change_at")
                )
            }
            return run
        }
        let race = RoomRace(
            id: try row.get("id"),
            name: try row.get("name"),
            organizer: try row.get("organizer_id"),
            casters: Set(try casters.map { try $0.get("user_id") as UserID }),
            status: try row.get("status"),
            startedAt: try row.get("started_at"),
            seedsReleasedAt: try row.get("seeds_released_at")
        )
        return Loaded(
            state: RoomState(race: race, seed: seed, runs: runs),
            version: try row.get("version"),
            runsByTokenHash: Dictionary(
                try participants.map { (try $0.get("mod_token_hash") as String, try $0.get("id") as RunID) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }
}

extension Run {
    fileprivate init(participant row: Row) throws {
        self.init(
            id: try row.get("id"),
            runner: Runner(
                id: try row.get("user_id"),
                username: try row.get("username"),
                displayName: try row.get("display_name")
            ),
            colorIndex: try row.get("color_index")
        )
    }
}
