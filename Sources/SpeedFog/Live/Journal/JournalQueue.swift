import RaceRules

/// What waits to be written, in order. Knows no database: pure, and so is its test.
struct JournalQueue {
    struct Waiting {
        let ticket: Ticket
        let entry: JournalEntry
        let writer: any JournalWriter
        let since: ContinuousClock.Instant
    }

    struct Tick {
        let lease: Lease
        let row: RunRow
        let since: ContinuousClock.Instant
    }

    /// A transaction of a feature, which stands in the same order as entries.
    struct WaitingChange {
        let lease: Lease
        /// Runs it, behind these ticks of its room, and tells whoever waits for it.
        let perform: @Sendable (_ ticks: [Tick]) async -> Void
        /// Tells whoever waits that it will not be run.
        let fail: @Sendable (JournalFailure) -> Void
    }

    /// The next thing to do.
    enum Work {
        case batch(JournalBatch)
        case change(WaitingChange, ticks: [Tick])
    }

    private enum Step {
        case entry(Waiting)
        case change(WaitingChange)

        var lease: Lease {
            switch self {
            case .entry(let waiting): waiting.entry.lease
            case .change(let change): change.lease
            }
        }
    }

    private var steps: [Step] = []
    private var ticks: [RunID: Tick] = [:]
    private var lastTicket: UInt64 = 0

    var hasSteps: Bool { !self.steps.isEmpty }
    var tickCount: Int { self.ticks.count }

    mutating func append(
        _ entry: JournalEntry,
        writer: any JournalWriter,
        at now: ContinuousClock.Instant
    ) -> Ticket {
        self.lastTicket += 1
        let ticket = Ticket(number: self.lastTicket)
        // The entry's rows are newer, and no older tick may be written after them.
        for row in entry.runs { self.ticks[row.run] = nil }
        self.steps.append(.entry(Waiting(ticket: ticket, entry: entry, writer: writer, since: now)))
        return ticket
    }

    mutating func append(_ change: WaitingChange) { self.steps.append(.change(change)) }

    /// Only the newest tick of a run is kept; it has waited as long as the oldest that it replaced.
    mutating func tick(_ row: RunRow, of lease: Lease, at now: ContinuousClock.Instant) {
        self.ticks[row.run] = Tick(lease: lease, row: row, since: self.ticks[row.run]?.since ?? now)
    }

    /// Takes what may be written together: entries up to the next change, and ticks once no entry is left that could be
    /// older than they are.
    mutating func take(atMost limit: Int) -> Work? {
        if case .change(let change)? = self.steps.first {
            self.steps.removeFirst()
            let due = self.ticks.filter { $0.value.lease == change.lease }
            for run in due.keys { self.ticks[run] = nil }
            return .change(change, ticks: Array(due.values))
        }
        var batch = JournalBatch()
        for step in self.steps.prefix(limit) {
            guard case .entry(let waiting) = step else { break }
            batch.entries.append(waiting)
        }
        self.steps.removeFirst(batch.entries.count)
        if self.steps.isEmpty {
            batch.ticks = Array(self.ticks.values)
            self.ticks.removeAll(keepingCapacity: true)
        }
        return batch.isEmpty ? nil : .batch(batch)
    }

    /// Puts back what could not be written. Ticks that something newer has replaced meanwhile are dropped.
    mutating func putBack(_ batch: JournalBatch) {
        self.putBack(batch.ticks)
        self.steps.insert(contentsOf: batch.entries.map { .entry($0) }, at: 0)
    }

    mutating func putBack(_ ticks: [Tick]) {
        guard !ticks.isEmpty else { return }
        var replaced: Set<RunID> = []
        for case .entry(let waiting) in self.steps { replaced.formUnion(waiting.entry.runs.map(\.run)) }
        for tick in ticks where !replaced.contains(tick.row.run) && self.ticks[tick.row.run] == nil {
            self.ticks[tick.row.run] = tick
        }
    }

    /// Drops ticks of a room that a change has overtaken.
    mutating func dropTicks(of lease: Lease) {
        self.ticks = self.ticks.filter { $0.value.lease != lease }
    }

    /// Who wrote the entries that rooms still have here.
    func writers(of leases: Set<Lease>) -> [Lease: any JournalWriter] {
        var writers: [Lease: any JournalWriter] = [:]
        for case .entry(let waiting) in self.steps where leases.contains(waiting.entry.lease) {
            writers[waiting.entry.lease] = waiting.writer
        }
        return writers
    }

    /// Drops all that rooms still have here, because it counts on what could not be written.
    ///
    /// - Returns: changes that somebody waits for.
    mutating func forget(_ leases: Set<Lease>) -> [WaitingChange] {
        var changes: [WaitingChange] = []
        self.steps.removeAll { step in
            guard leases.contains(step.lease) else { return false }
            if case .change(let change) = step { changes.append(change) }
            return true
        }
        self.ticks = self.ticks.filter { !leases.contains($0.value.lease) }
        return changes
    }

    /// Rooms with something in here that waits since before `moment`.
    func overdue(since moment: ContinuousClock.Instant) -> Set<Lease> {
        var leases: Set<Lease> = []
        for case .entry(let waiting) in self.steps where waiting.since <= moment { leases.insert(waiting.entry.lease) }
        return leases
    }
}
