/// Latencies in microseconds, kept to better than 2 %, in a few kilobytes however many there are.
struct Histogram: Sendable {
    private static let steps = 64
    private var buckets = [Int](repeating: 0, count: 64 * 32)
    private(set) var count = 0
    private(set) var maximum = 0

    mutating func record(_ microseconds: Int, times: Int = 1) {
        let value = max(microseconds, 0)
        self.buckets[min(Self.index(of: value), self.buckets.count - 1)] += times
        self.count += times
        self.maximum = max(self.maximum, value)
    }

    mutating func merge(_ other: Histogram) {
        for index in self.buckets.indices { self.buckets[index] += other.buckets[index] }
        self.count += other.count
        self.maximum = max(self.maximum, other.maximum)
    }

    /// The value below which that share lies.
    func percentile(_ share: Double) -> Int {
        guard self.count > 0 else { return 0 }
        let wanted = max(Int((Double(self.count) * share).rounded(.up)), 1)
        var seen = 0
        for (index, count) in self.buckets.enumerated() {
            seen += count
            if seen >= wanted { return min(Self.upperBound(of: index), self.maximum) }
        }
        return self.maximum
    }

    private static func index(of value: Int) -> Int {
        guard value >= Self.steps else { return value }
        let shift = (Int.bitWidth - 1 - value.leadingZeroBitCount) - 6
        return (shift + 1) * Self.steps + (value >> shift) - Self.steps
    }

    private static func upperBound(of index: Int) -> Int {
        guard index >= Self.steps else { return index }
        let shift = index / Self.steps - 1
        return ((index % Self.steps + Self.steps + 1) << shift) - 1
    }

    /// Milliseconds, as the report prints them.
    var summary: Latency {
        func milliseconds(_ value: Int) -> Double { Double(value) / 1000 }
        return Latency(
            samples: self.count,
            p50: milliseconds(self.percentile(0.5)),
            p90: milliseconds(self.percentile(0.9)),
            p99: milliseconds(self.percentile(0.99)),
            max: milliseconds(self.maximum)
        )
    }
}

/// A latency distribution in milliseconds.
struct Latency: Codable, Sendable {
    let samples: Int
    let p50: Double
    let p90: Double
    let p99: Double
    let max: Double
}
