/// What an update changed, for those who know the state before it. Changes that follow each other merge into one.
package struct Change: Equatable, Sendable {
    /// Runs whose rows changed, with the first entry of their history that is new; the history's length for none.
    package private(set) var rows: [RunID: Int] = [:]
    /// Runs of which only the clock moved.
    package private(set) var clocks: Set<RunID> = []
    /// Runs that discovered something.
    package private(set) var discoverers: Set<RunID> = []
    /// People, seed, roles, settings or status changed: only the whole state tells it.
    package internal(set) var isStructural = false

    package init() {}

    package var isEmpty: Bool { self == Change() }

    /// Notes a row that changed, with the first entry of its history that is new.
    mutating func row(_ run: RunID, historyFrom first: Int) {
        self.rows[run] = min(first, self.rows[run] ?? first)
        self.clocks.remove(run)
    }

    mutating func clock(_ run: RunID) {
        if self.rows[run] == nil { self.clocks.insert(run) }
    }

    mutating func discovery(by run: RunID) { self.discoverers.insert(run) }

    /// Adds what a later update changed.
    package mutating func merge(_ later: Change) {
        for (run, first) in later.rows { self.row(run, historyFrom: first) }
        for run in later.clocks { self.clock(run) }
        self.discoverers.formUnion(later.discoverers)
        self.isStructural = self.isStructural || later.isStructural
    }
}
