import Database
import Live
import RaceRules
import SeedGraph
import SpeedFogProtocol
import Synchronization
import Vocabulary

/// Tables of one kind of room, as a feature would have them, but with nothing else around.
final class SampleTables: RoomTables {
    static let migrations =
        LiveSchema.migrations + [
            Migration(
                290,
                "rooms of the tests",
                [
                    """
                    CREATE TABLE sample_rooms (
                        id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
                        seed_id TEXT NULL, released_at BIGINT NULL, started_at BIGINT NULL, finished_at BIGINT NULL
                    )
                    """,
                    """
                    CREATE TABLE sample_runs (
                        id TEXT NOT NULL PRIMARY KEY, room_id TEXT NOT NULL, token_hash TEXT NOT NULL,
                        status TEXT NOT NULL, zone TEXT NULL, layer INTEGER NOT NULL, igt_ms INTEGER NOT NULL,
                        deaths INTEGER NOT NULL CHECK (deaths >= 0), finished_at BIGINT NULL, last_moved_at BIGINT NULL
                    )
                    """,
                ]
            )
        ]

    let kind: RoomKind
    private let seed: Seed?
    /// Called before rows of runs are written; what it throws is what the database would.
    private let beforeWrite: @Sendable ([RunRow]) throws -> Void

    init(
        _ kind: RoomKind = .race,
        seed: Seed? = nil,
        beforeWrite: @escaping @Sendable ([RunRow]) throws -> Void = { _ in }
    ) {
        self.kind = kind
        self.seed = seed
        self.beforeWrite = beforeWrite
    }

    func furnishing(
        of room: RoomID,
        seed: SeedID?,
        people: Set<UserID>,
        in session: any SQLSession
    ) throws -> Furnishing? {
        let row = try session.row(
            "SELECT name FROM sample_rooms WHERE id = \(room.rawValue) AND kind = \(self.kind.rawValue)"
        )
        return try row.map { row in
            Furnishing(
                name: try row.get("name"),
                people: Dictionary(
                    uniqueKeysWithValues: people.map { ($0, Person(id: $0, username: "\($0)", displayName: nil)) }
                ),
                seed: seed == self.seed?.id ? self.seed : nil
            )
        }
    }

    func modTokens(of room: RoomID, in session: any SQLSession) throws -> [String: RunID] {
        let rows = try session.rows("SELECT id, token_hash FROM sample_runs WHERE room_id = \(room.rawValue)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.get("token_hash"), RunID(rawValue: try $0.get("id"))) }
        )
    }

    func runRows(of room: RoomID, in session: any SQLSession) throws -> [RunRow] {
        try session.rows("SELECT * FROM sample_runs WHERE room_id = \(room.rawValue) ORDER BY id").map(RunRow.init)
    }

    func roomRow(of room: RoomID, in session: any SQLSession) throws -> RoomRow? {
        try session.row(
            "SELECT * FROM sample_rooms WHERE id = \(room.rawValue) AND kind = \(self.kind.rawValue)"
        ).map(RoomRow.init)
    }

    func write(_ rows: [RunRow], in session: any SQLSession) throws {
        try self.beforeWrite(rows)
        for row in rows {
            try session.execute(
                """
                UPDATE sample_runs SET status = \(row.status.rawValue), zone = \(row.zone), layer = \(row.layer),
                    igt_ms = \(row.igtMs), deaths = \(row.deaths), finished_at = \(row.finishedAt),
                    last_moved_at = \(row.lastMovedAt)
                WHERE id = \(row.run.rawValue)
                """
            )
        }
    }

    func write(_ row: RoomRow, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE sample_rooms SET status = \(row.status.rawValue), seed_id = \(row.seed?.rawValue),
                released_at = \(row.releasedAt), started_at = \(row.startedAt), finished_at = \(row.finishedAt)
            WHERE id = \(row.room.rawValue)
            """
        )
    }

    func rooms(in session: any SQLSession) throws -> [RoomID] {
        try session.rows("SELECT id FROM sample_rooms WHERE kind = \(self.kind.rawValue) ORDER BY id")
            .map { RoomID(rawValue: try $0.get("id")) }
    }

    func running(in session: any SQLSession) throws -> [RoomID] {
        try session.rows(
            "SELECT id FROM sample_rooms WHERE kind = \(self.kind.rawValue) AND status = 'running' ORDER BY id"
        ).map { RoomID(rawValue: try $0.get("id")) }
    }
}

extension RunRow {
    init(_ row: Row) throws {
        self.init(
            run: RunID(rawValue: try row.get("id")),
            status: RunStatus(rawValue: try row.get("status")) ?? .registered,
            zone: try row.get("zone"),
            layer: try row.get("layer"),
            igtMs: try row.get("igt_ms"),
            deaths: try row.get("deaths"),
            finishedAt: try row.get("finished_at"),
            lastMovedAt: try row.get("last_moved_at")
        )
    }
}

extension RoomRow {
    init(_ row: Row) throws {
        self.init(
            room: RoomID(rawValue: try row.get("id")),
            status: RaceStatus(rawValue: try row.get("status")) ?? .setup,
            seed: try row.get("seed_id").map(SeedID.init(rawValue:)),
            map: .live,
            releasedAt: try row.get("released_at"),
            startedAt: try row.get("started_at"),
            finishedAt: try row.get("finished_at")
        )
    }
}
