/// The distance along the positions of a recording, spikes left out.
struct PositionDistance {
    private(set) var knots = DistanceKnots()
    private(set) var spikes = FlagLedger()

    /// Metres that positions scatter by.
    private static let scatter = 20.0
    /// So many positions in a row that agree with each other are where the runner is, however far away.
    private static let agreement = 5

    private typealias Fix = (seconds: Double, position: (latitude: Double, longitude: Double))

    init(_ samples: [Sample], pauses: SpanSet, limit: Double) {
        var total = 0.0
        var accepted: Fix?
        var doubted: [Fix] = []
        for sample in samples {
            guard let position = sample.position else { continue }
            let fix = (seconds: sample.seconds, position: position)
            guard let last = accepted else {
                accepted = fix
                self.knots.append(fix.seconds, 0)
                continue
            }
            let step = GreatCircle.meters(from: last.position, to: position)
            if step <= limit * (fix.seconds - last.seconds) + Self.scatter {
                if let first = doubted.first { self.spikes.note(.gpsSpike, from: first.seconds, to: fix.seconds) }
                doubted.removeAll(keepingCapacity: true)
                // Whatever was walked while the timer stood still is no part of the run.
                let paused = pauses.seconds(from: last.seconds, to: fix.seconds)
                if paused * 2 <= fix.seconds - last.seconds { total += step }
                accepted = fix
                self.knots.append(fix.seconds, total)
                continue
            }
            if let other = doubted.last,
                GreatCircle.meters(from: other.position, to: position)
                    > limit * (fix.seconds - other.seconds) + Self.scatter
            {
                self.spikes.note(.gpsSpike, from: doubted[0].seconds, to: fix.seconds)
                doubted.removeAll(keepingCapacity: true)
            }
            doubted.append(fix)
            if doubted.count == Self.agreement {
                self.spikes.note(.gpsSpike, from: last.seconds, to: doubted[0].seconds)
                self.knots.append(doubted[0].seconds, total)
                for (from, to) in zip(doubted, doubted.dropFirst()) {
                    total += GreatCircle.meters(from: from.position, to: to.position)
                    self.knots.append(to.seconds, total)
                }
                accepted = doubted.last
                doubted.removeAll(keepingCapacity: true)
            }
        }
        if let first = doubted.first, let last = doubted.last {
            self.spikes.note(.gpsSpike, from: first.seconds, to: last.seconds)
        }
    }
}
