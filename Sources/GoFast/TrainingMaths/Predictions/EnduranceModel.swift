import Foundation

/// Running speed as a maximal aerobic speed and its slow decline with time: v(T) = vm (1 - g ln(T / 360 s)).
///
/// Sources: M. Mulligan, G. Adam and T. Emig (PLoS ONE 2018); T. Emig and J. Peltonen (Nature Communications 2020).
package struct EnduranceModel: Sendable, Equatable {
    /// The seconds that maximal aerobic speed can be held.
    package static let criticalSeconds = 360.0

    /// Metres a second.
    package let aerobicSpeed: Double
    /// The relative loss of speed for each e-fold of time.
    package let decline: Double

    /// How many times longer a race can be at 90 % of the aerobic speed: e^(0.1 / g).
    package var endurance: Double { exp(0.1 / self.decline) }

    /// Nil unless speed is 1 to 8 m/s and the decline 0.01 to 0.2.
    package init?(aerobicSpeed: Double, decline: Double) {
        guard (1...8) ~= aerobicSpeed, (0.01...0.2) ~= decline else { return nil }
        self.aerobicSpeed = aerobicSpeed
        self.decline = decline
    }

    package init?(aerobicSpeed: Double, endurance: Double) {
        guard endurance > 1 else { return nil }
        self.init(aerobicSpeed: aerobicSpeed, decline: 0.1 / log(endurance))
    }

    /// The model through two results.
    package init?(_ short: RaceResult, _ long: RaceResult) {
        guard let decline = Self.decline(short, long) else { return nil }
        self.init(decline: decline, through: long)
    }

    /// The model of a given decline through one result.
    init?(decline: Double, through result: RaceResult) {
        let share = 1 - decline * log(result.seconds / Self.criticalSeconds)
        guard share > 0 else { return nil }
        self.init(aerobicSpeed: result.distance.meters / result.seconds / share, decline: decline)
    }

    /// The decline that two results tell; nil when they cannot both be right.
    static func decline(_ short: RaceResult, _ long: RaceResult) -> Double? {
        let ratio = short.pace.metersPerSecond / long.pace.metersPerSecond
        let divisor = log(short.seconds / Self.criticalSeconds) - ratio * log(long.seconds / Self.criticalSeconds)
        let decline = (1 - ratio) / divisor
        return decline.isFinite ? decline : nil
    }

    /// Seconds for `distance`, by bisection; nil where the model has no answer (days of running).
    package func seconds(for distance: Distance) -> Double? {
        func covered(_ seconds: Double) -> Double {
            seconds * self.aerobicSpeed * (1 - self.decline * log(seconds / Self.criticalSeconds))
        }
        // From here on more time would mean less distance.
        var slow = Self.criticalSeconds * exp((1 - self.decline) / self.decline)
        var fast = 1.0
        guard slow.isFinite, distance.meters > 0, covered(slow) > distance.meters, covered(fast) < distance.meters
        else { return nil }
        for _ in 0..<90 {
            let middle = (fast + slow) / 2
            if covered(middle) < distance.meters { fast = middle } else { slow = middle }
        }
        return (fast + slow) / 2
    }
}

/// The endurance model through the runner's two results.
package struct EndurancePredictor: Predictor {
    /// Declines outside are results of a bad day, not of a person: 0.025 is a world class endurance of 55, 0.12 one of 2.3.
    static let plausible = 0.025...0.12

    package init() {}

    package var name: String { "Emig-Peltonen" }
    package var formula: String { "v(T) = vm (1 - g ln(T / 360 s)), g kept within 0.025 to 0.12" }
    package var inputs: String { "two results, the longer at least 1.5 times the shorter" }
    package var source: String { "Mulligan, Adam and Emig (2018); Emig and Peltonen, Nature Communications (2020)" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let pair = evidence.pair else { return nil }
        let told = EnduranceModel.decline(pair.short, pair.long) ?? Self.plausible.lowerBound
        let decline = min(max(told, Self.plausible.lowerBound), Self.plausible.upperBound)
        let anchor = distance < pair.short.distance ? pair.short : pair.long
        return EnduranceModel(decline: decline, through: anchor)?.seconds(for: distance)
    }
}
