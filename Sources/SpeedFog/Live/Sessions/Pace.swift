/// Slows a sender down to what it may say, by reading no faster.
struct Pace {
    private let perSecond: Double
    private let burst: Double
    private var credit: Double
    private var last = ContinuousClock.now

    /// What any member may say. A mod of the first platform sends at most 100 messages a second.
    static var messages: Pace { Pace(perSecond: 100, burst: 200) }

    /// Gates on top of that: a game leads through one in seconds, and after a time offline all that were crossed come at
    /// once. Each is told to everyone.
    static var gates: Pace { Pace(perSecond: 5, burst: 128) }

    init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
        self.credit = burst
    }

    /// Takes one message.
    ///
    /// - Returns: how long to wait before it counts.
    mutating func take(at now: ContinuousClock.Instant) -> Duration {
        self.credit = min(self.burst, self.credit + self.perSecond * ((now - self.last) / .seconds(1)))
        self.last = now
        self.credit -= 1
        return self.credit < 0 ? .seconds(-self.credit / self.perSecond) : .zero
    }

    /// Waits until one more message is due.
    mutating func next() async throws {
        let wait = self.take(at: .now)
        if wait > .zero { try await Task.sleep(for: wait) }
    }
}
