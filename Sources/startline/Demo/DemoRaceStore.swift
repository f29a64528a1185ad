import Database
import RaceRules
import SpeedFogProtocol
import SpeedFogServer

/// All SQL about demo races as such; what happens in them goes through `Races` like any race.
struct DemoRaceStore: Sendable {
    let database: Database

    func count() async throws -> Int {
        try await self.database.row("SELECT COUNT(*) AS races FROM races WHERE is_demo = 1")?.get("races") ?? 0
    }

    /// Races that have not come to their end.
    func unfinished() async throws -> [RaceID] {
        try await self.database.rows("SELECT id FROM races WHERE is_demo = 1 AND status <> 'finished'")
            .map { try $0.get("id") }
    }

    func status(of race: RaceID) async throws -> RaceStatus? {
        try await self.database.row("SELECT status FROM races WHERE id = \(race)")?.get("status")
    }

    /// Finished races beyond the newest so many.
    func old(keeping kept: Int) async throws -> [RaceID] {
        let sql: SQL = """
            SELECT id FROM races WHERE is_demo = 1 AND status = 'finished'
            ORDER BY finished_at DESC LIMIT 1000 OFFSET \(kept)
            """
        return try await self.database.rows(sql).map { try $0.get("id") }
    }

    /// The graph of a race's seed, as it was stored.
    func graphJSON(of race: RaceID) async throws -> String? {
        try await self.database.row(
            "SELECT graph_json FROM seeds JOIN races ON races.seed_id = seeds.id WHERE races.id = \(race)"
        )?.get("graph_json")
    }
}
