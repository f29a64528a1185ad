import RaceRules

/// What is written in one transaction.
struct JournalBatch {
    var entries: [JournalQueue.Waiting] = []
    var ticks: [JournalQueue.Tick] = []

    var isEmpty: Bool { self.entries.isEmpty && self.ticks.isEmpty }
    var leases: Set<Lease> { Set(self.entries.map(\.entry.lease)).union(self.ticks.map(\.lease)) }

    /// What each room writes, in the order of their first entries.
    var portions: [JournalStore.Portion] {
        var order: [Lease] = []
        var portions: [Lease: JournalStore.Portion] = [:]
        func portion(_ lease: Lease, _ change: (inout JournalStore.Portion) -> Void) {
            if portions[lease] == nil { order.append(lease) }
            change(&portions[lease, default: JournalStore.Portion(lease: lease)])
        }
        for waiting in self.entries { portion(waiting.entry.lease) { $0.add(waiting.entry) } }
        for tick in self.ticks { portion(tick.lease) { $0.add(tick.row) } }
        return order.compactMap { portions[$0] }
    }

    /// The newest ticket of each room, and who is told of it.
    func writers(of leases: Set<Lease>) -> [Lease: (writer: any JournalWriter, ticket: Ticket)] {
        var writers: [Lease: (writer: any JournalWriter, ticket: Ticket)] = [:]
        for waiting in self.entries where leases.contains(waiting.entry.lease) {
            writers[waiting.entry.lease] = (waiting.writer, waiting.ticket)
        }
        return writers
    }

    /// What this batch has of other rooms.
    func without(_ leases: Set<Lease>) -> JournalBatch {
        JournalBatch(
            entries: self.entries.filter { !leases.contains($0.entry.lease) },
            ticks: self.ticks.filter { !leases.contains($0.lease) }
        )
    }

    func only(_ leases: Set<Lease>) -> JournalBatch { self.without(self.leases.subtracting(leases)) }
}
