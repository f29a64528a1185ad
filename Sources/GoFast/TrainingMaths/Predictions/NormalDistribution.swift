import Foundation

/// The standard normal distribution.
enum NormalDistribution {
    /// The 90th percentile: four of five values lie between it and its negative.
    static let ninetieth = 1.2815515655446004

    /// The share of values up to `z`.
    static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// The value below which `share` of all lie, by bisection; shares from 0.5 to 0.9999.
    static func quantile(_ share: Double) -> Double {
        var low = 0.0
        var high = 5.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.cumulative(middle) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
