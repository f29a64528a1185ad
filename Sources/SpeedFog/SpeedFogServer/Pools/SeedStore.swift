package import Database
package import RaceRules
package import Vocabulary

/// All SQL about seeds.
package struct SeedStore: Sendable {
    private static let attempts = 20
    /// Enough words for a page.
    private static let mostObstacles = 5

    let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// What is known of a seed but its graph.
    package func seed(_ id: SeedID) async throws -> StoredSeed? {
        try await self.database.row("SELECT \(raw: StoredSeed.columns) FROM seeds WHERE id = \(id)").map(
            StoredSeed.init
        )
    }

    /// The graph of a seed as its archive has it.
    package func graphJSON(of id: SeedID) async throws -> String? {
        try await self.database.row("SELECT graph_json FROM seeds WHERE id = \(id)")?.get("graph_json")
    }

    /// Takes any available seed of a pool for one race; nil when there is none left.
    package func take(pool: String, type: PoolType = .race) async throws -> StoredSeed? {
        try await self.database.write { try Self.take(pool: pool, type: type, in: $0) }
    }

    /// The same as part of a larger change. One that nobody can finish is taken only when there is no other, and says so.
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
                ORDER BY CASE WHEN COALESCE(obstacles, '') = '' THEN 0 ELSE 1 END, random() LIMIT 1
                """
            )
            guard let choice else { return nil }
            let id: SeedID = try choice.get("id")
            let taken = try session.row(
                """
                UPDATE seeds SET status = 'consumed' WHERE id = \(id) AND status = 'available'
                RETURNING \(raw: StoredSeed.columns)
                """
            )
            if let taken { return try StoredSeed(taken) }
        }
        throw DatabaseError.busy
    }

    /// Notes that somebody knows the seed: a pack of it was downloaded, its map was shown, or a run on it has begun.
    /// Says whether this was the first time; later ones change nothing.
    ///
    /// A seed for races that was free again in that very moment is withdrawn, so that nobody gets it as a fresh one.
    @discardableResult
    package static func markSeen(_ id: SeedID, at moment: Moment, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE seeds SET seen_at = \(moment),
                status = CASE WHEN status = 'available' AND pool_type = 'race' THEN 'consumed' ELSE status END
            WHERE id = \(id) AND seen_at IS NULL
            """
        ) > 0
    }

    /// The same as a change of its own.
    @discardableResult
    package func markSeen(_ id: SeedID, at moment: Moment) async throws -> Bool {
        try await self.database.write { try Self.markSeen(id, at: moment, in: $0) }
    }

    /// Lets others have a seed again, unless somebody has seen it or it was discarded meanwhile. Says whether it did.
    @discardableResult
    package static func release(_ id: SeedID, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE seeds SET status = 'available' WHERE id = \(id) AND status = 'consumed' AND seen_at IS NULL"
        ) > 0
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
            SELECT pool_type, pool_name, status, CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END AS seen,
                COALESCE(obstacles, '') AS obstacle, COUNT(*) AS seeds
            FROM seeds
            GROUP BY pool_type, pool_name, status, CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END, COALESCE(obstacles, '')
            ORDER BY pool_type, pool_name
            """
        )
        var stats: [PoolStats] = []
        for row in rows {
            let name: String = try row.get("pool_name")
            let type: PoolType = try row.get("pool_type")
            if stats.last?.poolName != name || stats.last?.poolType != type {
                stats.append(PoolStats(poolName: name, poolType: type))
            }
            try Self.count(row, into: &stats[stats.count - 1])
        }
        return stats
    }

    private static func count(_ row: Row, into stats: inout PoolStats) throws {
        let status: StoredSeed.Status = try row.get("status")
        let obstacle: String = try row.get("obstacle")
        let count: Int = try row.get("seeds")
        switch status {
        case .available:
            stats.available += count
            guard !obstacle.isEmpty else { return }
            stats.unfinishable += count
            if stats.obstacles.count < self.mostObstacles { stats.obstacles.append(obstacle) }
        case .consumed:
            stats.consumed += count
            if try row.get("seen") { stats.seen += count }
        case .discarded: stats.discarded += count
        }
    }
}
