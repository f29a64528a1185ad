import TrainingMaths

/// Puts the samples of a file into order of time, and says what was wrong with its clock.
///
/// Devices sometimes set their clock while they record (the first satellite fix corrects it), and write single records
/// with a wrong time. The later clock is taken as the right one: what came before a jump is moved up to it.
struct FITTimeline {
    /// Records of several sensors may be this much out of order, in seconds, without any jump of the clock.
    private static let disorder = 60.0
    /// A longer gap that is no pause is a jump of the clock.
    private static let longestGap = 86_400.0
    /// A longer gap that is no pause is told.
    private static let oddGap = 3600.0
    /// A session that states more than thirty days counted a jump of the clock as time.
    static let longestOuting = 2_592_000.0

    private(set) var warnings: [String] = []
    /// The samples from one jump to the next, and the seconds that they were moved by.
    private(set) var moves: [(end: Int, seconds: Double)] = []

    var hasJumps: Bool { !self.moves.isEmpty }

    /// Repairs `samples` in place; `pauses` are in order of time. No gap is one that the sessions' own times explain.
    mutating func repair(
        _ samples: inout [Sample],
        isOrdered: Bool,
        pauses: [ClosedRange<Double>],
        sessions: [FITSummary]
    ) {
        self.dropStrays(&samples)
        var jumps: [(index: Int, seconds: Double)] = []
        for index in samples.indices.dropFirst() {
            let (before, after) = (samples[index - 1].seconds, samples[index].seconds)
            let gap = after - before
            if gap < -Self.disorder {
                jumps.append((index, gap))
            } else if gap > Self.oddGap, !Self.isPause(from: before, to: after, pauses) {
                if Self.isBreak(from: before, to: after, sessions) { continue }
                if gap > Self.longestGap {
                    jumps.append((index, gap))
                } else {
                    self.warn("No samples for \(Int(gap)) seconds, though the timer ran.")
                }
            }
        }
        self.close(jumps, &samples)
        if !isOrdered || !jumps.isEmpty { samples = Self.ordered(samples) }
    }

    private mutating func warn(_ text: String) {
        if self.warnings.count < 10 { self.warnings.append(text) }
    }

    /// Moves everything before a jump so that one second lies between the samples on both sides of it.
    private mutating func close(_ jumps: [(index: Int, seconds: Double)], _ samples: inout [Sample]) {
        guard !jumps.isEmpty else { return }
        var moved = 0.0
        self.moves = [(samples.count, 0)]
        for number in jumps.indices.reversed() {
            moved += jumps[number].seconds - 1
            let start = number > 0 ? jumps[number - 1].index : 0
            for index in start..<jumps[number].index { samples[index].seconds += moved }
            self.moves.append((jumps[number].index, moved))
        }
        self.moves.reverse()
        for jump in jumps.prefix(3) {
            let direction = jump.seconds > 0 ? "ahead" : "back"
            self.warn(
                "The clock of the device jumped \(direction) by \(Self.words(abs(jump.seconds))); this was put right."
            )
        }
        if jumps.count > 3 { self.warn("The clock jumped \(jumps.count) times in all.") }
    }

    /// The seconds by which what was written after `order` samples was moved.
    func move(atOrder order: Int) -> Double {
        let index = Self.partition(self.moves.count) { self.moves[$0].end <= order }
        return index < self.moves.count ? self.moves[index].seconds : 0
    }

    /// Leaves out up to three records in a row whose time lies far away from those around them.
    private mutating func dropStrays(_ samples: inout [Sample]) {
        var strays: [Int] = []
        var good = 0
        var index = 1
        while index < samples.count {
            let gap = samples[index].seconds - samples[good].seconds
            if gap < -Self.disorder || gap > Self.longestGap {
                let next = (index + 1..<min(index + 4, samples.count)).first {
                    (0...Self.oddGap).contains(samples[$0].seconds - samples[good].seconds)
                }
                if let next {
                    strays += index..<next
                    index = next
                }
            }
            good = index
            index += 1
        }
        guard !strays.isEmpty else { return }
        var dropped = strays.makeIterator()
        var stray = dropped.next()
        var kept: [Sample] = []
        kept.reserveCapacity(samples.count - strays.count)
        for index in samples.indices {
            if index == stray { stray = dropped.next() } else { kept.append(samples[index]) }
        }
        samples = kept
        self.warn("\(strays.count) samples with an impossible time were left out.")
    }

    private static func isPause(from start: Double, to end: Double, _ pauses: [ClosedRange<Double>]) -> Bool {
        let next = Self.partition(pauses.count) { pauses[$0].lowerBound <= start + Self.disorder }
        return next > 0 && pauses[next - 1].upperBound >= end - Self.disorder
    }

    /// True when another session begins after the gap, or when the time that one session stood still covers the gap.
    private static func isBreak(from start: Double, to end: Double, _ sessions: [FITSummary]) -> Bool {
        var isEarlierKnown = false
        var isNextKnown = false
        // No outing has so many parts; files may state thousands of sessions and hold as many gaps.
        for session in sessions.prefix(64) {
            guard let begin = session.start else { continue }
            if begin <= start { isEarlierKnown = true }
            if begin > start, abs(begin - end) <= Self.disorder { isNextKnown = true }
            if begin <= start, let elapsed = session.totals.elapsedSeconds, let timer = session.totals.timerSeconds,
                elapsed <= Self.longestOuting, begin + elapsed >= end - Self.disorder,
                elapsed - timer >= end - start - Self.disorder
            {
                return true
            }
        }
        return isEarlierKnown && isNextKnown
    }

    /// How many of the first `count` numbers pass, when those that pass come first; found by halving, because files
    /// may hold many gaps, many pauses and many jumps at once.
    private static func partition(_ count: Int, passes: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// In order of time, samples of one moment made into one.
    private static func ordered(_ samples: [Sample]) -> [Sample] {
        let order = samples.indices.sorted { (samples[$0].seconds, $0) < (samples[$1].seconds, $1) }
        var result: [Sample] = []
        result.reserveCapacity(samples.count)
        for index in order {
            if let last = result.last, last.seconds == samples[index].seconds {
                result[result.count - 1] = last.merged(with: samples[index])
            } else {
                result.append(samples[index])
            }
        }
        return result
    }

    private static func words(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds)) seconds"
        case ..<7200: "\(Int(seconds / 60)) minutes"
        case ..<172_800: "\(Int(seconds / 3600)) hours"
        default: "\(Int(seconds / 86_400)) days"
        }
    }
}
