import CoreMetrics
import Database
import DatabaseTesting
import Foundation
import Logging
import RaceRules
import RoomTesting
import ServiceLifecycle
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import Live

/// Rooms over a journal that runs, as the server puts them together.
struct LiveRooms: Sendable {
    let database: Database
    let rooms: Rooms
    let journal: Journal
    let leases: Leases
    let tables: SampleTables
    let clock: TestClock

    /// Rooms of one process on a database.
    init(on database: Database, tables: SampleTables, clock: TestClock = TestClock(), holder: String = "this") {
        let logger = Logger(label: "rooms") { _ in SwiftLogNoOpLogHandler() }
        let metrics = NOOPMetricsHandler.instance
        self.database = database
        self.tables = tables
        self.clock = clock
        self.journal = Journal(database: database, tables: [tables], metrics: metrics, logger: logger)
        self.leases = Leases(database: database, holder: holder, logger: logger)
        self.rooms = Rooms(
            database: database,
            journal: self.journal,
            leases: self.leases,
            tables: [tables],
            clock: { clock.now },
            metrics: metrics,
            logger: logger
        )
    }

    /// Runs the journal while `body` does.
    func running(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.journal.run() }
            defer { self.journal.shutDown() }
            try await body()
            self.journal.shutDown()
            try await group.waitForAll()
        }
    }

    /// Makes a room as a feature does: its first events, and the feature's own rows. Runs 11, 12 are of users 101, 102.
    @discardableResult
    func make(
        _ id: RoomID = .sample(5),
        runs: ClosedRange<Int> = 11...12,
        started: Bool = false
    ) async throws -> RoomID {
        let (tables, now) = (self.tables, self.clock.now)
        try await self.database.write { session in
            let seed = try SampleSeed.seed()
            var (state, outcome) = RoomState.making(
                Making(kind: tables.kind, organizer: .organizer),
                id: id,
                furnishing: Furnishing(name: "Dawn", seed: seed),
                runs: [],
                at: now
            )
            var events = outcome.events
            for number in runs {
                outcome = try state.join(.sample(number), person: .sample(90 + number), at: now)
                events += outcome.events
            }
            events += try state.release(at: now).events
            if started { events += try state.start(at: now).events }
            try tables.insert(state, in: session)
            try JournalStore.begin(id, with: events, in: session)
        }
        return id
    }

    /// What the journal holds of a room, by name.
    func kinds(of room: RoomID = .sample(5)) async throws -> [String] {
        try await self.database.rows("SELECT kind FROM room_events WHERE room_id = \(room) ORDER BY seq")
            .map { try $0.get("kind") }
    }

    /// The row of a run.
    func row(of run: RunID = .first, in room: RoomID = .sample(5)) async throws -> RunRow? {
        let tables = self.tables
        return try await self.database.read { try tables.runRows(of: room, in: $0).first { $0.run == run } }
    }

    /// Connects the mod of a run and makes it play.
    func play(_ run: RunID = .first, in room: RoomID = .sample(5), as connection: UInt64 = 1) async throws {
        let open = try await self.rooms.open(room).room
        let connection = ConnectionID.sample(connection)
        #expect(await open.connect(tokenHash: SampleTables.token(of: run), as: connection) == .admitted(run))
        await open.receive(.ready, from: run, by: connection)
        await open.receive(.statusUpdate(igtMs: 1_000, deathCount: 0), from: run, by: connection)
    }
}

/// Runs a test on both databases, with rooms of this process.
func withRooms(
    _ kind: RoomKind = .race,
    clock: TestClock = TestClock(),
    beforeWrite: @escaping @Sendable ([RunRow]) throws -> Void = { _ in },
    _ body: (LiveRooms) async throws -> Void
) async throws {
    let seed = try SampleSeed.seed()
    try await withEachDatabase(SampleTables.migrations) { database in
        let tables = SampleTables(kind, seed: seed, beforeWrite: beforeWrite)
        let live = LiveRooms(on: database, tables: tables, clock: clock)
        try await live.running { try await body(live) }
    }
}

extension SampleTables {
    /// The hash under which the mod of a run is known.
    static func token(of run: RunID) -> String { "token of \(run)" }

    /// The rows of a new room and its runs.
    func insert(_ state: RoomState, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO sample_rooms (id, kind, name, status, seed_id) VALUES (\(state.id), \(self.kind.rawValue), 'Dawn',
                \(state.status.rawValue), \(state.seedID?.rawValue))
            """
        )
        for run in state.joined { try Self.insert(run, of: state.id, in: session) }
        try self.write(state.row, in: session)
    }

    static func insert(_ run: RunID, of room: RoomID, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO sample_runs (id, room_id, token_hash, status, layer, igt_ms, deaths)
            VALUES (\(run.rawValue), \(room), \(Self.token(of: run)), 'registered', 0, 0, 0)
            """
        )
    }
}

/// Holds back whoever passes, until it is opened.
final class Barrier: Sendable {
    private let state = Mutex((isOpen: true, failure: nil as (any Error)?))

    func close() { self.state.withLock { $0.isOpen = false } }
    func open() { self.state.withLock { $0.isOpen = true } }
    func fail(_ error: (any Error)?) { self.state.withLock { $0.failure = error } }

    /// Called on database threads, which may wait.
    func pass() throws {
        while !self.state.withLock({ $0.isOpen }) { usleep(1_000) }
        if let failure = self.state.withLock({ $0.failure }) { throw failure }
    }
}
