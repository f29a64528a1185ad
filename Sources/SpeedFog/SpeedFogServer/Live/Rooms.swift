package import Database
import Foundation
package import Logging
package import RaceRules
import ServiceLifecycle
import SpeedFogProtocol
package import Vocabulary
import WebServer

/// The rooms that are open, and the beat that keeps them alive.
package actor Rooms: LiveRaces, Service {
    /// Timing of the rooms.
    package struct Settings: Sendable {
        /// A run that nobody plays is abandoned after this, in milliseconds.
        package var inactivityLimit: Int64 = 15 * 60 * 1_000
        package var inactivitySweep: Duration = .seconds(60)
        /// An empty room of a race that does not run is closed after this.
        package var idleTime: Duration = .seconds(60)

        package init() {}
    }

    private enum Entry {
        case opening(Task<Room, any Error>)
        case open(Room)
    }

    private let store: RoomStore
    private let journal: Journal
    private let clock: @Sendable () -> Moment
    private let logger: Logger
    private let settings: Settings
    private var entries: [RaceID: Entry] = [:]
    /// Races whose room must stay shut while their rows are reset or deleted.
    private var shut: Set<RaceID> = []
    private let stateRequests: AsyncStream<StateRequest>
    private let stateRequest: AsyncStream<StateRequest>.Continuation

    private struct StateRequest: Sendable {
        let race: RaceID
        let socket: SocketID
    }

    package init(
        database: Database,
        journal: Journal,
        settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Moment,
        logger: Logger
    ) {
        self.store = RoomStore(database: database)
        self.journal = journal
        self.settings = settings
        self.clock = clock
        self.logger = logger
        // A request that finds no room is made again by the next heartbeat of its socket.
        (self.stateRequests, self.stateRequest) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_024))
    }

    /// Beats until shutdown: heartbeats each second, abandoned runs each minute.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.beatForever() }
            group.addTask { await self.sweepForever() }
            group.addTask {
                for await request in self.stateRequests {
                    await self.openRoom(request.race)?.sendState(to: request.socket)
                }
            }
            try? await gracefulShutdown()
            self.stateRequest.finish()
            group.cancelAll()
        }
    }

    /// The room of a race, opened if need be.
    ///
    /// - Throws: `LiveError.raceNotFound`.
    func room(_ id: RaceID) async throws -> Room {
        if case .open(let room) = self.entries[id], await room.isClosed { self.forget(id, room) }
        guard !self.shut.contains(id) else { throw LiveError.conflict }
        switch self.entries[id] {
        case .open(let room): return room
        case .opening(let task): return try await task.value
        case nil:
            let task = Task { try await self.open(id) }
            self.entries[id] = .opening(task)
            do {
                let room = try await task.value
                self.entries[id] = .open(room)
                return room
            } catch {
                self.entries[id] = nil
                throw error
            }
        }
    }

    /// Lets somebody into the room of a race. A room that closes in this very moment answers nil: then into the next.
    ///
    /// - Throws: `LiveError.raceNotFound`; `.conflict` while the race's rows are being changed.
    func entering<Answer: Sendable>(
        _ id: RaceID,
        _ join: (Room) async -> Answer?
    ) async throws -> (Room, Answer) {
        for _ in 0..<3 {
            let room = try await self.room(id)
            if let answer = await join(room) { return (room, answer) }
        }
        throw LiveError.conflict
    }

    /// The state of a race as it may be shown. A race that is over needs no room for that.
    func state(of id: RaceID) async throws -> RoomState {
        if await self.presentRoom(id) == nil {
            let rows = try await self.store.load(id)
            if rows.state.race.status == .finished { return rows.state }
        }
        return try await self.room(id).snapshot
    }

    private func open(_ id: RaceID) async throws -> Room {
        let requests = self.stateRequest
        return Room(
            try await self.store.load(id),
            journal: self.journal,
            store: self.store,
            wantsState: { requests.yield(StateRequest(race: id, socket: $0)) },
            clock: self.clock,
            logger: self.logger
        )
    }

    private func openRoom(_ id: RaceID) -> Room? {
        guard case .open(let room) = self.entries[id] else { return nil }
        return room
    }

    /// The room of a race if it is open or about to be: one that is just loading may hold rows of before a change.
    private func presentRoom(_ id: RaceID) async -> Room? {
        switch self.entries[id] {
        case .open(let room): room
        case .opening(let task): try? await task.value
        case nil: nil
        }
    }

    private func forget(_ id: RaceID, _ room: Room) {
        if case .open(let current) = self.entries[id], current === room { self.entries[id] = nil }
    }

    private var openRooms: [RaceID: Room] {
        self.entries.compactMapValues { if case .open(let room) = $0 { room } else { nil } }
    }
}

// MARK: What the rest of the server asks

extension Rooms {
    package func start(_ race: RaceID, expectedVersion: Int) async throws {
        try await self.room(race).start(expectedVersion: expectedVersion)
    }

    package func finish(_ race: RaceID) async throws {
        try await self.room(race).finish()
    }

    package func abandon(_ race: RaceID, participant: RunID) async throws {
        try await self.room(race).abandon(participant)
    }

    package func reset(_ race: RaceID, expectedVersion: Int) async throws {
        try await self.whileShut(race, code: 1000, reason: "Race reset") {
            try await self.store.reset(race, expectedVersion: expectedVersion, at: self.clock())
        }
    }

    package func seedsReleased(_ race: RaceID) async { await self.reload(race) }
    package func raceEdited(_ race: RaceID) async { await self.reload(race) }
    package func participantRemoved(_ race: RaceID, participant: RunID) async { await self.reload(race) }

    package func deleted(_ race: RaceID) async {
        guard let room = await self.presentRoom(race) else { return }
        self.forget(race, room)
        await room.close(code: 4001, reason: "Race deleted")
    }

    package func liveParticipants(_ race: RaceID) async -> [RunID: LiveRun]? {
        await self.presentRoom(race)?.liveRuns()
    }

    private func reload(_ race: RaceID) async {
        guard let room = await self.presentRoom(race) else { return }
        do {
            await room.reload(try await self.store.load(race))
        } catch {
            // The rows are what counts: without the room everyone comes back to them.
            self.logger.error("Could not reload a race", metadata: ["race": "\(race)", "error": "\(error)"])
            self.forget(race, room)
            await room.close(code: 1011, reason: "Reconnect")
        }
    }

    /// Changes a race's rows while no room may hold them.
    private func whileShut(_ race: RaceID, code: UInt16, reason: String, _ change: () async throws -> Void) async throws
    {
        guard self.shut.insert(race).inserted else { throw LiveError.conflict }
        defer { self.shut.remove(race) }
        guard let room = await self.presentRoom(race) else { return try await change() }
        try await room.pause()
        do {
            try await change()
        } catch {
            await room.resume()
            throw error
        }
        self.forget(race, room)
        await room.close(code: code, reason: reason)
    }
}

// MARK: The beat

extension Rooms {
    private func beatForever() async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            let now = ContinuousClock.now
            for (id, room) in self.openRooms {
                await room.beat(now)
                if await room.closeIfIdle(for: self.settings.idleTime, at: now) { self.forget(id, room) }
            }
        }
    }

    private func sweepForever() async {
        repeat {
            await self.sweep()
        } while (try? await Task.sleep(for: self.settings.inactivitySweep)) != nil
    }

    /// Abandons the runs that nobody plays, in all races.
    func sweep() async {
        do {
            for id in try await self.store.runningRaces() { await self.sweep(id) }
        } catch {
            self.logger.error("Could not look for abandoned runs", metadata: ["error": "\(error)"])
        }
    }

    /// One race that can't be looked after must not keep the others waiting.
    private func sweep(_ race: RaceID) async {
        do {
            try await self.room(race).sweepInactive(limit: self.settings.inactivityLimit)
        } catch {
            self.logger.error(
                "Could not look for abandoned runs",
                metadata: ["race": "\(race)", "error": "\(error)"]
            )
        }
    }
}
