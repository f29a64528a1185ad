/// The speed that can be held for long, and the metres that can be run above it: d = D' + CS t.
///
/// Sources: H. Monod and J. Scherrer (1965); for running R. Hughson, C. Orok and L. Staudt (1984). Valid when there are
/// two or more hard efforts of 2 to 30 minutes whose times differ at least 1.5-fold, no more than 90 days apart, and D'
/// comes out at 30 to 500 m; it predicts efforts of 2 to 40 minutes.
package struct CriticalSpeed: Sendable, Equatable {
    package static let effortSeconds = 120.0...1800.0
    package static let predictedSeconds = 120.0...2400.0
    package static let plausibleReserve = 30.0...500.0

    /// Metres a second.
    package let metersPerSecond: Double
    /// D', in metres.
    package let reserveMeters: Double
    /// How many efforts it is made from.
    package let effortCount: Int

    /// Least squares through all efforts that count; nil when they do not make a valid line.
    package init?(efforts: [RaceResult]) {
        let newest = efforts.map(\.daysAgo).min() ?? 0
        let used = efforts.filter { Self.effortSeconds ~= $0.seconds && $0.daysAgo - newest <= 90 }
        guard let shortest = used.map(\.seconds).min(), let longest = used.map(\.seconds).max(),
            longest >= 1.5 * shortest
        else { return nil }
        let count = Double(used.count)
        let meanTime = used.reduce(0) { $0 + $1.seconds } / count
        let meanDistance = used.reduce(0) { $0 + $1.distance.meters } / count
        var product = 0.0
        var square = 0.0
        for effort in used {
            product += (effort.seconds - meanTime) * (effort.distance.meters - meanDistance)
            square += (effort.seconds - meanTime) * (effort.seconds - meanTime)
        }
        let speed = product / square
        let reserve = meanDistance - speed * meanTime
        guard speed.isFinite, (1...8) ~= speed, Self.plausibleReserve ~= reserve else { return nil }
        self.metersPerSecond = speed
        self.reserveMeters = reserve
        self.effortCount = used.count
    }

    package var pace: Pace { Pace(metersPerSecond: self.metersPerSecond) }

    /// Seconds for `distance`; nil outside of 2 to 40 minutes, where the line is known to bend.
    package func seconds(for distance: Distance) -> Double? {
        let seconds = (distance.meters - self.reserveMeters) / self.metersPerSecond
        return Self.predictedSeconds ~= seconds ? seconds : nil
    }
}

/// Critical speed as a predictor, where the runner's results allow it.
package struct CriticalSpeedPredictor: Predictor {
    package init() {}

    package var name: String { "Critical speed" }
    package var formula: String { "T = (d - D') / CS" }
    package var inputs: String { "two or more hard efforts of 2 to 30 min; predicts 2 to 40 min" }
    package var source: String { "Monod and Scherrer (1965); Hughson, Orok and Staudt (1984)" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        CriticalSpeed(efforts: evidence.results)?.seconds(for: distance)
    }
}
