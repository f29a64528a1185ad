/// The quality score of a session as earlier generations of the product had it, kept so that old and new scores can be compared.
///
/// From 100: more than 0.5 miles off the plan costs 20, more than 15 s a mile off the target costs 30, a reported injury 25. The edges
/// belong to the hit. The injury's share is in this score only: nobody should be punished for reporting pain.
package enum LegacyScore {
    package static let milesTolerance = 0.5
    /// Seconds a mile.
    package static let paceTolerance = 15.0

    /// Whether the distance is no more than half a mile off.
    package static func hitsDistance(milesOff: Double) -> Bool { abs(milesOff) <= Self.milesTolerance + 1e-9 }

    /// Whether the pace is no more than 15 s a mile off.
    package static func hitsPace(secondsSlower: Double) -> Bool { abs(secondsSlower) <= Self.paceTolerance + 1e-9 }

    /// 0 to 100. `secondsSlower` is nil when no pace was asked for or none is known.
    package static func score(milesOff: Double, secondsSlower: Double?, isInjured: Bool = false) -> Int {
        var score = 100
        if !Self.hitsDistance(milesOff: milesOff) { score -= 20 }
        if let secondsSlower, !Self.hitsPace(secondsSlower: secondsSlower) { score -= 30 }
        if isInjured { score -= 25 }
        return max(0, score)
    }
}

/// What was run, measured against the planned distance.
package enum DistanceStatus: String, Sendable, Codable {
    case short, onPlan, over

    /// On plan is more than 90 % up to 110 %; nil without a planned distance.
    package init?(ratio: Double) {
        guard ratio.isFinite, ratio >= 0 else { return nil }
        self = ratio <= 0.9 ? .short : ratio > 1.1 ? .over : .onPlan
    }
}

/// What was run, measured against the planned range of paces.
package enum PaceStatus: String, Sendable, Codable {
    case faster, inRange, slower

    /// From seconds a mile slower than the range; what rounds to 0 is within.
    package init(secondsSlower: Double) {
        self = secondsSlower >= 0.5 ? .slower : secondsSlower <= -0.5 ? .faster : .inRange
    }
}

/// How pace and heart rate went together, as an earlier generation weighed it: the pace counts more than the pulse.
package struct RunEfficiency: Sendable, Equatable {
    /// The words of the earlier generation.
    package enum Label: String, Sendable, Codable {
        case efficient = "Efficient"
        case grit = "Runner Grit"
        case controlled = "Controlled"
        case inefficient = "Inefficient"
    }

    /// Both 1, pace alone 0.5, heart rate alone 0.3, neither 0.1.
    package let score: Double

    /// `secondsSlower` than the target; within 20 s a mile is on pace.
    package init(secondsSlower: Double, heartRateIsInZone: Bool) {
        let isOnPace = abs(secondsSlower) <= 20
        self.score = isOnPace ? (heartRateIsInZone ? 1 : 0.5) : (heartRateIsInZone ? 0.3 : 0.1)
    }

    package var label: Label { Self.label(self.score) }

    /// The label of one run or of a week: from 1, from 0.5, from 0.25, below.
    package static func label(_ score: Double) -> Label {
        score >= 1 ? .efficient : score >= 0.5 ? .grit : score >= 0.25 ? .controlled : .inefficient
    }

    /// The mean of a week, weighted by miles; nil without miles.
    package static func weekly(_ runs: [(score: Double, miles: Double)]) -> Double? {
        let sound = runs.filter { $0.miles.isFinite && $0.miles > 0 && $0.score.isFinite }
        let miles = sound.reduce(0) { $0 + $1.miles }
        let mean = sound.reduce(0) { $0 + $1.score * $1.miles } / miles
        return miles > 0 && mean.isFinite ? mean : nil
    }
}
