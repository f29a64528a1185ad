import Accounts
import Database
import struct RaceRules.RunID
import struct RaceRules.SeedID
import SpeedFogProtocol
import Vocabulary

@testable import SpeedFogServer

/// Rows of a race on the sample seed, for tests of what works on the database.
enum RaceRows {
    static let migrations = AccountsSchema.migrations + SpeedFogSchema.migrations

    /// A race in setup with seeds released, and runs 11, 12, ... of users 101, 102, ...
    static func insert(runs: Int = 2, into database: Database) async throws {
        try await database.write { session in
            try Self.insertUser(RoomState.organizer, name: "organizer", in: session)
            try session.execute(
                """
                INSERT INTO seeds (id, seed_number, pool_name, pool_type, graph_json, total_layers, file_path, status, created_at)
                VALUES (\(SeedID.sample(900)), '0a1b2c3d4e5f', 'standard', 'race', \(SampleSeed.json), 3, 'none', 'consumed', 1)
                """
            )
            try session.execute(
                """
                INSERT INTO races (id, name, organizer_id, seed_id, status, config, created_at, seeds_released_at, is_public,
                    open_registration, organizer_participates, is_demo, version)
                VALUES (\(RoomState.raceID), 'Dawn', \(RoomState.organizer), \(SeedID.sample(900)), 'setup', '{}', 1, 500, 1,
                    0, 0, 0, 1)
                """
            )
            for number in 1...runs {
                try Self.insertUser(.sample(100 + number), name: "runner\(number)", in: session)
                try session.execute(
                    """
                    INSERT INTO participants (id, race_id, user_id, mod_token_hash, color_index, status, current_layer,
                        igt_ms, death_count, created_at)
                    VALUES (\(RunID.sample(10 + number)), \(RoomState.raceID), \(UserID.sample(100 + number)),
                        \(Token.hash("token\(number)")), \(number), 'registered', 0, 0, 0, \(number))
                    """
                )
            }
        }
    }

    static func projection(of run: RunID, in database: Database) async throws -> RunProjection? {
        try await database.row("SELECT * FROM participants WHERE id = \(run)").map(RunProjection.init(row:))
    }

    private static func insertUser(_ id: UserID, name: String, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO users (id, twitch_id, username, role, created_at) VALUES (\(id), \(name), \(name), 'user', 1)
            """
        )
    }
}
