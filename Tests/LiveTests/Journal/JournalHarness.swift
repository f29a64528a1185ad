import CoreMetrics
import Database
import Live
import Logging
import WebServer

@testable import Live

/// A journal that runs, with leases of this process.
struct JournalHarness: Sendable {
    let database: Database
    let journal: Journal
    let leases: Leases
    let metrics: PrometheusMetrics

    static let quiet = Logger(label: "journal") { _ in SwiftLogNoOpLogHandler() }

    /// Runs a journal for the length of `body`, then shuts it down as the process would.
    static func run(
        on database: Database,
        tables: SampleTables = SampleTables(),
        interval: Duration = .seconds(3_600),
        patience: Duration = .seconds(3_600),
        pause: Duration = .milliseconds(5),
        _ body: @escaping @Sendable (JournalHarness) async throws -> Void
    ) async throws {
        var settings = Journal.Settings()
        settings.interval = interval
        settings.patience = patience
        settings.pause = pause
        let metrics = PrometheusMetrics()
        let harness = JournalHarness(
            database: database,
            journal: Journal(
                database: database,
                tables: [tables],
                settings: settings,
                metrics: metrics,
                logger: Self.quiet
            ),
            leases: Leases(database: database, holder: "here", logger: Self.quiet),
            metrics: metrics
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await harness.journal.run() }
            do {
                try await body(harness)
            } catch {
                harness.journal.shutDown()
                throw error
            }
            harness.journal.shutDown()
            try await group.waitForAll()
        }
    }

    /// A room with rows, journal and lease.
    func room() async throws -> SampleRoom {
        var room = SampleRoom()
        try await room.insert(into: self.database)
        room.lease = try await self.leases.acquire(room.id, kind: room.kind)
        return room
    }
}

/// Keeps what the journal told it, for a test to wait for.
actor RecordingWriter: JournalWriter {
    enum Told: Equatable {
        case committed(Ticket)
        case failed(JournalFailure)
    }

    private var told: [Told] = []
    private var whenFailing: (@Sendable () -> Void)?
    private var waiting: CheckedContinuation<Told, Never>?

    func next() async -> Told {
        if !self.told.isEmpty { return self.told.removeFirst() }
        return await withCheckedContinuation { self.waiting = $0 }
    }

    /// Appends more in the moment the failure becomes known, which is when more may be waiting in the queue.
    func follow(_ append: @escaping @Sendable () -> Void) { self.whenFailing = append }

    func committed(upTo ticket: Ticket) { self.note(.committed(ticket)) }

    func failed(_ failure: JournalFailure) {
        self.whenFailing?()
        self.note(.failed(failure))
    }

    private func note(_ news: Told) {
        if let waiting = self.waiting {
            self.waiting = nil
            waiting.resume(returning: news)
        } else {
            self.told.append(news)
        }
    }
}
