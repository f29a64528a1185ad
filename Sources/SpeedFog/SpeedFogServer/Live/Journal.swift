package import Database
import Foundation
package import Logging
import RaceRules
import ServiceLifecycle
import SpeedFogProtocol
import Synchronization
import Vocabulary

/// The run's row as it shall be written: a projection of its events and its newest tick.
struct RunProjection: Sendable, Equatable {
    let run: RunID
    let status: String
    let currentZone: String?
    let currentLayer: Int
    let igtMs: Int
    let deathCount: Int
    let finishedAt: Moment?
    let lastIGTChangeAt: Moment?

    init(_ run: Run) {
        self.run = run.id
        self.status = run.status.rawValue
        self.currentZone = run.currentZone
        self.currentLayer = run.currentLayer
        self.igtMs = run.igtMs
        self.deathCount = run.deathCount
        self.finishedAt = run.finishedAt
        self.lastIGTChangeAt = run.lastIGTChangeAt
    }

    init(
        run: RunID,
        status: String,
        currentZone: String?,
        currentLayer: Int,
        igtMs: Int,
        deathCount: Int,
        finishedAt: Moment?,
        lastIGTChangeAt: Moment?
    ) {
        self.run = run
        self.status = status
        self.currentZone = currentZone
        self.currentLayer = currentLayer
        self.igtMs = igtMs
        self.deathCount = deathCount
        self.finishedAt = finishedAt
        self.lastIGTChangeAt = lastIGTChangeAt
    }
}

/// Who is told when what was appended is durable.
protocol JournalWriter: AnyObject, Sendable {
    func committed(upTo ticket: UInt64) async
    func failed(_ error: any Error) async
}

/// The one way to the disk for everything that happens while races are live.
///
/// All rooms append here; one writer takes what has gathered while the last commit ran and commits it together, so the
/// cost of a durable commit is shared. Ticks wait for the next second, newest for each run.
package final class Journal: Service {
    struct Append: Sendable {
        let ticket: UInt64
        let writer: (any JournalWriter)?
        let events: [RunEvent]
        let projections: [RunProjection]
        /// The race that ends with these events, and when.
        let endedRace: (id: RaceID, at: Moment)?
    }

    private struct Queue {
        var appends: [Append] = []
        var ticks: [RunID: RunProjection] = [:]
        var lastTicket: UInt64 = 0
    }

    /// Rooms append at most one batch for each message that a mod waits with, so this is far away.
    static let largestBatch = 2_000

    private let store: JournalStore
    private let logger: Logger
    private let queue = Mutex(Queue())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    /// How often ticks are written, and how long a database that is away is waited for.
    private let interval: Duration
    private let patience: Duration

    package init(
        database: Database,
        logger: Logger,
        interval: Duration = .seconds(1),
        patience: Duration = .seconds(10)
    ) {
        self.store = JournalStore(database: database)
        self.logger = logger
        self.interval = interval
        self.patience = patience
        (self.signals, self.signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Appends in order. `urgent` asks for a commit now; `committed(upTo:)` is called on `writer` when it is done.
    func append(
        _ events: [RunEvent],
        projections: [RunProjection],
        endedRace: (id: RaceID, at: Moment)? = nil,
        writer: (any JournalWriter)?,
        urgent: Bool
    ) -> UInt64 {
        let ticket = self.queue.withLock { queue in
            queue.lastTicket += 1
            for projection in projections { queue.ticks[projection.run] = nil }
            queue.appends.append(
                Append(
                    ticket: queue.lastTicket,
                    writer: writer,
                    events: events,
                    projections: projections,
                    endedRace: endedRace
                )
            )
            return queue.lastTicket
        }
        if urgent { self.signal.yield() }
        return ticket
    }

    /// Notes the newest clock of a run, to be written within a second.
    func tick(_ projection: RunProjection) {
        self.queue.withLock { $0.ticks[projection.run] = projection }
    }

    /// Writes until the process shuts down, then what is left.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await Task.sleep(for: self.interval)) != nil {
                    self.signal.yield()
                }
            }
            await withGracefulShutdownHandler {
                for await _ in self.signals { await self.flush() }
            } onGracefulShutdown: {
                self.shutDown()
            }
            group.cancelAll()
        }
        await self.flush()
    }

    /// Lets `run` write what is left and return.
    func shutDown() { self.signal.finish() }

    /// Commits everything that waits.
    private func flush() async {
        while true {
            let (batch, ticks) = self.queue.withLock { queue in
                let batch = Array(queue.appends.prefix(Self.largestBatch))
                queue.appends.removeFirst(batch.count)
                let ticks = Array(queue.ticks.values)
                queue.ticks.removeAll(keepingCapacity: true)
                return (batch, ticks)
            }
            guard !batch.isEmpty || !ticks.isEmpty else { return }
            await self.commit(batch, ticks)
        }
    }

    private func commit(_ batch: [Append], _ ticks: [RunProjection]) async {
        var writers: [ObjectIdentifier: (writer: any JournalWriter, ticket: UInt64)] = [:]
        for append in batch {
            if let writer = append.writer { writers[ObjectIdentifier(writer)] = (writer, append.ticket) }
        }
        do {
            try await self.writeWithPatience(batch, ticks)
            for (writer, ticket) in writers.values { await writer.committed(upTo: ticket) }
        } catch {
            self.logger.critical(
                "The journal can't be written; its rooms are closed",
                metadata: ["error": "\(error)", "events": "\(batch.reduce(0) { $0 + $1.events.count })"]
            )
            for (writer, _) in writers.values { await writer.failed(error) }
            self.forget(batch, of: Set(writers.keys))
        }
    }

    /// What a room appended after events that were lost must not be written either: it counts on them.
    private func forget(_ lost: [Append], of writers: Set<ObjectIdentifier>) {
        self.queue.withLock { queue in
            var orphans = lost
            queue.appends.removeAll { append in
                guard let writer = append.writer, writers.contains(ObjectIdentifier(writer)) else { return false }
                orphans.append(append)
                return true
            }
            for projection in orphans.flatMap(\.projections) { queue.ticks[projection.run] = nil }
        }
    }

    /// A batch may be written again: its events have numbers, and a number is written once.
    private func writeWithPatience(_ batch: [Append], _ ticks: [RunProjection]) async throws {
        let deadline = ContinuousClock.now + self.patience
        while true {
            do {
                return try await self.store.write(batch, ticks)
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                self.logger.error("The journal could not be written, trying again", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }
}
