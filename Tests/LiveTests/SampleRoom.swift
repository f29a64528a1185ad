import Database
import Live
import RaceRules
import SpeedFogProtocol
import Vocabulary

/// A room with two runs and its rows, that tests let things happen in.
struct SampleRoom: Sendable {
    let id = RoomID()
    let kind: RoomKind
    let organizer = UserID()
    let runs = [RunID(), RunID()]
    let users = [UserID(), UserID()]
    private(set) var sequence = 0
    /// As the room was acquired.
    var lease: Lease

    init(_ kind: RoomKind = .race) {
        self.kind = kind
        self.lease = Lease(room: self.id, kind: kind, fence: 1)
    }

    var run: RunID { self.runs[0] }

    /// The next event of the room.
    mutating func event(_ happening: Happening, at milliseconds: Int64 = 1_000) -> RoomEvent {
        self.sequence += 1
        return RoomEvent(sequence: self.sequence, at: Moment(rawValue: milliseconds), happening: happening)
    }

    /// Makes the rows and the first events, as a feature does.
    mutating func insert(into database: Database) async throws {
        let first = [
            self.event(.made(Making(kind: self.kind, organizer: self.organizer)), at: 1),
            self.event(.joined(self.runs[0], user: self.users[0], color: 0), at: 2),
            self.event(.joined(self.runs[1], user: self.users[1], color: 1), at: 3),
        ]
        let room = self
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO sample_rooms (id, kind, name, status) VALUES (\(room.id.rawValue), \(room.kind.rawValue), 'Dawn', 'setup')
                """
            )
            for (number, run) in room.runs.enumerated() {
                try session.execute(
                    """
                    INSERT INTO sample_runs (id, room_id, token_hash, status, layer, igt_ms, deaths)
                    VALUES (\(run.rawValue), \(room.id.rawValue), \("token\(number)-\(room.id)"), 'registered', 0, 0, 0)
                    """
                )
            }
            try JournalStore.begin(room.id, with: first, in: session)
        }
    }

    /// The row of the first run, as a tick or an event leaves it.
    func row(
        _ status: RunStatus = .playing,
        igtMs: Int = 0,
        zone: String? = nil,
        deaths: Int = 0,
        run: RunID? = nil
    ) -> RunRow {
        RunRow(
            run: run ?? self.run,
            status: status,
            zone: zone,
            layer: 0,
            igtMs: igtMs,
            deaths: deaths,
            finishedAt: nil,
            lastMovedAt: nil
        )
    }

    /// An entry of the first run with one event, and its row.
    mutating func entry(_ event: RunEvent, _ row: RunRow? = nil) -> JournalEntry {
        JournalEntry(lease: self.lease, events: [self.event(.ran(self.run, event))], runs: row.map { [$0] } ?? [])
    }

    /// What the database holds of the first run.
    func storedRow(in database: Database) async throws -> RunRow? {
        try await database.row("SELECT * FROM sample_runs WHERE id = \(self.run.rawValue)").map(RunRow.init)
    }

    /// What the journal holds of the room.
    func storedEvents(in database: Database) async throws -> [RoomEvent] {
        let id = self.id
        return try await database.read { try JournalStore.events(of: id, in: $0) }
    }
}
