/// How alike the days of a week were, and the strain that follows.
///
/// Foster (1998), "Monitoring training in athletes with reference to overtraining syndrome", Med Sci Sports Exerc 30:1164-1168:
/// monotony is the mean daily load divided by its standard deviation, strain the sum of loads times monotony.
package struct Monotony: Sendable, Equatable {
    /// Foster does not say which standard deviation; figures are only comparable when they use the same one.
    package enum Deviation: String, Sendable, Codable {
        /// Divides by n. Ours by default: the seven days are the whole week, not a sample of it.
        case population
        /// Divides by n - 1, as spreadsheets do by default.
        case sample
    }

    package let deviation: Deviation
    package let meanLoad: Double
    package let totalLoad: Double
    package let monotony: Double
    package var strain: Double { self.totalLoad * self.monotony }

    /// Nil when the loads are fewer than two, not all finite and at least 0, or all alike (monotony would be infinite).
    package init?(loads: [Double], deviation: Deviation = .population) {
        guard loads.count > 1, loads.allSatisfy({ $0.isFinite && $0 >= 0 && $0 <= 1e9 }) else { return nil }
        let count = Double(loads.count)
        let total = loads.reduce(0, +)
        let mean = total / count
        let squares = loads.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let variance = squares / (deviation == .population ? count : count - 1)
        // Rounding alone can leave a tiny variance where all days are alike.
        guard variance.squareRoot() > mean * 1e-9 else { return nil }
        self.deviation = deviation
        self.meanLoad = mean
        self.totalLoad = total
        self.monotony = mean / variance.squareRoot()
    }
}
