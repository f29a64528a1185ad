/// The growing pauses between attempts to connect: 1, 2, 4 … 30 s, each shortened or lengthened at random so that a room of
/// players does not come back in one instant.
package struct BackOff: Sendable {
    package var first: Duration = .seconds(1)
    package var limit: Duration = .seconds(30)
    /// Largest share by which a pause departs from its nominal length.
    package var jitter = 0.25
    private var doublings = 0

    package init(first: Duration = .seconds(1), limit: Duration = .seconds(30), jitter: Double = 0.25) {
        self.first = first
        self.limit = limit
        self.jitter = jitter
    }

    /// The next pause; `random` is a number in 0..<1.
    package mutating func next(random: Double) -> Duration {
        let nominal = min(self.first * (1 << min(self.doublings, 16)), self.limit)
        self.doublings += 1
        return nominal * (1 + self.jitter * (2 * random - 1))
    }

    /// After a connection that worked, the next pause is a short one again.
    package mutating func reset() {
        self.doublings = 0
    }
}
