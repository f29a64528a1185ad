package import Database
package import RaceRules
import Vocabulary

/// The SQL of the journal. Events are only ever added.
package struct JournalStore: Sendable {
    let tables: [RoomKind: any RoomTables]

    init(tables: [any RoomTables]) {
        self.tables = Dictionary(tables.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What one room writes in one transaction: events in order, and only the newest of each row.
    struct Portion: Sendable {
        let lease: Lease
        var events: [RoomEvent] = []
        private(set) var runs: [RunID: RunRow] = [:]
        private(set) var roomRow: RoomRow?

        init(lease: Lease) { self.lease = lease }

        mutating func add(_ entry: JournalEntry) {
            self.events += entry.events
            for row in entry.runs { self.runs[row.run] = row }
            self.roomRow = entry.roomRow ?? self.roomRow
        }

        mutating func add(_ tick: RunRow) { self.runs[tick.run] = tick }

        fileprivate var lines: [Line] {
            self.events.map { Line(room: self.lease.room, fence: self.lease.fence, record: EventRecord($0)) }
        }
    }

    /// A row of the journal.
    fileprivate struct Line {
        let room: RoomID
        let fence: Int64
        let record: EventRecord
    }

    /// Writes what rooms have, except for those that were taken from us.
    ///
    /// - Returns: the leases that are lost.
    func write(_ portions: [Portion], in session: any SQLSession) throws -> Set<Lease> {
        let valid = try LeaseStore.valid(of: portions.map(\.lease), in: session)
        let writable = portions.filter { valid.contains($0.lease) }
        try Self.insert(writable.flatMap(\.lines), in: session)
        for (kind, portions) in Dictionary(grouping: writable, by: \.lease.kind) {
            try self.write(portions.flatMap(\.runs.values), portions.compactMap(\.roomRow), of: kind, in: session)
        }
        return Set(portions.map(\.lease)).subtracting(valid)
    }

    /// Writes what one room has where some of it may be written already, as after a commit of which nobody knows.
    ///
    /// - Throws: `JournalFailure.taken` when a number is taken by a different event; `.lostLease`.
    func writeAgain(_ portion: Portion, in session: any SQLSession) throws {
        guard try LeaseStore.valid(of: [portion.lease], in: session).contains(portion.lease) else {
            throw JournalFailure.lostLease
        }
        let lines = portion.lines
        var stored: [Int: EventRecord] = [:]
        if let first = lines.first?.record.sequence {
            for record in try Self.records(of: portion.lease.room, from: first, in: session) {
                stored[record.sequence] = record
            }
        }
        for line in lines {
            let number = line.record.sequence
            if let other = stored[number], other != line.record { throw JournalFailure.taken(number) }
        }
        try Self.insert(lines.filter { stored[$0.record.sequence] == nil }, in: session)
        try self.write(
            Array(portion.runs.values),
            portion.roomRow.map { [$0] } ?? [],
            of: portion.lease.kind,
            in: session
        )
    }

    /// Writes what a feature decided, or erases the room.
    ///
    /// - Throws: `JournalFailure.taken` with the first number, when one of the numbers is taken.
    func write<Answer>(_ decision: Decision<Answer>, of lease: Lease, in session: any SQLSession) throws {
        if decision.erasesRoom { return try Self.erase(lease.room, in: session) }
        var portion = Portion(lease: lease)
        portion.events = decision.events
        do {
            try Self.insert(portion.lines, in: session)
        } catch DatabaseError.uniqueViolation {
            throw JournalFailure.taken(decision.events.first?.sequence ?? 0)
        }
        try self.write(decision.runs, decision.roomRow.map { [$0] } ?? [], of: lease.kind, in: session)
    }

    /// Writes rows of runs and rooms of one kind.
    func write(_ runs: [RunRow], _ rooms: [RoomRow], of kind: RoomKind, in session: any SQLSession) throws {
        guard !runs.isEmpty || !rooms.isEmpty else { return }
        guard let tables = self.tables[kind] else {
            throw JournalFailure.refused("There are no tables for rooms of the kind '\(kind.rawValue)'.")
        }
        if !runs.isEmpty { try tables.write(runs, in: session) }
        for room in rooms { try tables.write(room, in: session) }
    }
}

extension JournalStore {
    /// Writes the first events of a room that is being made, in the transaction that makes its rows. Nobody can hold it yet.
    package static func begin(_ room: RoomID, with events: [RoomEvent], in session: any SQLSession) throws {
        try Self.insert(events.map { Line(room: room, fence: 0, record: EventRecord($0)) }, in: session)
    }

    /// All events of a room, in order.
    ///
    /// - Throws: `EventRecordError` for one that is damaged.
    package static func events(of room: RoomID, in session: any SQLSession) throws -> [RoomEvent] {
        try Self.records(of: room, from: 1, in: session).map { try $0.event() }
    }

    /// Removes all that is kept of a room, which has no rows any more.
    static func erase(_ room: RoomID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM room_events WHERE room_id = \(room)")
        try session.execute("DELETE FROM room_leases WHERE room_id = \(room)")
    }

    static func records(of room: RoomID, from first: Int, in session: any SQLSession) throws -> [EventRecord] {
        try session.rows(
            """
            SELECT seq, kind, run_id, at, body FROM room_events WHERE room_id = \(room) AND seq >= \(first) ORDER BY seq
            """
        ).map { row in
            EventRecord(
                sequence: try row.get("seq"),
                kind: try row.get("kind"),
                run: try row.get("run_id").map(RunID.init(rawValue:)),
                at: try row.get("at"),
                body: try row.get("body")
            )
        }
    }

    private static func insert(_ lines: [Line], in session: any SQLSession) throws {
        for part in lines.chunkedForStatements() {
            let values = part.map { line -> SQL in
                let record = line.record
                return """
                    (\(line.room), \(record.sequence), \(record.kind), \(record.run?.rawValue), \(record.at),
                    \(record.body), \(line.fence))
                    """
            }
            try session.execute(
                """
                INSERT INTO room_events (room_id, seq, kind, run_id, at, body, fence)
                VALUES \(raw: SQL.joined(values, separator: ", "))
                """
            )
        }
    }
}
