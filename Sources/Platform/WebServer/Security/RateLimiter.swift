import Synchronization

/// How often one visitor may do something: a bucket of `burst` tokens that fills at `perMinute`.
package struct RateLimit: Sendable, Equatable {
    package let burst: Int
    package let perMinute: Int

    /// By default a visitor who was away may spend a minute's worth at once.
    package init(perMinute: Int, burst: Int? = nil) {
        precondition(perMinute > 0, "a limit of nothing is a closed route")
        self.perMinute = perMinute
        self.burst = max(1, burst ?? perMinute)
    }
}

/// Counts visitors' requests in token buckets. Memory is bounded: full buckets are forgotten, and when all are
/// in use the fullest go first, so that whoever is being limited stays limited.
package final class RateLimiter: Sendable {
    package typealias Instant = ContinuousClock.Instant

    private struct Bucket {
        var tokens: Double
        var updated: Instant
    }

    private let limit: RateLimit
    private let capacity: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(_ limit: RateLimit, capacity: Int = 20_000) {
        self.limit = limit
        self.capacity = capacity
    }

    /// Takes one token of `visitor`; nil if there was one, else how long until there is.
    package func admit(_ visitor: String, at now: Instant) -> Duration? {
        self.buckets.withLock { buckets in
            if buckets[visitor] == nil, buckets.count >= self.capacity { self.makeRoom(in: &buckets, at: now) }
            var bucket = buckets[visitor] ?? Bucket(tokens: Double(self.limit.burst), updated: now)
            bucket.tokens = self.tokens(in: bucket, at: now)
            bucket.updated = now
            defer { buckets[visitor] = bucket }
            guard bucket.tokens >= 1 else {
                return .seconds((1 - bucket.tokens) * 60 / Double(self.limit.perMinute))
            }
            bucket.tokens -= 1
            return nil
        }
    }

    /// How long until there is a token for `visitor`, without taking one; nil if there is one now.
    package func wait(of visitor: String, at now: Instant) -> Duration? {
        let tokens = self.buckets.withLock { buckets in buckets[visitor].map { self.tokens(in: $0, at: now) } }
        guard let tokens, tokens < 1 else { return nil }
        return .seconds((1 - tokens) * 60 / Double(self.limit.perMinute))
    }

    /// How many visitors are remembered.
    var count: Int { self.buckets.withLock { $0.count } }

    private func tokens(in bucket: Bucket, at now: Instant) -> Double {
        let (seconds, attoseconds) = (now - bucket.updated).components
        let elapsed = max(0, Double(seconds) + Double(attoseconds) * 1e-18)
        return min(Double(self.limit.burst), bucket.tokens + elapsed * Double(self.limit.perMinute) / 60)
    }

    private func makeRoom(in buckets: inout [String: Bucket], at now: Instant) {
        buckets = buckets.filter { self.tokens(in: $0.value, at: now) < Double(self.limit.burst) }
        guard buckets.count >= self.capacity else { return }
        // A quarter at once, so that sorting is rare.
        let fullest = buckets.sorted { self.tokens(in: $0.value, at: now) > self.tokens(in: $1.value, at: now) }
        for (visitor, _) in fullest.prefix(max(1, self.capacity / 4)) { buckets[visitor] = nil }
    }
}
