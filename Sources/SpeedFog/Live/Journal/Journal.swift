package import CoreMetrics
package import Database
package import Logging
package import RaceRules
import ServiceLifecycle
import Synchronization

/// The one way to the disk for everything that happens while rooms are live.
///
/// All rooms append here; one writer takes what has gathered while the last commit ran and commits it together, so the
/// cost of a durable commit is shared. Ticks wait for the next second, newest for each run. Changes by features stand in
/// the same order, each in a transaction of its own. Whatever is written, the fences of its rooms are looked at first, in
/// the same transaction.
package final class Journal: Service {
    /// How patient the journal is.
    package struct Settings: Sendable {
        /// How often ticks are written.
        package var interval: Duration = .seconds(1)
        /// How long what a room appended may wait for a database that is away, before the room fails.
        package var patience: Duration = .seconds(10)
        /// The pause between tries while the database is away.
        package var pause: Duration = .milliseconds(250)

        package init() {}
    }

    /// Rooms append at most one entry for each message that a mod waits with, so this is far away.
    static let largestBatch = 2_000

    private let database: Database
    private let store: JournalStore
    private let settings: Settings
    private let metrics: JournalMetrics
    private let logger: Logger
    private let queue = Mutex<JournalQueue?>(JournalQueue())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// - Parameter tables: one of each kind of room that is written.
    package init(
        database: Database,
        tables: [any RoomTables],
        settings: Settings = Settings(),
        metrics: any MetricsFactory,
        logger: Logger
    ) {
        self.database = database
        self.store = JournalStore(tables: tables)
        self.settings = settings
        self.metrics = JournalMetrics(factory: metrics)
        self.logger = logger
        (self.signals, self.signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Appends in order. `urgent` asks for a commit now, else it comes within a second. `writer` hears of it.
    ///
    /// Rooms are closed before the journal: what comes later is lost, and said so in the log.
    package func append(_ entry: JournalEntry, writer: any JournalWriter, urgent: Bool) -> Ticket {
        let ticket = self.queue.withLock { $0?.append(entry, writer: writer, at: .now) }
        guard let ticket else {
            self.logger.critical("Appended after the journal was closed", metadata: ["room": "\(entry.lease.room)"])
            return Ticket(number: .max)
        }
        if urgent { self.signal.yield() }
        return ticket
    }

    /// Notes the newest clock of a run, to be written within a second.
    package func tick(_ row: RunRow, of lease: Lease) {
        self.queue.withLock { $0?.tick(row, of: lease, at: .now) }
    }

    /// Runs one transaction of a feature on a room, after everything that the room appended before. What `body` decides
    /// is written in that transaction; when it throws, nothing is. It may run more than once, before anything is saved.
    ///
    /// The room appends nothing and ticks nothing meanwhile. Cancelling who waits does not undo it.
    ///
    /// - Throws: what `body` throws; `DatabaseError`; `JournalFailure`, after which the room has to close.
    package func change<Answer: Sendable>(
        _ lease: Lease,
        _ body: @escaping @Sendable (any SQLSession) throws -> Decision<Answer>
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let change = JournalQueue.WaitingChange(
                lease: lease,
                perform: { continuation.resume(with: await self.perform(lease, after: $0, body)) },
                fail: { continuation.resume(throwing: $0) }
            )
            let isTaken = self.queue.withLock { $0?.append(change) != nil }
            guard isTaken else { return continuation.resume(throwing: JournalFailure.closed) }
            self.signal.yield()
        }
    }

    /// Writes until the process shuts down, then what is left.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await Task.sleep(for: self.settings.interval)) != nil { self.signal.yield() }
            }
            await withGracefulShutdownHandler {
                for await _ in self.signals { await self.flush() }
            } onGracefulShutdown: {
                self.shutDown()
            }
            group.cancelAll()
        }
        repeat { await self.flush() } while !self.close()
    }

    /// Lets `run` write what is left and return.
    func shutDown() { self.signal.finish() }

    /// Takes no more, unless something waits that must not be lost. Ticks may be.
    private func close() -> Bool {
        let lost = self.queue.withLock { queue -> Int? in
            guard let left = queue, !left.hasSteps else { return nil }
            queue = nil
            return left.tickCount
        }
        guard let lost else { return false }
        if lost > 0 { self.logger.error("The newest clocks could not be written", metadata: ["runs": "\(lost)"]) }
        return true
    }
}

// MARK: Writing

extension Journal {
    /// Writes all that waits. Stops when only ticks are left and the database does not take them: they have time.
    private func flush() async {
        while let work = self.queue.withLock({ $0?.take(atMost: Self.largestBatch) }) {
            switch work {
            case .change(let change, let ticks): await change.perform(ticks)
            case .batch(let batch):
                guard let rest = await self.commit(batch) else { continue }
                self.queue.withLock { $0?.putBack(rest) }
                guard !rest.entries.isEmpty else { return }
                let due = ContinuousClock.now - self.settings.patience
                let overdue = self.queue.withLock { $0?.overdue(since: due) } ?? []
                await self.fail(
                    overdue,
                    .unavailable("It was away for \(self.settings.patience)."),
                    with: JournalBatch()
                )
                // A task that is cancelled does not sleep; the patience of what waits still ends this.
                try? await Task.sleep(for: self.settings.pause)
            }
        }
    }

    /// - Returns: what has to be tried again.
    private func commit(_ batch: JournalBatch) async -> JournalBatch? {
        let begun = ContinuousClock.now
        do {
            let (store, portions) = (self.store, batch.portions)
            let lost = try await self.database.write { try store.write(portions, in: $0) }
            self.metrics.committed(batch, begun: begun)
            await self.tell(batch.without(lost))
            await self.fail(lost, .lostLease, with: batch)
            return nil
        } catch {
            switch Verdict(error) {
            case .tryAgain:
                self.logger.error("The journal could not be written, trying again", metadata: ["error": "\(error)"])
                return batch
            case .everyone(let failure):
                await self.fail(batch.leases, failure, with: batch)
                return nil
            case .one:
                return await self.commitRoomByRoom(batch)
            }
        }
    }

    /// Finds out whose events the database does not take, so that only that room fails.
    private func commitRoomByRoom(_ batch: JournalBatch) async -> JournalBatch? {
        var rest = batch
        for portion in batch.portions {
            let lease = portion.lease
            do {
                let store = self.store
                try await self.database.write { try store.writeAgain(portion, in: $0) }
                await self.tell(rest.only([lease]))
            } catch {
                switch Verdict(error) {
                case .tryAgain: return rest
                case .one(let failure), .everyone(let failure): await self.fail([lease], failure, with: rest)
                }
            }
            rest = rest.without([lease])
        }
        return nil
    }

    private func tell(_ batch: JournalBatch) async {
        for (writer, ticket) in batch.writers(of: batch.leases).values { await writer.committed(upTo: ticket) }
    }

    private func fail(_ leases: Set<Lease>, _ failure: JournalFailure, with batch: JournalBatch) async {
        guard !leases.isEmpty else { return }
        self.metrics.failed(failure, rooms: leases.count)
        for lease in leases {
            self.logger.critical(
                "A room can't be written and is closed",
                metadata: ["room": "\(lease.room)", "fence": "\(lease.fence)", "error": "\(failure)"]
            )
        }
        var writers = self.queue.withLock { $0?.writers(of: leases) } ?? [:]
        for (lease, entry) in batch.writers(of: leases) { writers[lease] = entry.writer }
        for writer in writers.values { await writer.failed(failure) }
        // Only now: until a room knew, it went on appending.
        for change in self.queue.withLock({ $0?.forget(leases) }) ?? [] { change.fail(failure) }
    }

    private func perform<Answer: Sendable>(
        _ lease: Lease,
        after ticks: [JournalQueue.Tick],
        _ body: @escaping @Sendable (any SQLSession) throws -> Decision<Answer>
    ) async -> Result<Answer, any Error> {
        do {
            let store = self.store
            let answer = try await self.database.write { session in
                guard try LeaseStore.valid(of: [lease], in: session).contains(lease) else {
                    throw JournalFailure.lostLease
                }
                try store.write(ticks.map(\.row), [], of: lease.kind, in: session)
                let decision = try body(session)
                try store.write(decision, of: lease, in: session)
                return decision.answer
            }
            // What ticked meanwhile is older than what was decided.
            self.queue.withLock { $0?.dropTicks(of: lease) }
            return .success(answer)
        } catch DatabaseError.commitUnknown {
            return .failure(JournalFailure.outcomeUnknown)
        } catch {
            self.queue.withLock { $0?.putBack(ticks) }
            return .failure(error)
        }
    }
}

/// What an error of a write means for the rooms in it.
private enum Verdict {
    /// The same may succeed later, or has succeeded already: written again, it is compared.
    case tryAgain
    /// One of the rooms is at fault.
    case one(JournalFailure)
    /// Nothing can be written any more.
    case everyone(JournalFailure)

    init(_ error: any Error) {
        switch error {
        case let failure as JournalFailure: self = .one(failure)
        case DatabaseError.commitUnknown: self = .tryAgain
        case let error as DatabaseError where error.isTransient: self = .tryAgain
        case DatabaseError.closed, DatabaseError.syncFailed, DatabaseError.damaged:
            self = .everyone(.unavailable("\(error)"))
        case is CancellationError: self = .everyone(.closed)
        default: self = .one(.refused("\(error)"))
        }
    }
}
