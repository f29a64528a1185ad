import Database
import RaceRules

/// The SQL of the journal: events are added, rows follow them.
struct JournalStore: Sendable {
    let database: Database

    /// Writes one batch in one transaction. Writing the same batch twice changes nothing.
    func write(_ batch: [Journal.Append], _ ticks: [RunProjection]) async throws {
        try await self.database.write { session in
            for append in batch {
                for event in append.events { try Self.insert(event, in: session) }
                for projection in append.projections { try Self.update(projection, in: session) }
                if let ended = append.endedRace {
                    try session.execute(
                        """
                        UPDATE races SET status = 'finished', finished_at = \(ended.at), version = version + 1
                        WHERE id = \(ended.id) AND status = 'running'
                        """
                    )
                }
            }
            for tick in ticks { try Self.update(tick, in: session) }
        }
    }

    /// All events of the runs, each run's in order.
    static func events(of runs: [RunID], in session: any SQLSession) throws -> [RunID: [RunEvent]] {
        let rows = try session.rows(
            """
            SELECT run_id, seq, kind, node, igt_ms, gate_igt_ms, deaths, flag, received_at
            FROM run_events WHERE run_id IN \(list: runs) ORDER BY run_id, seq
            """
        )
        return Dictionary(grouping: try rows.map(RunEvent.init(row:)), by: \.run)
    }

    static func insert(_ event: RunEvent, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO run_events (run_id, seq, kind, node, igt_ms, gate_igt_ms, deaths, flag, received_at)
            VALUES (\(event.run), \(event.sequence), \(event.kind), \(event.node), \(event.igtMs), \(event.gateIGT),
                \(event.deaths), \(event.flag), \(event.receivedAt))
            ON CONFLICT (run_id, seq) DO NOTHING
            """
        )
    }

    static func update(_ run: RunProjection, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE participants SET status = \(run.status), current_zone = \(run.currentZone),
                current_layer = \(run.currentLayer), igt_ms = \(run.igtMs), death_count = \(run.deathCount),
                finished_at = \(run.finishedAt), last_igt_change_at = \(run.lastIGTChangeAt)
            WHERE id = \(run.run)
            """
        )
    }
}

extension RunEvent.Kind: SQLConvertible {}

extension RunEvent {
    init(row: Row) throws {
        self.init(
            run: try row.get("run_id"),
            sequence: try row.get("seq"),
            kind: try row.get("kind"),
            node: try row.get("node"),
            igtMs: try row.get("igt_ms"),
            gateIGT: try row.get("gate_igt_ms"),
            deaths: try row.get("deaths"),
            flag: try row.get("flag"),
            receivedAt: try row.get("received_at")
        )
    }
}
