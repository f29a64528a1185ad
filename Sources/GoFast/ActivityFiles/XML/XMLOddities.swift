/// Counts what was odd in a file and tells it in few sentences, however often it happened.
struct XMLOddities {
    private var ignored: [String: Int] = [:]
    private var order: [String] = []
    private var sentences: [String] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// A value of the element `name` could not be used.
    mutating func ignore(_ name: String) {
        if let count = self.ignored[name] {
            self.ignored[name] = count + 1
        } else if self.order.count < self.limit {
            self.ignored[name] = 1
            self.order.append(name)
        }
    }

    /// Says `sentence` once.
    mutating func note(_ sentence: String) {
        guard self.sentences.count < self.limit, !self.sentences.contains(sentence) else { return }
        self.sentences.append(sentence)
    }

    mutating func add(_ other: XMLOddities) {
        other.sentences.forEach { self.note($0) }
        for name in other.order {
            self.ignore(name)
            self.ignored[name]? += (other.ignored[name] ?? 1) - 1
        }
    }

    var warnings: [String] {
        let counts = self.order.map { name in
            let count = self.ignored[name] ?? 1
            return count == 1
                ? "One value of \(name) cannot be used and was left out."
                : "\(count) values of \(name) cannot be used and were left out."
        }
        return Array((self.sentences + counts).prefix(self.limit))
    }
}
