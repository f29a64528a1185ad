import CoreMetrics

/// What is measured of the journal. Labels are of a fixed few, never of rooms.
struct JournalMetrics {
    private let commits: Timer
    private let batches: Recorder
    private let writeBehind: Timer
    private let factory: any MetricsFactory

    init(factory: any MetricsFactory) {
        self.factory = factory
        self.commits = Timer(label: "live_journal_commit", dimensions: [], factory: factory)
        self.batches = Recorder(label: "live_journal_batch_events", dimensions: [], aggregate: true, factory: factory)
        self.writeBehind = Timer(label: "live_journal_write_behind", dimensions: [], factory: factory)
    }

    /// A batch was committed by a transaction that began then.
    func committed(_ batch: JournalBatch, begun: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        self.commits.recordNanoseconds((now - begun).nanoseconds)
        let events = batch.entries.reduce(0) { $0 + $1.entry.events.count }
        if events > 0 { self.batches.record(events) }
        // How long the newest clocks stood in memory only.
        if let oldest = batch.ticks.map(\.since).min() {
            self.writeBehind.recordNanoseconds((now - oldest).nanoseconds)
        }
    }

    /// Rooms failed.
    func failed(_ failure: JournalFailure, rooms: Int) {
        Counter(label: "live_journal_failed_rooms", dimensions: [("reason", failure.label)], factory: self.factory)
            .increment(by: rooms)
    }
}

extension JournalFailure {
    fileprivate var label: String {
        switch self {
        case .unavailable: "unavailable"
        case .refused: "refused"
        case .lostLease: "lost_lease"
        case .taken: "taken"
        case .outcomeUnknown: "outcome_unknown"
        case .closed: "closed"
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = self.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
