import Database
import RaceRules
import Vocabulary

/// The SQL of leases.
///
/// On PostgreSQL several processes speak to it, so time is the database's, and a write of the journal locks the rows of
/// its leases (`valid`) until it has committed. The lock is the weakest one, which only a change of a key waits for; fence
/// is part of a key, so an acquisition waits and a renewal does not.
struct LeaseStore: Sendable {
    /// Takes a room: gives the new fence.
    ///
    /// - Throws: `LeaseError.held` while the lease of another holder has not run out.
    static func acquire(_ room: RoomID, holder: String, ttl: Int64, in session: any SQLSession) throws -> Int64 {
        let now = Self.now(session.dialect)
        let taken = try session.row(
            """
            INSERT INTO room_leases (room_id, holder, fence, expires_at)
            VALUES (\(room), \(holder), 1, \(raw: now) + CAST(\(ttl) AS BIGINT))
            ON CONFLICT (room_id) DO UPDATE
            SET holder = excluded.holder, fence = room_leases.fence + 1, expires_at = excluded.expires_at
            WHERE room_leases.holder = excluded.holder OR room_leases.expires_at <= \(raw: now)
            RETURNING fence
            """
        )
        if let taken { return try taken.get("fence") }
        let held = try session.row(
            "SELECT holder, expires_at - \(raw: now) AS rest FROM room_leases WHERE room_id = \(room)"
        )
        throw LeaseError.held(
            by: try held?.get("holder") ?? "another process",
            milliseconds: max(0, try held?.get("rest") ?? 0)
        )
    }

    /// Which of the leases still hold, each as long as nobody else has taken its room. None can be taken before this
    /// transaction ends.
    static func valid(of leases: [Lease], in session: any SQLSession) throws -> Set<Lease> {
        var valid: Set<Lease> = []
        // In one order everywhere, so that two transactions never wait for each other.
        let ordered = leases.sorted { $0.room.description < $1.room.description }
        for part in ordered.chunkedForStatements() {
            let rows = try session.rows(
                """
                SELECT room_id, fence FROM room_leases WHERE room_id IN \(list: part.map(\.room))
                ORDER BY room_id \(raw: session.dialect == .postgres ? "FOR KEY SHARE" : "")
                """
            )
            var fences: [RoomID: Int64] = [:]
            for row in rows { fences[try row.get("room_id")] = try row.get("fence") }
            valid.formUnion(part.filter { fences[$0.room] == $0.fence })
        }
        return valid
    }

    /// Gives leases more time, also those that ran out and that nobody took.
    ///
    /// - Returns: those that were renewed; the others are lost.
    static func renew(_ leases: [Lease], ttl: Int64, in session: any SQLSession) throws -> Set<Lease> {
        var renewed: Set<Lease> = []
        for part in leases.sorted(by: { $0.room.description < $1.room.description }).chunkedForStatements() {
            let held = SQL.joined(
                part.map { "(room_id = \($0.room) AND fence = \($0.fence))" },
                separator: " OR "
            )
            let rows = try session.rows(
                """
                UPDATE room_leases SET expires_at = \(raw: Self.now(session.dialect)) + CAST(\(ttl) AS BIGINT)
                WHERE \(raw: held) RETURNING room_id
                """
            )
            let rooms = Set(try rows.map { try $0.get("room_id") as RoomID })
            renewed.formUnion(part.filter { rooms.contains($0.room) })
        }
        return renewed
    }

    /// Lets others take a room at once. A lease that is not held any more is left as it is.
    static func release(_ lease: Lease, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE room_leases SET expires_at = 0 WHERE room_id = \(lease.room) AND fence = \(lease.fence)"
        )
    }

    /// Milliseconds since 1970 by the database's clock.
    private static func now(_ dialect: Dialect) -> SQL {
        switch dialect {
        case .sqlite: "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
        case .postgres: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
        }
    }
}

extension RoomID: SQLConvertible {}
