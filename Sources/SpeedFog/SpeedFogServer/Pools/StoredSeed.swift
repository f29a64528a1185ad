import Database
package import RaceRules

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
    /// Why nobody can finish it, in words; nil when nothing is known to stand in the way.
    package let obstacles: String?
}

extension StoredSeed {
    static let columns: SQL = "id, seed_number, pool_name, pool_type, total_layers, file_path, status, obstacles"

    init(_ row: Row) throws {
        let obstacles: String? = try row.get("obstacles")
        self.init(
            id: try row.get("id"),
            number: try row.get("seed_number"),
            poolName: try row.get("pool_name"),
            poolType: try row.get("pool_type"),
            totalLayers: try row.get("total_layers"),
            filePath: try row.get("file_path"),
            status: try row.get("status"),
            obstacles: obstacles.flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}
