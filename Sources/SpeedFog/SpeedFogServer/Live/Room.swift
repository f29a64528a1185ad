import Logging
import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// One race while people are connected to it: the only writer of its runs.
///
/// What happened goes one way: rules, journal, sockets. Everything said is kept back until the journal holds what it
/// tells of, so that nobody ever sees what a crash could undo.
actor Room: JournalWriter {
    var state: RoomState {
        didSet { self.stateFrames.removeAll(keepingCapacity: true) }
    }
    /// The state as it is told, until it changes: many who come at once get the same bytes.
    var stateFrames: [Audience: Frame] = [:]
    var runsByTokenHash: [String: RunID]
    let journal: Journal
    let store: RoomStore
    let fanOut: FanOut
    let clock: @Sendable () -> Moment
    let logger: Logger

    var mods: [RunID: Socket] = [:]
    var viewers: [SocketID: (user: UserID?, audience: Audience)] = [:]
    var toldViewerCount = 0
    /// Deliveries that wait until what they tell of is durable, in order.
    var held: [(ticket: UInt64, delivery: Delivery)] = []
    var lastTicket: UInt64 = 0
    var durableTicket: UInt64 = 0
    /// Runs whose clock moved while deliveries were held.
    var heldTicks: Set<RunID> = []
    var waiters: [(ticket: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
    var isTransitioning = false
    /// The version of the race's row that the state was loaded from.
    var version: Int
    /// Since when this room knows who plays.
    let openedAt: Moment
    /// While the race's row is changed from outside, messages wait here.
    var isPaused = false
    var pausedReceivers: [CheckedContinuation<Void, Never>] = []
    var isClosed = false
    private(set) var lastUse = ContinuousClock.now

    init(
        _ loaded: RoomStore.Loaded,
        journal: Journal,
        store: RoomStore,
        wantsState: @escaping @Sendable (SocketID) -> Void,
        clock: @escaping @Sendable () -> Moment,
        logger: Logger
    ) {
        self.state = loaded.state
        self.version = loaded.version
        self.openedAt = clock()
        self.runsByTokenHash = loaded.runsByTokenHash
        self.journal = journal
        self.store = store
        self.fanOut = FanOut(wantsState: wantsState)
        self.clock = clock
        self.logger = logger
    }

    var id: RaceID { self.state.race.id }
    var status: RaceStatus { self.state.race.status }
    var isIdle: Bool {
        self.mods.isEmpty && self.viewers.isEmpty && self.status != .running && self.held.isEmpty
            && !self.isTransitioning && !self.isPaused
    }

    // MARK: Mods

    /// Takes a mod's socket in. The newest socket of a run wins: the older one may be long dead.
    ///
    /// - Returns: the run, or the words to refuse with; nil when this room takes no one any more.
    func join(mod socket: Socket, tokenHash: String) -> Result<RunID, Refusal>? {
        guard !self.isClosed else { return nil }
        guard let run = self.runsByTokenHash[tokenHash], self.state.runs[run] != nil else {
            return .failure(Refusal(words: "Invalid mod token or race"))
        }
        guard self.status != .finished else { return .failure(Refusal(words: "Race has already finished")) }
        self.lastUse = .now
        if let older = self.mods[run] {
            self.emit(.closeSocket(older.id, code: 4003, reason: "Connected from another client"))
            self.emit(.leave(older.id))
        }
        self.mods[run] = socket
        self.state.connected.insert(run)
        var frames = [self.state.authOKFrame(for: run)]
        if self.status == .running, let zone = self.state.zoneFrame(for: run) { frames.append(zone) }
        self.emit(.join(Member.Seat(socket: socket, role: .mod(run), audience: .run(run)), frames))
        self.tellLeaderboard()
        return .success(run)
    }

    struct Refusal: Error { let words: String }

    func leave(mod socket: Socket, run: RunID) {
        self.emit(.leave(socket.id))
        guard self.mods[run]?.id == socket.id else { return }
        self.mods[run] = nil
        self.state.connected.remove(run)
        self.lastUse = .now
        self.tellLeaderboard()
    }

    /// Handles one message of a mod. Returns when what it changed is durable, which keeps a flood at the sender.
    func receive(_ text: String, from run: RunID, socket: SocketID) async {
        while self.isPaused { await withCheckedContinuation { self.pausedReceivers.append($0) } }
        guard self.mods[run]?.id == socket, !self.isClosed else { return }
        let outcome: Outcome
        do {
            outcome = self.state.receive(try ModMessage(parsing: text), from: run, at: self.clock())
        } catch {
            outcome = .reply("\(error)", to: run)
        }
        if self.perform(outcome) { _ = await self.durable() }
    }

    // MARK: Viewers

    func join(viewer socket: Socket, user: UserID?) -> Bool {
        guard !self.isClosed else { return false }
        self.lastUse = .now
        let audience = self.state.audience(of: user)
        self.viewers[socket.id] = (user, audience)
        let count = Frame(text: ServerMessage.spectatorCount(self.viewers.count).encoded())
        let seat = Member.Seat(socket: socket, role: .viewer(user: user), audience: audience)
        self.emit(.join(seat, [self.stateFrame(for: audience), count]))
        return true
    }

    func leave(viewer socket: Socket) {
        self.viewers[socket.id] = nil
        self.lastUse = .now
        self.emit(.leave(socket.id))
    }

    private func stateFrame(for audience: Audience) -> Frame {
        if let known = self.stateFrames[audience] { return known }
        let frame = self.state.raceStateFrame(for: audience)
        self.stateFrames[audience] = frame
        return frame
    }

    /// The state for a socket that fell behind.
    func sendState(to socket: SocketID) {
        if let viewer = self.viewers[socket] {
            self.emit(.catchUp(socket, self.stateFrame(for: viewer.audience)))
        } else if let run = self.mods.first(where: { $0.value.id == socket })?.key {
            let frame = self.state.leaderboardFrames(own: [run]).frame(for: .run(run))
            self.emit(.catchUp(socket, frame))
        }
    }

    /// Once a second: heartbeats, and the number of viewers if it changed.
    func beat(_ now: ContinuousClock.Instant) {
        self.emit(.heartbeat(Frame(text: ServerMessage.ping.encoded()), now: now))
        guard self.viewers.count != self.toldViewerCount else { return }
        self.toldViewerCount = self.viewers.count
        let frame = Frame(text: ServerMessage.spectatorCount(self.viewers.count).encoded())
        self.emit(.event(.viewers, FrameSet(everyone: frame)))
    }

    // MARK: The race

    func start(expectedVersion: Int) async throws {
        try await self.transition {
            guard self.status == .setup else { throw LiveError.wrongState("Race is not in setup") }
            // What was changed in setup may not have reached this room yet, and once the race runs it never would.
            let rows = try await self.store.load(self.id)
            guard rows.version == expectedVersion else { throw LiveError.conflict }
            if rows.version != self.version { self.reload(rows) }
            let now = self.clock()
            try await self.store.start(self.id, expectedVersion: expectedVersion, at: now)
            self.state.started(at: now)
            self.version = expectedVersion + 1
        }
        self.emit(.event(.mods, FrameSet(everyone: Frame(text: ServerMessage.raceStart.encoded()))))
        if let zone = self.state.startZoneFrame() { self.emit(.event(.mods, FrameSet(everyone: zone))) }
        self.regroup()
        self.tellRaceStatus()
        self.tellRaceState()
    }

    func finish() async throws {
        try await self.end { try self.state.end(at: self.clock()) }
    }

    func abandon(_ run: RunID) async throws {
        try await self.end { try self.state.abandon(run, at: self.clock()) }
    }

    func sweepInactive(limit: Int64) async {
        guard !self.isClosed, !self.isTransitioning, !self.isPaused else { return }
        let outcome = self.state.sweepInactive(at: self.clock(), limit: limit, watchedSince: self.openedAt)
        if self.perform(outcome) { _ = await self.durable() }
    }

    /// Takes over rows that were changed in setup. A running race is not reloaded: the room is what is true.
    func reload(_ loaded: RoomStore.Loaded) {
        // Two reloads may be under way: the older one must not undo the newer.
        guard loaded.version >= self.version else { return }
        self.version = loaded.version
        self.state.race.name = loaded.state.race.name
        self.state.race.casters = loaded.state.race.casters
        self.state.race.seedsReleasedAt = loaded.state.race.seedsReleasedAt
        guard self.status == .setup, loaded.state.race.status == .setup else { return }
        let isOtherSeed = self.state.seed?.number != loaded.state.seed?.number
        let known = self.state.joined
        self.state.seed = loaded.state.seed
        // What this room applied but the journal has not written yet is newer than the rows.
        self.state.replaceRuns(
            loaded.state.allRuns.map { row in
                guard let known = self.state.runs[row.id], known.sequence > row.sequence else { return row }
                return known
            }
        )
        self.runsByTokenHash = loaded.runsByTokenHash
        for (run, socket) in self.mods where self.state.runs[run] == nil {
            self.emit(.closeSocket(socket.id, code: 4003, reason: "Removed from the race"))
            self.mods[run] = nil
        }
        self.regroup()
        self.tellRaceState()
        if self.state.joined != known { self.tellLeaderboard() }
        // A mod learns its flags when it connects, and only then.
        if isOtherSeed { self.emit(.close(.mods, code: 1000, reason: "Seed changed")) }
    }

    func liveRuns() async -> [RunID: LiveRun]? {
        guard !self.isClosed, await self.untilDurable() else { return nil }
        return self.state.runs.mapValues { run in
            LiveRun(
                status: run.status.rawValue,
                currentLayer: run.currentLayer,
                igtMs: run.igtMs,
                deathCount: run.deathCount
            )
        }
    }

    /// The state as it may be shown: what is not durable yet is waited for.
    var snapshot: RoomState {
        get async throws {
            guard await self.untilDurable() else { throw LiveError.notDurable }
            return self.state
        }
    }

    /// Lets messages wait until `resume` or `close`, and everything said so far become durable.
    func pause() async throws {
        guard !self.isPaused, !self.isTransitioning else { throw LiveError.conflict }
        self.isPaused = true
        guard await self.untilDurable() else {
            self.resume()
            throw LiveError.notDurable
        }
    }

    func resume() {
        self.isPaused = false
        for receiver in self.pausedReceivers { receiver.resume() }
        self.pausedReceivers.removeAll()
    }

    /// Closes a room that nobody has needed for `limit`. Whoever comes after gets a new one.
    func closeIfIdle(for limit: Duration, at now: ContinuousClock.Instant) -> Bool {
        guard self.isIdle, now - self.lastUse > limit else { return false }
        self.isClosed = true
        return true
    }

    /// Closes every socket; the room takes no more.
    func close(code: UInt16, reason: String) async {
        self.isClosed = true
        self.resume()
        _ = await self.durable()
        self.emit(.close(.everyone, code: code, reason: reason))
    }

    private func end(_ change: () throws -> Outcome) async throws {
        guard !self.isClosed, !self.isTransitioning, !self.isPaused else { throw LiveError.conflict }
        if self.perform(try change()), await !self.durable() { throw LiveError.notDurable }
    }

    /// Lets one change of the race's state run at a time.
    private func transition(_ change: () async throws -> Void) async throws {
        guard !self.isClosed, !self.isTransitioning, !self.isPaused else { throw LiveError.conflict }
        self.isTransitioning = true
        defer { self.isTransitioning = false }
        try await change()
    }
}
