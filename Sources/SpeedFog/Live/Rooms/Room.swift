import RaceRules
import SpeedFogProtocol
import Vocabulary

/// One room while somebody needs it: the only writer of its runs.
///
/// What happens goes one way: rules, journal, update. It takes values and gives values, and knows neither sockets nor
/// frames. What it says leaves only when the journal holds what it tells of, so nobody ever sees what a crash could undo.
actor Room: JournalWriter {
    /// What followed from something and has no number yet: numbers are given in the order in which things leave.
    struct Step: Sendable {
        let outcome: Outcome
        let at: Reading
        var furnishing: Furnishing?
    }

    nonisolated let id: RoomID
    nonisolated let lease: Lease
    nonisolated let tables: any RoomTables
    let journal: Journal
    let clock: @Sendable () -> Reading
    let tell: @Sendable (RoomNotice) -> Void

    /// What the rules decided, which may be ahead of what the journal holds.
    var state: RoomState
    var runsByTokenHash: [String: RunID]
    var version: UInt64 = 0
    var durability = Durability<Step, RunID, CheckedContinuation<Bool, Never>>()
    /// Connections that were told to end: what they still say is of before.
    var dismissed: Set<ConnectionID> = []
    /// While a change is decided in the database, everything else waits for it here.
    var isChanging = false
    var waitingForChange: [CheckedContinuation<Void, Never>] = []
    private(set) var isClosed = false
    private(set) var lastUse: Int64
    /// Nothing is known of the time before, in which the server may have been away.
    private let watchedSince: Int64

    /// - Parameter tell: given what the room says, in order; called on the room's own time, so it must not wait.
    init(
        _ loaded: RoomLoader.Loaded,
        lease: Lease,
        tables: any RoomTables,
        journal: Journal,
        clock: @escaping @Sendable () -> Reading,
        tell: @escaping @Sendable (RoomNotice) -> Void
    ) {
        self.id = loaded.state.id
        self.lease = lease
        self.tables = tables
        self.journal = journal
        self.clock = clock
        self.tell = tell
        self.state = loaded.state
        self.runsByTokenHash = loaded.runsByTokenHash
        let now = clock()
        self.watchedSince = now.uptime
        self.lastUse = now.uptime
    }

    // MARK: Mods

    /// How a mod's connection was taken.
    enum Admission: Sendable, Equatable {
        /// It speaks for this run from here on; the update that says so is on its way.
        case admitted(RunID)
        case refused(String)
        /// This room takes no one any more; the next one will.
        case closed
    }

    /// Takes a mod's connection in. The newest of a run wins: the older one may be long dead.
    func connect(tokenHash: String, as connection: ConnectionID) async -> Admission {
        await self.changesDone()
        guard !self.isClosed else { return .closed }
        guard let run = self.runsByTokenHash[tokenHash], self.state.runs[run] != nil else {
            return .refused("Invalid mod token or race")
        }
        guard self.state.status != .finished else { return .refused("Race has already finished") }
        let now = self.clock()
        self.lastUse = now.uptime
        _ = self.perform(self.state.connected(run, by: connection, at: now), at: now)
        return .admitted(run)
    }

    /// A connection ended. Its run goes on; another connection of the run is left alone.
    func disconnect(_ connection: ConnectionID, of run: RunID) async {
        await self.changesDone()
        self.dismissed.remove(connection)
        let now = self.clock()
        self.lastUse = now.uptime
        _ = self.perform(self.state.disconnected(run, from: connection, at: now), at: now)
    }

    /// Handles what a mod said. Returns when what it changed is durable, which keeps a flood at the sender.
    func receive(_ message: ModMessage, from run: RunID, by connection: ConnectionID) async {
        await self.changesDone()
        let speaks = self.state.presence[run]?.connection == connection && !self.dismissed.contains(connection)
        guard speaks, !self.isClosed else { return }
        let now = self.clock()
        if self.perform(self.state.receive(message, from: run, at: now), at: now) { _ = await self.durable() }
    }

    // MARK: Life

    /// Abandons the runs that nobody plays, and returns when that is durable.
    ///
    /// - Parameter limit: milliseconds without a moving clock.
    func sweep(limit: Int64) async {
        await self.changesDone()
        guard !self.isClosed else { return }
        let now = self.clock()
        let outcome = self.state.sweep(at: now, limit: limit, watchedSince: self.watchedSince)
        if self.perform(outcome, at: now) { _ = await self.durable() }
    }

    /// Notes who was shown the whole map while that could still help in a run.
    func mapShown(to users: Set<UserID>) async {
        await self.changesDone()
        guard !self.isClosed else { return }
        let now = self.clock()
        for user in users { _ = self.perform(self.state.mapShown(to: user, at: now), at: now) }
    }

    /// Steps that wait for the journal.
    var heldCount: Int { self.durability.heldCount }

    /// Somebody looked at the room or joined it.
    func touch() { self.lastUse = self.clock().uptime }

    /// Whether nobody has needed the room for `limit` milliseconds.
    func isIdle(for limit: Int64) -> Bool {
        let isQuiet =
            self.state.status != .running && self.durability.isSettled && !self.isChanging
            && self.state.presence.values.allSatisfy { $0.connection == nil }
        return isQuiet && self.clock().uptime - self.lastUse > limit
    }

    /// Closes a room that is idle. Whoever comes after gets a new one.
    func closeIfIdle(for limit: Int64) -> Bool {
        guard !self.isClosed, self.isIdle(for: limit) else { return false }
        self.isClosed = true
        return true
    }

    // MARK: The journal

    func committed(upTo ticket: Ticket) {
        let freed = self.durability.committed(upTo: ticket.number)
        for step in freed.items { self.leave(step) }
        for waiter in freed.waiters { waiter.resume(returning: true) }
    }

    /// What was not written did not happen: everyone comes back to what the journal holds.
    func failed(_ failure: JournalFailure) {
        guard !self.isClosed else { return self.abandonWaiters() }
        self.isClosed = true
        self.abandonWaiters()
        self.tell(.closed(Closing(failure)))
    }

    /// The room has no rows any more.
    func end() {
        self.isClosed = true
        self.tell(.closed(.deleted))
    }

    private func abandonWaiters() {
        for waiter in self.durability.fail().waiters { waiter.resume(returning: false) }
    }

}

extension Closing {
    fileprivate init(_ failure: JournalFailure) {
        switch failure {
        case .lostLease: self = .otherServer
        case .closed: self = .shutdown
        case .unavailable, .refused, .taken, .outcomeUnknown: self = .notSaved
        }
    }
}
