package import Database
package import RaceRules
package import Vocabulary

/// A seed the server knows, without its graph.
package struct StoredSeed: Sendable, Equatable {
    /// Free for a race, given to one, or withdrawn for good.
    package enum Status: String, Sendable, SQLConvertible {
        case available, consumed, discarded
    }

    package let id: SeedID
    package let number: String
    package let poolName: String
    package let poolType: PoolType
    package let totalLayers: Int
    package let filePath: String
    package let status: Status
}

/// How many seeds of a pool are in which state.
package struct PoolStats: Sendable, Equatable {
    package let poolName: String
    package let poolType: PoolType
    package var available = 0
    package var consumed = 0
    package var discarded = 0
}

/// All SQL about seeds.
package struct SeedStore: Sendable {
    private static let attempts = 20
    private static let columns: SQL = "id, seed_number, pool_name, pool_type, total_layers, file_path, status"

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Adds seeds that a scan found; those already known are left as they are. Says how many are new.
    package func insert(_ files: [SeedFile], pool: String, type: PoolType, now: Moment) async throws -> Int {
        try await self.database.write { session in
            var added = 0
            for file in files {
                added += try session.execute(
                    """
                    INSERT INTO seeds
                        (id, seed_number, pool_name, pool_type, total_layers, file_path, status, created_at, graph_json)
                    VALUES
                        (\(SeedID()), \(file.number), \(pool), \(type), \(file.totalLayers), \(file.path), 'available',
                        \(now), \(file.graphJSON))
                    ON CONFLICT DO NOTHING
                    """
                )
            }
            return added
        }
    }

    /// Where the archives of the seeds that are known lie, by number.
    package func knownPaths(pool: String, type: PoolType) async throws -> [String: String] {
        let rows = try await self.database.rows(
            "SELECT seed_number, file_path FROM seeds WHERE pool_type = \(type) AND pool_name = \(pool)"
        )
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get("seed_number"), try $0.get("file_path")) })
    }

    /// Follows an archive to where it has been moved.
    package func move(_ number: String, pool: String, type: PoolType, to path: String) async throws {
        _ = try await self.database.execute(
            """
            UPDATE seeds SET file_path = \(path)
            WHERE seed_number = \(number) AND pool_type = \(type) AND pool_name = \(pool)
            """
        )
    }

    /// What is known of a seed but its graph.
    package func seed(_ id: SeedID) async throws -> StoredSeed? {
        try await self.database.row("SELECT \(raw: Self.columns) FROM seeds WHERE id = \(id)").map(Self.seed)
    }

    /// The graph of a seed as its archive has it.
    package func graphJSON(of id: SeedID) async throws -> String? {
        try await self.database.row("SELECT graph_json FROM seeds WHERE id = \(id)")?.get("graph_json")
    }

    /// Takes any available seed of a pool for one race; nil when there is none left.
    package func take(pool: String, type: PoolType = .race) async throws -> StoredSeed? {
        try await self.database.write { try Self.take(pool: pool, type: type, in: $0) }
    }

    /// The same as part of a larger change.
    ///
    /// Another transaction may take the row between the choice and the update: the update then changes nothing, and
    /// another seed is chosen. So no seed is ever given out twice, whatever the database's isolation.
    package static func take(
        pool: String,
        type: PoolType = .race,
        except: SeedID? = nil,
        in session: any SQLSession
    ) throws -> StoredSeed? {
        for _ in 0..<self.attempts {
            let choice = try session.row(
                """
                SELECT id FROM seeds
                WHERE pool_type = \(type) AND pool_name = \(pool) AND status = 'available' AND id <> \(except ?? SeedID())
                ORDER BY random() LIMIT 1
                """
            )
            guard let choice else { return nil }
            let id: SeedID = try choice.get("id")
            let taken = try session.row(
                """
                UPDATE seeds SET status = 'consumed' WHERE id = \(id) AND status = 'available'
                RETURNING \(raw: self.columns)
                """
            )
            if let taken { return try self.seed(taken) }
        }
        throw DatabaseError.busy
    }

    /// Lets others have a seed again, unless it was discarded meanwhile. Says whether it did.
    @discardableResult
    package static func release(_ id: SeedID, in session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE seeds SET status = 'available' WHERE id = \(id) AND status = 'consumed'") > 0
    }

    /// The same as a change of its own.
    @discardableResult
    package func release(_ id: SeedID) async throws -> Bool {
        try await self.database.write { try Self.release(id, in: $0) }
    }

    /// Takes every seed of a pool out of use for good. Says how many.
    package func discard(pool: String, type: PoolType) async throws -> Int {
        try await self.database.execute(
            """
            UPDATE seeds SET status = 'discarded'
            WHERE pool_type = \(type) AND pool_name = \(pool) AND status <> 'discarded'
            """
        )
    }

    /// Counts for each pool that has ever had a seed.
    package func stats() async throws -> [PoolStats] {
        let rows = try await self.database.rows(
            """
            SELECT pool_type, pool_name, status, COUNT(*) AS seeds FROM seeds
            GROUP BY pool_type, pool_name, status ORDER BY pool_type, pool_name
            """
        )
        var stats: [PoolStats] = []
        for row in rows {
            let name: String = try row.get("pool_name")
            let type: PoolType = try row.get("pool_type")
            let status: StoredSeed.Status = try row.get("status")
            let count: Int = try row.get("seeds")
            if stats.last?.poolName != name || stats.last?.poolType != type {
                stats.append(PoolStats(poolName: name, poolType: type))
            }
            switch status {
            case .available: stats[stats.count - 1].available = count
            case .consumed: stats[stats.count - 1].consumed = count
            case .discarded: stats[stats.count - 1].discarded = count
            }
        }
        return stats
    }

    private static func seed(_ row: Row) throws -> StoredSeed {
        StoredSeed(
            id: try row.get("id"),
            number: try row.get("seed_number"),
            poolName: try row.get("pool_name"),
            poolType: try row.get("pool_type"),
            totalLayers: try row.get("total_layers"),
            filePath: try row.get("file_path"),
            status: try row.get("status")
        )
    }
}
