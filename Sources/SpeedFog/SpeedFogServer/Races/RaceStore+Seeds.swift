import Database
import Foundation

extension RaceStore {
    /// Takes any seed of the pool that no race has used; nil when there is none left.
    static func takeSeed(pool: String, in session: any SQLSession) throws -> UUID? {
        let sql: SQL = """
            SELECT id FROM seeds WHERE pool_type = 'race' AND pool_name = \(pool) AND status = 'available'
            ORDER BY random() LIMIT 1
            """
        guard let row = try session.row(sql) else { return nil }
        let id: UUID = try row.get("id")
        try session.execute("UPDATE seeds SET status = 'consumed' WHERE id = \(id)")
        return id
    }

    /// Lets other races have the seed, unless it was discarded meanwhile.
    static func giveBackSeed(_ id: UUID, in session: any SQLSession) throws {
        try session.execute("UPDATE seeds SET status = 'available' WHERE id = \(id) AND status = 'consumed'")
    }
}
