package import Database
import Live
package import RaceRules
import SeedGraph
import SpeedFogProtocol
import Synchronization
package import Vocabulary

/// How races are kept, for the rooms in which they are run.
package final class RaceTables: RoomTables {
    /// A graph takes milliseconds to read, and each change of a race asks for it.
    private static let mostSeeds = 32

    package let kind = RoomKind.race
    private let seeds = Mutex<[SeedID: Seed]>([:])

    package init() {}

    package func furnishing(
        of room: RoomID,
        seed: SeedID?,
        people: Set<UserID>,
        in session: any SQLSession
    ) throws -> Furnishing? {
        guard let row = try session.row("SELECT name FROM races WHERE id = \(room)") else { return nil }
        return Furnishing(
            name: try row.get("name"),
            people: try Self.people(people, in: session),
            seed: try seed.flatMap { try self.seed($0, in: session) }
        )
    }

    /// A seed as rooms use it; nil when it is gone.
    ///
    /// - Throws: `GraphError` when its graph can't be read.
    func seed(_ id: SeedID, in session: any SQLSession) throws -> Seed? {
        if let known = self.seeds.withLock({ $0[id] }) { return known }
        let sql: SQL = "SELECT seed_number, pool_name, graph_json FROM seeds WHERE id = \(id)"
        guard let row = try session.row(sql) else { return nil }
        let json: String = try row.get("graph_json")
        let number: String = try row.get("seed_number")
        let seed = Seed(
            id: id,
            number: number,
            pool: try row.get("pool_name"),
            graph: try Graph(json: Array(json.utf8), source: "seed \(number)")
        )
        self.seeds.withLock { seeds in
            if seeds.count >= Self.mostSeeds, let some = seeds.keys.first { seeds[some] = nil }
            seeds[id] = seed
        }
        return seed
    }

    private static func people(_ ids: Set<UserID>, in session: any SQLSession) throws -> [UserID: Person] {
        var people: [UserID: Person] = [:]
        let ids = Array(ids)
        // Statements take some thousand values at most, and a race that many watched names many.
        for first in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[first..<min(first + 500, ids.count)])
            let sql: SQL = """
                SELECT id AS user_id, username, display_name, avatar_url FROM users WHERE id IN \(list: some)
                """
            for row in try session.rows(sql) {
                let person = try Person(row)
                people[person.id] = person
            }
        }
        return people
    }

    package func modTokens(of room: RoomID, in session: any SQLSession) throws -> [String: RunID] {
        let rows = try session.rows("SELECT mod_token_hash, id FROM participants WHERE race_id = \(room)")
        return Dictionary(
            try rows.map { (try $0.get("mod_token_hash") as String, try $0.get("id") as RunID) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package func runRows(of room: RoomID, in session: any SQLSession) throws -> [RunRow] {
        try session.rows("SELECT * FROM participants WHERE race_id = \(room)").map { row in
            RunRow(
                run: try row.get("id"),
                status: try row.get("status"),
                zone: try row.get("current_zone"),
                layer: try row.get("current_layer"),
                igtMs: try row.get("igt_ms"),
                deaths: try row.get("death_count"),
                finishedAt: try row.get("finished_at"),
                lastMovedAt: try row.get("last_igt_change_at")
            )
        }
    }

    package func roomRow(of room: RoomID, in session: any SQLSession) throws -> RoomRow? {
        let sql: SQL = """
            SELECT status, seed_id, map_setting, map_delay_ms, seeds_released_at, started_at, finished_at
            FROM races WHERE id = \(room)
            """
        return try session.row(sql).map { row in
            RoomRow(
                room: room,
                status: try row.get("status"),
                seed: try row.get("seed_id"),
                map: try MapSetting(row),
                releasedAt: try row.get("seeds_released_at"),
                startedAt: try row.get("started_at"),
                finishedAt: try row.get("finished_at")
            )
        }
    }

    package func write(_ rows: [RunRow], in session: any SQLSession) throws {
        for run in rows {
            try session.execute(
                """
                UPDATE participants SET status = \(run.status), current_zone = \(run.zone), current_layer = \(run.layer),
                    igt_ms = \(run.igtMs), death_count = \(run.deaths), finished_at = \(run.finishedAt),
                    last_igt_change_at = \(run.lastMovedAt)
                WHERE id = \(run.run)
                """
            )
        }
    }

    package func write(_ row: RoomRow, in session: any SQLSession) throws {
        // The version counts changes of the state, so that writing the same row again leaves it.
        try session.execute(
            """
            UPDATE races SET version = version + CASE WHEN status = \(row.status) THEN 0 ELSE 1 END,
                status = \(row.status), seed_id = \(row.seed), map_setting = \(row.map.name),
                map_delay_ms = \(row.map.delay), seeds_released_at = \(row.releasedAt), started_at = \(row.startedAt),
                finished_at = \(row.finishedAt)
            WHERE id = \(row.room)
            """
        )
    }

    package func rooms(in session: any SQLSession) throws -> [RoomID] {
        try session.rows("SELECT id FROM races ORDER BY created_at, id").map { try $0.get("id") }
    }

    package func running(in session: any SQLSession) throws -> [RoomID] {
        try session.rows("SELECT id FROM races WHERE status = 'running' ORDER BY id").map { try $0.get("id") }
    }
}
