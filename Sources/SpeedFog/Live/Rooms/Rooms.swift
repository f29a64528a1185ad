package import CoreMetrics
package import Database
package import Logging
package import RaceRules
import ServiceLifecycle
import SpeedFogProtocol
import Synchronization
import Vocabulary

/// The rooms that this process has open. Opens each for whoever needs it first, lease before anything else, and closes it
/// when nobody does.
package actor Rooms: Service {
    /// Timing of the rooms.
    package struct Settings: Sendable {
        /// A run that nobody plays is abandoned after this, in milliseconds.
        package var inactivityLimit: Int64 = 30 * 60 * 1_000
        package var inactivitySweep: Duration = .seconds(60)
        /// An empty room that does not run is closed after this, in milliseconds. What was read of a room without opening
        /// it is kept as long.
        package var idleTime: Int64 = 60_000

        package init() {}
    }

    private enum Entry {
        case opening(Task<OpenRoom, any Error>)
        case open(OpenRoom)
        case closing(Task<Void, Never>)
    }

    nonisolated let metrics: LiveMetrics
    let settings: Settings
    let logger: Logger
    let database: Database
    let loader: RoomLoader
    let clock: @Sendable () -> Reading
    private let journal: Journal
    private let leases: Leases
    let tables: [RoomKind: any RoomTables]
    private var entries: [RoomID: Entry] = [:]
    /// Edges of open rooms, for those who can't wait.
    private nonisolated let edges = Mutex<[RoomID: Edge]>([:])
    var shelf = Shelf()

    /// - Parameters:
    ///   - tables: one of each kind of room.
    ///   - clock: both clocks of this process.
    package init(
        database: Database,
        journal: Journal,
        leases: Leases,
        tables: [any RoomTables],
        settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Reading,
        metrics: any MetricsFactory,
        logger: Logger
    ) {
        self.journal = journal
        self.leases = leases
        self.tables = Dictionary(tables.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.database = database
        self.loader = RoomLoader(database: database, tables: tables, logger: logger)
        self.settings = settings
        self.clock = clock
        self.metrics = LiveMetrics(factory: metrics)
        self.logger = logger
    }

    // MARK: Opening

    /// The room with this id, opened if need be.
    ///
    /// - Throws: `RoomsError.notFound`, `.ownedElsewhere`; `DatabaseError`.
    func open(_ id: RoomID) async throws -> OpenRoom {
        while true {
            switch self.entries[id] {
            case .open(let open):
                guard await open.room.isClosed else { return open }
                await self.forget(open)
            case .opening(let task): return try await task.value
            case .closing(let task): await task.value
            case nil:
                let task = Task { try await self.make(id) }
                self.entries[id] = .opening(task)
                do {
                    let open = try await task.value
                    self.entries[id] = .open(open)
                    self.edges.withLock { $0[id] = open.edge }
                    return open
                } catch {
                    self.entries[id] = nil
                    throw error
                }
            }
        }
    }

    /// Lets somebody into a room. A room that closes in this very moment answers nil: then into the next.
    ///
    /// - Throws: as `open`; `RoomsError.busy`.
    func entering<Answer: Sendable>(
        _ id: RoomID,
        _ enter: (OpenRoom) async throws -> Answer?
    ) async throws -> (OpenRoom, Answer) {
        for _ in 0..<3 {
            let open = try await self.open(id)
            if let answer = try await enter(open) { return (open, answer) }
        }
        throw RoomsError.busy(id)
    }

    private func make(_ id: RoomID) async throws -> OpenRoom {
        // Asked first, so that ids of nothing leave no leases behind.
        guard let kind = try await self.loader.kind(of: id), let tables = self.tables[kind] else {
            throw RoomsError.notFound(id)
        }
        let lease = try await self.lease(id, kind: kind)
        do {
            guard let loaded = try await self.loader.load(id) else { throw RoomsError.notFound(id) }
            self.shelf.drop(id)
            let edge = Edge(
                loaded.state,
                epoch: lease.fence,
                late: try await self.lateMap(of: loaded.state),
                clock: self.clock,
                metrics: self.metrics
            )
            let room = Room(
                loaded,
                lease: lease,
                tables: tables,
                journal: self.journal,
                clock: self.clock,
                tell: { edge.take($0) }
            )
            await self.leases.watch(lease, room)
            return OpenRoom(room: room, edge: edge, lease: lease)
        } catch {
            await self.leases.release(lease)
            throw error
        }
    }

    /// What may be shown late of the map of a room that is opened while it runs; nil where nothing is shown late.
    func lateMap(of state: RoomState) async throws -> LateMap? {
        guard case .delayed(let delay) = state.map, state.status == .running else { return nil }
        let events = try await self.database.read { try JournalStore.events(of: state.id, in: $0) }
        return LateMap(delay: delay, of: state, events: events)
    }

    private func lease(_ id: RoomID, kind: RoomKind) async throws -> Lease {
        do {
            return try await self.leases.acquire(id, kind: kind)
        } catch LeaseError.held(let holder, _) {
            throw RoomsError.ownedElsewhere(id, by: holder)
        }
    }

    // MARK: Closing

    var openRooms: [OpenRoom] {
        self.entries.values.compactMap { if case .open(let open) = $0 { open } else { nil } }
    }

    /// The edge of a room that is open here.
    nonisolated func edge(of id: RoomID) -> Edge? { self.edges.withLock { $0[id] } }

    /// Lets go of a room that closed. Who comes meanwhile waits until it is gone.
    func forget(_ open: OpenRoom) async {
        let id = open.room.id
        guard case .open(let current) = self.entries[id], current.room === open.room else { return }
        self.edges.withLock { $0[id] = nil }
        let leases = self.leases
        let closing = Task { await leases.release(open.lease) }
        self.entries[id] = .closing(closing)
        await closing.value
        self.entries[id] = nil
    }

    /// Closes the room if nobody has needed it for a while, and lets go of one that failed.
    func closeIfIdle(_ open: OpenRoom) async {
        if await open.room.isClosed { return await self.forget(open) }
        guard await open.room.isIdle(for: self.settings.idleTime), open.edge.closeIfEmpty() else { return }
        if await open.room.closeIfIdle(for: self.settings.idleTime) {
            await self.forget(open)
        } else {
            // A mod came in the very moment.
            open.edge.reopen()
        }
    }
}
