import Foundation

/// Running ability as one number: the oxygen use (ml/kg/min) that explains a race result.
///
/// Source: J. Daniels and J. Gilbert, Oxygen Power (1979). Commonly held to be good for efforts of about 3.5 min to 4 h;
/// weak below 30 and for those who walk part of the way.
package struct VDOT: Sendable, Hashable, Comparable {
    /// The values that are worked with; a world record is near 86.
    package static let plausible = 5.0...100.0

    package let value: Double

    /// Clamps to ``plausible``; what is no number becomes its lower end.
    package init(_ value: Double) {
        self.value =
            value.isNaN
            ? Self.plausible.lowerBound : min(max(value, Self.plausible.lowerBound), Self.plausible.upperBound)
    }

    /// The VDOT of a result; nil when no human could have run it, or it is no result at all.
    package init?(seconds: Double, over distance: Distance) {
        guard seconds.isFinite, distance.meters.isFinite, seconds >= 60, distance.meters >= 100,
            seconds <= ClockTime.longest
        else { return nil }
        let minutes = seconds / 60
        let value = Self.oxygen(atMetersPerMinute: distance.meters / minutes) / Self.fraction(heldForMinutes: minutes)
        guard Self.plausible.contains(value) else { return nil }
        self.value = value
    }

    /// The seconds that a race over `distance` takes, by bisection; clamped to 1 s and 1,000 h.
    package func seconds(for distance: Distance) -> Double {
        guard distance.meters.isFinite, distance.meters > 0 else { return 0 }
        var fast = 1.0
        var slow = 3_600_000.0
        // 60 halvings leave less than a microsecond.
        for _ in 0..<60 {
            let middle = (fast + slow) / 2
            let minutes = middle / 60
            let demand =
                Self.oxygen(atMetersPerMinute: distance.meters / minutes) / Self.fraction(heldForMinutes: minutes)
            if demand > self.value { fast = middle } else { slow = middle }
        }
        return (fast + slow) / 2
    }

    /// The pace that uses `fraction` of the ability, e.g. 0.88 for threshold; fractions are clamped to 0.2 to 2.
    package func pace(atFraction fraction: Double) -> Pace {
        let fraction = fraction.isNaN ? 0.2 : min(max(fraction, 0.2), 2)
        return Pace(metersPerSecond: Self.metersPerMinute(atOxygen: self.value * fraction) / 60)
    }

    package static func < (left: VDOT, right: VDOT) -> Bool { left.value < right.value }

    /// Oxygen cost of running at a speed: -4.60 + 0.182258 v + 0.000104 v².
    private static func oxygen(atMetersPerMinute speed: Double) -> Double {
        -4.60 + 0.182258 * speed + 0.000104 * speed * speed
    }

    /// The share of the maximum that can be held for a time: 0.8 + 0.1894393 e^(-0.012778 t) + 0.2989558 e^(-0.1932605 t).
    private static func fraction(heldForMinutes minutes: Double) -> Double {
        0.8 + 0.1894393 * exp(-0.012778 * minutes) + 0.2989558 * exp(-0.1932605 * minutes)
    }

    /// The inverse of the oxygen cost.
    private static func metersPerMinute(atOxygen oxygen: Double) -> Double {
        (-0.182258 + (0.182258 * 0.182258 + 4 * 0.000104 * (oxygen + 4.60)).squareRoot()) / (2 * 0.000104)
    }
}
