/// How an actual distance compares with a planned one when the two are to be matched.
package enum DistanceFit: String, Sendable, Codable {
    /// Within 20 %, or within 1.5 miles as long as those are no more than a quarter of the plan.
    case close
    case neither
    /// Less than half or more than one and a half times the plan.
    case far

    /// Nil when either distance is not known.
    ///
    /// An earlier generation took 1.5 miles alone as close: for a run of two miles that is any run. Here the absolute rule ends at a
    /// quarter of the plan, yet never below 400 m, so that a short run may still be off by the noise of its measurement.
    package init?(actual: Distance, planned: Distance) {
        guard planned.meters > 0, planned.meters.isFinite, actual.meters >= 0, actual.meters.isFinite else {
            return nil
        }
        let off = abs(actual.meters - planned.meters)
        let ratio = actual.meters / planned.meters
        let absolute = min(1.5 * Distance.metersPerMile, max(0.25 * planned.meters, 400))
        if ratio < 0.5 || ratio > 1.5 {
            self = .far
        } else if off <= 0.2 * planned.meters || off <= absolute {
            self = .close
        } else {
            self = .neither
        }
    }

    /// Ratios that may be linked without asking.
    static let automatic = 0.8...1.25
}
