/// What a room has said and may not tell yet, because the journal does not hold what it tells of.
///
/// Things said while something is being written wait behind it, in their order. Who has to know that all is written waits
/// too. Values only: `Item` is what is said, `Key` names things of which only the newest counts, `Waiter` is whoever waits.
struct Durability<Item, Key: Hashable, Waiter> {
    private struct Held {
        let ticket: UInt64
        let key: Key?
        let item: Item
    }

    /// What a commit, or the failure of one, sets free.
    struct Freed {
        var items: [Item] = []
        var waiters: [Waiter] = []
    }

    private var newest: UInt64 = 0
    private var durable: UInt64 = 0
    private var held: [Held] = []
    private var waiters: [(ticket: UInt64, waiter: Waiter)] = []

    /// Whether nothing is being written that must be durable before more is told.
    var isSettled: Bool { self.newest <= self.durable }
    /// How many things wait to be told.
    var heldCount: Int { self.held.count }

    /// What is said from here on tells of what the journal took under `ticket`, and waits for it.
    mutating func append(_ ticket: UInt64) { self.newest = max(self.newest, ticket) }

    /// Says something.
    ///
    /// - Parameter key: of things with the same key only the newest is told, unless something else was said between.
    /// - Returns: whether it may be told at once; otherwise it is kept until `committed` gives it back.
    mutating func say(_ item: Item, key: Key? = nil) -> Bool {
        if self.isSettled { return true }
        if let key {
            let since = self.held.lastIndex { $0.key == nil }.map { $0 + 1 } ?? 0
            if let older = self.held[since...].firstIndex(where: { $0.key == key }) { self.held.remove(at: older) }
        }
        self.held.append(Held(ticket: self.newest, key: key, item: item))
        return false
    }

    /// Waits for all that was said so far.
    ///
    /// - Returns: false when there is nothing to wait for; then the waiter is not kept.
    mutating func wait(_ waiter: Waiter) -> Bool {
        if self.isSettled { return false }
        self.waiters.append((self.newest, waiter))
        return true
    }

    /// The journal holds everything up to `ticket`.
    mutating func committed(upTo ticket: UInt64) -> Freed {
        self.durable = max(self.durable, ticket)
        let ready = self.held.prefix { $0.ticket <= self.durable }
        self.held.removeFirst(ready.count)
        let done = self.waiters.filter { $0.ticket <= self.durable }
        self.waiters.removeAll { $0.ticket <= self.durable }
        return Freed(items: ready.map(\.item), waiters: done.map(\.waiter))
    }

    /// What was not written did not happen: gives back what is never told, and everyone who waits for it.
    mutating func fail() -> Freed {
        defer {
            self.held.removeAll()
            self.waiters.removeAll()
            self.newest = self.durable
        }
        return Freed(items: self.held.map(\.item), waiters: self.waiters.map(\.waiter))
    }
}
