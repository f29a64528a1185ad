import Database
import RaceRules
package import Vocabulary

/// What a scan of the pool folders brings in.
extension SeedStore {
    /// Adds seeds that a scan found; those already known are left as they are. Says how many are new.
    package func insert(_ files: [SeedFile], pool: String, type: PoolType, now: Moment) async throws -> Int {
        try await self.database.write { session in
            var added = 0
            for file in files {
                added += try session.execute(
                    """
                    INSERT INTO seeds
                        (id, seed_number, pool_name, pool_type, total_layers, file_path, status, created_at, obstacles,
                        graph_json)
                    VALUES
                        (\(SeedID()), \(file.number), \(pool), \(type), \(file.totalLayers), \(file.path), 'available',
                        \(now), \(file.obstacles.text), \(file.graphJSON))
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

    /// A known seed whose graph nobody has looked at for obstacles.
    struct Unjudged: Sendable {
        let id: SeedID
        let path: String
        let graphJSON: String
    }

    /// Some of those whose graphs nobody has looked at, as they were stored before that was done.
    func unjudged(limit: Int) async throws -> [Unjudged] {
        let rows = try await self.database.rows(
            """
            SELECT id, file_path, graph_json FROM seeds
            WHERE id IN (SELECT id FROM seeds WHERE obstacles IS NULL ORDER BY id LIMIT \(limit))
            """
        )
        return try rows.map { row in
            Unjudged(id: try row.get("id"), path: try row.get("file_path"), graphJSON: try row.get("graph_json"))
        }
    }

    /// Writes down what stands in the way of seeds.
    func judge(_ found: [(id: SeedID, obstacles: SeedObstacles)]) async throws {
        try await self.database.write { session in
            for seed in found {
                try session.execute("UPDATE seeds SET obstacles = \(seed.obstacles.text) WHERE id = \(seed.id)")
            }
        }
    }
}
