/// Game time that runs `speed` times as fast as the wall.
struct PlaybackClock: Sendable {
    private let start: ContinuousClock.Instant
    private let startIgtMs: Int
    private let speed: Double

    init(from igtMs: Int, speed: Double, now: ContinuousClock.Instant = .now) {
        self.start = now
        self.startIgtMs = igtMs
        self.speed = speed
    }

    var igtMs: Int { self.igtMs(at: .now) }

    func igtMs(at instant: ContinuousClock.Instant) -> Int {
        let passed = (instant - self.start) / .milliseconds(1)
        return self.startIgtMs + Int(passed * self.speed)
    }

    /// When the wall shows that game time.
    func instant(of igtMs: Int) -> ContinuousClock.Instant {
        self.start + .milliseconds(1) * (Double(igtMs - self.startIgtMs) / self.speed)
    }
}
