/// The heart rate at each sample, and where it is not that of a heart.
struct HeartRateQuality {
    /// Beats a minute, NaN where it is unknown or not believed.
    private(set) var beats: [Double]
    private(set) var flags = FlagLedger()

    /// Seconds without a pulse that are told.
    private static let longestDropout = 10.0
    /// Seconds without a pulse at both ends that are told: sensors take a while to start.
    private static let longestStart = 30.0
    /// Beats by which a locked sensor differs from the steps.
    private static let lockWidth = 3.0
    /// Seconds a lock lasts at least.
    private static let shortestLock = 60.0
    /// Beats by which the heart rate leaps when a lock begins or ends, within `leapSeconds`.
    private static let leap = 12.0
    private static let leapSeconds = 15.0

    init(_ samples: [Sample], pauses: SpanSet) {
        self.beats = samples.map { $0.pulse ?? .nan }
        guard self.beats.contains(where: { !$0.isNaN }) else { return }
        self.flagDropouts(samples, pauses: pauses)
        self.flagCadenceLocks(samples)
    }

    private mutating func flagDropouts(_ samples: [Sample], pauses: SpanSet) {
        var last: Double?
        func gap(to end: Double, from start: Double) -> Double {
            end - start - pauses.seconds(from: start, to: end)
        }
        for (index, sample) in samples.enumerated() where !self.beats[index].isNaN {
            let isGap = last.map { gap(to: sample.seconds, from: $0) > Self.longestDropout }
            let start = last ?? samples[0].seconds
            // Without samples between there is nothing the sensor failed to say.
            let hasSamples = index > 0 && self.beats[index - 1].isNaN
            if hasSamples, isGap ?? (gap(to: sample.seconds, from: start) > Self.longestStart) {
                self.flags.note(.heartRateDropout, from: start, to: sample.seconds, spoilsRecords: false)
            }
            last = sample.seconds
        }
        if let last, let end = samples.last?.seconds, gap(to: end, from: last) > Self.longestStart {
            self.flags.note(.heartRateDropout, from: last, to: end, spoilsRecords: false)
        }
    }

    /// Steady runners have a pulse near their cadence too, so closeness is not enough: the rate must also have leapt
    /// into or out of it, or the lock must be there within three minutes of the start.
    private mutating func flagCadenceLocks(_ samples: [Sample]) {
        let known = samples.indices.filter { !self.beats[$0].isNaN && (samples[$0].cadence ?? 0) > 0 }
        var first = 0
        while first < known.count {
            var end = first
            while end < known.count, self.isClose(known[end], samples) { end += 1 }
            if end > first {
                self.flagLock(from: known[first], to: known[end - 1], samples)
                first = end
            } else {
                first += 1
            }
        }
    }

    private func isClose(_ index: Int, _ samples: [Sample]) -> Bool {
        guard let cadence = samples[index].cadence, cadence >= 140 else { return false }
        return abs(self.beats[index] - cadence) <= Self.lockWidth
    }

    private mutating func flagLock(from first: Int, to last: Int, _ samples: [Sample]) {
        let (start, end) = (samples[first].seconds, samples[last].seconds)
        guard end - start >= Self.shortestLock else { return }
        let before = samples.firstSortedIndex { $0.seconds >= start - Self.leapSeconds }
        let after = samples.firstSortedIndex { $0.seconds > end + Self.leapSeconds } - 1
        // A comparison with NaN is false: an unknown rate is no leap.
        let leapt =
            abs(self.beats[before] - self.beats[first]) >= Self.leap
            || abs(self.beats[after] - self.beats[last]) >= Self.leap
        guard leapt || start - samples[0].seconds < 180 else { return }
        self.flags.note(.cadenceLock, from: start, to: end, spoilsRecords: false)
        for index in first...last { self.beats[index] = .nan }
    }
}
