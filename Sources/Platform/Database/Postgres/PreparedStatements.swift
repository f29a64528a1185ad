/// Which statements a connection has prepared, up to a limit; the one unused for longest makes room.
struct PreparedStatements {
    struct Key: Hashable {
        let text: String
        let types: [SQLType]
    }

    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let limit = 256
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0

    /// The name under which the statement is prepared, if it is.
    mutating func name(of statement: Key) -> String? {
        self.clock += 1
        guard let index = self.entries.index(forKey: statement) else { return nil }
        self.entries.values[index].lastUse = self.clock
        return self.entries.values[index].name
    }

    /// Forgets a statement when there are too many, and returns its name.
    mutating func makeRoom() -> String? {
        guard self.entries.count >= self.limit,
            let oldest = self.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return nil }
        self.entries[oldest.key] = nil
        return oldest.value.name
    }

    /// A name that was never used on this connection.
    func freshName() -> String {
        "s\(self.clock)"
    }

    mutating func add(_ statement: Key, _ name: String) {
        self.entries[statement] = Entry(name: name, lastUse: self.clock)
    }
}
