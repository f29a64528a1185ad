import NIOCore

/// How many frames a peer may send: a bucket that fills with time. Whoever sends more is read later, so that pings and empty
/// fragments cost no more than the messages they could be.
struct FramePace {
    private let perSecond: Double
    private let burst: Double
    private var credit: Double
    private var updated = NIODeadline.uptimeNanoseconds(0)

    init(_ limits: SocketLimits) {
        self.perSecond = Double(limits.framesPerSecond)
        self.burst = Double(limits.frameBurst)
        self.credit = self.burst
    }

    /// Counts frames that were read. One read may bring more than there is credit for; the next one then waits for all.
    mutating func spend(_ frames: Int, at now: NIODeadline) {
        let elapsed = Double((now - self.updated).nanoseconds) / 1e9
        self.credit = min(self.burst, self.credit + elapsed * self.perSecond) - Double(frames)
        self.updated = now
    }

    /// How long until the peer may be read again; nil if it may be now.
    func wait(at now: NIODeadline) -> TimeAmount? {
        guard self.credit < 0 else { return nil }
        let wait = TimeAmount.nanoseconds(Int64(-self.credit / self.perSecond * 1e9)) - (now - self.updated)
        return wait > .zero ? wait : nil
    }
}
