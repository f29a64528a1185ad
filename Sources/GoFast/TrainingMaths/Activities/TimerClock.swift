/// What the timer and the legs did: seconds that ran, seconds that moved, and gaps.
struct TimerClock {
    /// Sums at each sample.
    private(set) var timer: [Double] = []
    private(set) var moving: [Double] = []
    /// How long each sample stands for: until the next, ten seconds at most, without pauses.
    private(set) var durations: [Double] = []
    private(set) var flags = FlagLedger()

    /// Seconds without a sample that are told.
    private static let longestGap = 60.0
    /// A gap that long without movement is a change of the clock, in seconds.
    private static let standingClockChange = 6.0 * 3600
    /// A gap that long is a change of the clock whatever was covered.
    private static let clockChange = 48.0 * 3600
    /// Metres a second below which somebody stands.
    private static let standing = 0.5
    /// Seconds that a stop lasts at least.
    private static let shortestStop = 3.0

    init(_ samples: [Sample], pauses: SpanSet, meters: [Double]) {
        guard !samples.isEmpty else { return }
        var isStanding: [Bool] = []
        var ran: [Double] = []
        isStanding.reserveCapacity(samples.count)
        ran.reserveCapacity(samples.count)
        for (index, next) in samples.enumerated().dropFirst() {
            let last = samples[index - 1]
            let run = max(0, next.seconds - last.seconds - pauses.seconds(from: last.seconds, to: next.seconds))
            let gain = meters.isEmpty ? nil : meters[index] - meters[index - 1]
            let isJump =
                run > Self.clockChange || (run > Self.standingClockChange && (gain ?? 0) < 0.1 * run)
            if run > Self.longestGap {
                // Later times are right again, so a gap makes no effort faster; a changed clock might.
                self.flags.note(
                    isJump ? .clockChange : .timeJump,
                    from: last.seconds,
                    to: next.seconds,
                    spoilsRecords: isJump
                )
            }
            ran.append(isJump ? 0 : run)
            let speed = gain.map { run > 0 ? $0 / run : 0 } ?? last.speed
            isStanding.append((speed ?? 1) < Self.standing)
        }
        self.durations = ran.map { min($0, TimeInZones.longestSampleSeconds) } + [0]
        self.sum(ran, isStanding)
    }

    private mutating func sum(_ ran: [Double], _ isStanding: [Bool]) {
        self.timer = [0]
        self.moving = [0]
        self.timer.reserveCapacity(ran.count + 1)
        self.moving.reserveCapacity(ran.count + 1)
        var (total, moved) = (0.0, 0.0)
        var step = 0
        while step < ran.count {
            var end = step + 1
            while end < ran.count, isStanding[end] == isStanding[step] { end += 1 }
            let counts = !isStanding[step] || ran[step..<end].reduce(0, +) <= Self.shortestStop
            for run in ran[step..<end] {
                total += run
                if counts { moved += run }
                self.timer.append(total)
                self.moving.append(moved)
            }
            step = end
        }
    }
}
