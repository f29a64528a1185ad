import Foundation

/// A result measured against the best of the same age and sex.
///
/// Source: the 2025 road standards and factors of World Masters Athletics and USATF (A. Jones, approved 2025-01-10, CC0).
/// Between tabulated distances the standard follows a power law, the factor the log of distance; between tabulated ages
/// the factor is linear, from 1 at 30 on, which is an estimate.
package struct AgeGrade: Sendable, Equatable {
    package enum Band: String, Sendable, CaseIterable {
        case worldBest = "world best"
        case worldClass = "world class"
        case national, regional, local, club = "below local class"

        /// The lowest percentage of the band: 100, 90, 80, 70 and 60.
        package var lowest: Double {
            switch self {
            case .worldBest: 100
            case .worldClass: 90
            case .national: 80
            case .regional: 70
            case .local: 60
            case .club: 0
            }
        }
    }

    /// The best time of anybody of this sex, in seconds.
    package let openStandard: Double
    /// What age leaves of the open speed, at most 1.
    package let factor: Double
    /// The age or the distance is between those that are tabulated.
    package let isEstimate: Bool

    /// Nil below 18 years, above the ages of the table (men 70, women 60), shorter than a mile and longer than a marathon.
    package init?(sex: Athlete.Sex, age: Int, over distance: Distance) {
        let ages = Self.factors(of: sex)
        guard let oldest = ages.last, (18...oldest.age).contains(age) else { return nil }
        guard let open = Self.openStandard(sex, distance.meters) else { return nil }
        let isTabulatedDistance = Self.distances.contains { abs($0 - distance.meters) <= 0.001 * $0 }
        self.openStandard = open
        guard age > 30 else {
            self.factor = 1
            self.isEstimate = !isTabulatedDistance
            return
        }
        let above = ages.first { $0.age >= age } ?? oldest
        let below = ages.last { $0.age <= age } ?? (age: 30, factors: [1, 1, 1, 1])
        let share = above.age == below.age ? 0 : Double(age - below.age) / Double(above.age - below.age)
        let low = Self.factor(below.factors, distance.meters)
        self.factor = low + share * (Self.factor(above.factors, distance.meters) - low)
        self.isEstimate = share != 0 || !isTabulatedDistance
    }

    /// The best time of this age, in seconds.
    package var standard: Double { self.openStandard / self.factor }

    /// The share of the standard's speed, in percent; 0 for what is no time.
    package func percent(of seconds: Double) -> Double {
        seconds.isFinite && seconds > 0 ? self.standard / seconds * 100 : 0
    }

    /// What the result would be worth at the best age.
    package func gradedSeconds(_ seconds: Double) -> Double { seconds * self.factor }

    package func band(of seconds: Double) -> Band {
        let percent = self.percent(of: seconds)
        return Band.allCases.first { percent >= $0.lowest } ?? .club
    }

    private static func openStandard(_ sex: Athlete.Sex, _ meters: Double) -> Double? {
        let seconds = Self.openSeconds(of: sex)
        guard meters.isFinite, meters >= Self.distances[0] * 0.999, meters <= Self.distances[5] * 1.001 else {
            return nil
        }
        let upper =
            Self.distances.indices.dropFirst().first { meters <= Self.distances[$0] } ?? Self.distances.count - 1
        let share = log(meters / Self.distances[upper - 1]) / log(Self.distances[upper] / Self.distances[upper - 1])
        return seconds[upper - 1] * pow(seconds[upper] / seconds[upper - 1], share)
    }

    /// Factors are given for 5k, 10k, half and marathon; shorter races take that of the 5k.
    private static func factor(_ factors: [Double], _ meters: Double) -> Double {
        let known = Self.factorDistances
        guard meters > known[0] else { return factors[0] }
        let upper = known.indices.dropFirst().first { meters <= known[$0] } ?? known.count - 1
        let share = min(log(meters / known[upper - 1]) / log(known[upper] / known[upper - 1]), 1)
        return factors[upper - 1] + share * (factors[upper] - factors[upper - 1])
    }
}
