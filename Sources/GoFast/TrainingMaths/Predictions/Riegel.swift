import Foundation

/// T2 = T1 (d2 / d1)^k: endurance as one exponent.
package struct Riegel: Predictor {
    package let exponent: Double

    package init(exponent: Double) { self.exponent = exponent }

    package var name: String { "Riegel \(DecimalText.text(self.exponent, places: 2, separator: "."))" }
    package var formula: String { "T2 = T1 * (d2 / d1)^\(DecimalText.text(self.exponent, places: 2, separator: "."))" }
    package var inputs: String { "one result" }
    package var source: String {
        self.exponent == 1.06
            ? "Riegel, Athletic Records and Human Endurance (1981)"
            : "Riegel (1981) with the exponent that Vickers and Vertosick (2016) found for recreational runners"
    }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        evidence.closest(to: distance).map { self.seconds(for: distance, from: $0) }
    }

    /// Seconds for `distance` from one result.
    package func seconds(for distance: Distance, from result: RaceResult) -> Double {
        result.seconds * pow(distance.meters / result.distance.meters, self.exponent)
    }

    /// Seconds for 5 km that equal a goal over another distance, as the exponent sees it.
    package func equivalentFiveK(seconds: Double, over distance: Distance) -> Double {
        seconds * pow(5000 / distance.meters, self.exponent)
    }
}

/// Riegel's exponent of one person, out of two results.
package struct PersonalExponent: Predictor {
    /// Exponents outside are results of a bad day, not of a person.
    package static let plausible = 1.01...1.20

    package init() {}

    package var name: String { "Personal exponent" }
    package var formula: String { "k = ln(T2 / T1) / ln(d2 / d1), kept within 1.01 to 1.20; T = T2 * (d / d2)^k" }
    package var inputs: String { "two results, the longer at least 1.5 times the shorter" }
    package var source: String { "Riegel (1981), fitted to the runner" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let pair = evidence.pair else { return nil }
        let exponent = min(
            max(Self.exponent(pair.short, pair.long), Self.plausible.lowerBound),
            Self.plausible.upperBound
        )
        // Outside of the two results the nearer one carries.
        let anchor = distance < pair.short.distance ? pair.short : pair.long
        return Riegel(exponent: exponent).seconds(for: distance, from: anchor)
    }

    /// ln(T2 / T1) / ln(d2 / d1); 1 for results over the same distance.
    package static func exponent(_ first: RaceResult, _ second: RaceResult) -> Double {
        let ratio = log(second.distance.meters / first.distance.meters)
        return ratio == 0 ? 1 : log(second.seconds / first.seconds) / ratio
    }
}

/// Cameron's curve through world records.
package struct Cameron: Predictor {
    package init() {}

    package var name: String { "Cameron" }
    package var formula: String {
        "T2 = T1 / d1 * f(d1) / f(d2) * d2, f(x) = 13.49681 - 0.048865 x + 2.438936 / x^0.7905, x in miles"
    }
    package var inputs: String { "one result" }
    package var source: String { "Cameron (1998), fitted to world records from 400 m to 50 miles" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let result = evidence.closest(to: distance), distance.miles <= 100, result.distance.miles <= 100 else {
            return nil
        }
        return result.pace.secondsPerMile * Self.factor(result.distance.miles) / Self.factor(distance.miles)
            * distance.miles
    }

    private static func factor(_ miles: Double) -> Double {
        13.49681 - 0.048865 * miles + 2.438936 / pow(miles, 0.7905)
    }
}
