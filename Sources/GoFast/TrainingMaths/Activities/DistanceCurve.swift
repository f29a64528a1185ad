/// The distance covered until each sample of a time line, never falling.
struct DistanceCurve {
    /// One for each sample; empty when no source has any.
    private(set) var meters: [Double]
    private(set) var source: DistanceSource
    private(set) var flags: FlagLedger
    /// A leap was left out: the device's total is not to be believed.
    private(set) var leavesOutLeaps = false

    /// The best source that says anything: the device's count, positions, speeds.
    init(_ samples: [Sample], pauses: SpanSet, limit: Double) {
        let counted = DeviceDistance(samples, limit: limit)
        let travelled = PositionDistance(samples, pauses: pauses, limit: limit)
        self.flags = travelled.spikes
        // A count for a few moments only says less than positions throughout.
        let trustsCount = counted.knots.count >= travelled.knots.count / 2
        if trustsCount, counted.knots.total > 0 {
            self.meters = counted.knots.meters(at: samples)
            self.source = .device
            self.leavesOutLeaps = counted.leavesOutLeaps
            // The count knows nothing of the spikes when it went on evenly.
            self.flags = travelled.spikes.withoutSpoiling()
            self.flags.add(counted.flags)
            self.flags.add(counted.knots.gaps(in: samples, pauses: pauses))
        } else if travelled.knots.total > 0 {
            self.meters = travelled.knots.meters(at: samples)
            self.source = .positions
            self.flags.add(travelled.knots.gaps(in: samples, pauses: pauses))
        } else {
            let speeds = Self.integrated(samples, pauses: pauses, limit: limit)
            let isKnown = (speeds.last ?? 0) > 0
            self.meters = isKnown ? speeds : []
            self.source = isKnown ? .speed : .none
        }
        self.flagAbsurdSpeeds(samples, limit: limit)
    }

    /// Speeds times durations; a sample stands for a minute at most, and not for a pause.
    private static func integrated(_ samples: [Sample], pauses: SpanSet, limit: Double) -> [Double] {
        var meters: [Double] = []
        meters.reserveCapacity(samples.count)
        var total = 0.0
        var last: (seconds: Double, speed: Double)?
        for sample in samples {
            if let speed = sample.speed, (0...limit).contains(speed) {
                if let last {
                    let paused = pauses.seconds(from: last.seconds, to: sample.seconds)
                    total += min(max(0, sample.seconds - last.seconds - paused), 60) * (last.speed + speed) / 2
                }
                last = (sample.seconds, speed)
            }
            meters.append(total)
        }
        return meters
    }

    /// Ten seconds are long enough that a late position does not look like a sprint.
    private mutating func flagAbsurdSpeeds(_ samples: [Sample], limit: Double) {
        guard self.meters.count == samples.count else { return }
        var end = 0
        for start in samples.indices {
            while end < samples.count, samples[end].seconds - samples[start].seconds < 10 { end += 1 }
            guard end < samples.count else { return }
            let (from, to) = (samples[start].seconds, samples[end].seconds)
            if self.meters[end] - self.meters[start] > limit * (to - from) {
                self.flags.note(.absurdSpeed, from: from, to: to)
            }
        }
    }
}

/// Moments at which a distance is known.
struct DistanceKnots {
    private(set) var seconds: [Double] = []
    private(set) var meters: [Double] = []

    /// Longer gaps are flagged, in seconds.
    private static let longestBridge = 30.0

    var count: Int { self.seconds.count }
    var total: Double { (self.meters.last ?? 0) - (self.meters.first ?? 0) }

    mutating func append(_ seconds: Double, _ meters: Double) {
        self.seconds.append(seconds)
        self.meters.append(meters)
    }

    /// One for each sample, in straight lines between knots and level beyond them.
    func meters(at samples: [Sample]) -> [Double] {
        guard !self.seconds.isEmpty else { return [] }
        var next = 0
        return samples.map { sample in
            while next < self.count, self.seconds[next] < sample.seconds { next += 1 }
            guard next < self.count else { return self.meters[self.count - 1] }
            guard next > 0, self.seconds[next] > sample.seconds else { return self.meters[next] }
            let share =
                (sample.seconds - self.seconds[next - 1]) / (self.seconds[next] - self.seconds[next - 1])
            return self.meters[next - 1] + share * (self.meters[next] - self.meters[next - 1])
        }
    }

    /// Long gaps between knots in which samples without a distance were recorded.
    func gaps(in samples: [Sample], pauses: SpanSet) -> FlagLedger {
        var flags = FlagLedger()
        guard let first = samples.first?.seconds, let last = samples.last?.seconds, !self.seconds.isEmpty else {
            return flags
        }
        let edges = [first] + self.seconds + [last]
        var next = 0
        for (start, end) in zip(edges, edges.dropFirst()) {
            while next < samples.count, samples[next].seconds <= start { next += 1 }
            let hasSamples = next < samples.count && samples[next].seconds < end
            let gap = end - start - pauses.seconds(from: start, to: end)
            if gap > Self.longestBridge, hasSamples { flags.note(.missingDistance, from: start, to: end) }
        }
        return flags
    }
}

extension FlagLedger {
    /// The same findings, for show only.
    fileprivate func withoutSpoiling() -> FlagLedger {
        var ledger = FlagLedger()
        for flag in self.flags {
            ledger.note(
                flag.reason,
                from: flag.span.lowerBound,
                to: flag.span.upperBound,
                spoilsRecords: false,
                text: "A position leapt away and back; the device's distance went on evenly and is used."
            )
        }
        return ledger
    }
}
