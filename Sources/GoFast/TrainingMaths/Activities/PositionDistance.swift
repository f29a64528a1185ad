/// The distance along the positions of a recording, spikes left out.
struct PositionDistance {
    private(set) var knots = DistanceKnots()
    private(set) var spikes = FlagLedger()

    /// Metres that positions scatter by.
    private static let scatter = 20.0
    /// So many positions in a row that agree with each other are where the runner is, however far away.
    private static let agreement = 5

    private typealias Fix = (seconds: Double, position: (latitude: Double, longitude: Double))

    private let limit: Double
    private var total = 0.0
    private var accepted: Fix?
    /// Positions since the accepted one that cannot be reached from it, but from each other.
    private var doubted: [Fix] = []

    init(_ samples: [Sample], pauses: SpanSet, limit: Double) {
        self.limit = limit
        for sample in samples {
            guard let position = sample.position else { continue }
            let fix = (seconds: sample.seconds, position: position)
            guard let last = self.accepted else {
                self.accepted = fix
                self.knots.append(fix.seconds, 0)
                continue
            }
            if let step = self.step(from: last, to: fix) {
                self.accept(fix, after: last, step: step, pauses: pauses)
            } else {
                self.doubt(fix, after: last)
            }
        }
        if let first = self.doubted.first, let last = self.doubted.last {
            self.spikes.note(.gpsSpike, from: first.seconds, to: last.seconds)
        }
    }

    /// Metres from one position to the next; nil when nobody gets there in time.
    private func step(from last: Fix, to next: Fix) -> Double? {
        let meters = GreatCircle.meters(from: last.position, to: next.position)
        return meters <= self.limit * (next.seconds - last.seconds) + Self.scatter ? meters : nil
    }

    private mutating func accept(_ fix: Fix, after last: Fix, step: Double, pauses: SpanSet) {
        if let first = self.doubted.first { self.spikes.note(.gpsSpike, from: first.seconds, to: fix.seconds) }
        self.doubted.removeAll(keepingCapacity: true)
        // Whatever was walked while the timer stood still is no part of the run.
        let paused = pauses.seconds(from: last.seconds, to: fix.seconds)
        if paused * 2 <= fix.seconds - last.seconds { self.total += step }
        self.accepted = fix
        self.knots.append(fix.seconds, self.total)
    }

    private mutating func doubt(_ fix: Fix, after last: Fix) {
        if let first = self.doubted.first, let other = self.doubted.last, self.step(from: other, to: fix) == nil {
            self.spikes.note(.gpsSpike, from: first.seconds, to: fix.seconds)
            self.doubted.removeAll(keepingCapacity: true)
        }
        self.doubted.append(fix)
        guard self.doubted.count == Self.agreement else { return }
        let start = self.doubted[0]
        self.spikes.note(.gpsSpike, from: last.seconds, to: start.seconds)
        self.knots.append(start.seconds, self.total)
        for (from, to) in zip(self.doubted, self.doubted.dropFirst()) {
            self.total += self.step(from: from, to: to) ?? 0
            self.knots.append(to.seconds, self.total)
        }
        self.accepted = self.doubted.last
        self.doubted.removeAll(keepingCapacity: true)
    }
}
