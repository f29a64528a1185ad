/// The rules by which training changes what is believed of a runner; each is pure, bounded, and steps in small steps.
///
/// They are those of earlier generations of the product: no published study gives their figures. Paces are seconds a mile.
package enum Adaptive5kRules {
    /// Total 5k seconds after a week of a given run efficiency: -10, -5, 0, +5, +10 s from 0.95, 0.80, 0.60, 0.40 and below.
    package static func weeklyChange(efficiency: Double) -> Double {
        switch efficiency {
        case 0.95...: -10
        case 0.80...: -5
        case 0.60...: 0
        case 0.40...: 5
        default: 10
        }
    }

    /// The 5k pace after intervals that were on target or faster.
    ///
    /// `credited` is the pace run less the workout's offset from the 5k pace. At most 10 s a mile faster for one workout,
    /// never below 90 % of the current pace, never slower.
    package static func intervalCredit(current: Double, credited: Double) -> (pace: Double, bound: Adaptive5kBound?) {
        let floor = max(current - 10, 0.9 * current)
        if credited >= current { return (current, nil) }
        return credited < floor ? (floor, .workout) : (credited, nil)
    }

    package enum ThresholdCredit: Sendable, Equatable {
        case pace(Double, Adaptive5kBound?)
        /// A tempo run this fast says that the 5k is out of date, rather than the threshold.
        case staleFiveK
    }

    /// The threshold pace after a tempo run: within 5 s nothing changes, else at most 12 s faster or 6 s slower.
    ///
    /// It has to be slower than the 5k pace and 10 s.
    package static func thresholdCredit(current: Double?, observed: Double, fiveKPace: Double) -> ThresholdCredit {
        guard observed > fiveKPace + 10 else { return .staleFiveK }
        guard let current else { return .pace(observed, nil) }
        if abs(observed - current) <= 5 { return .pace(current, .deadBand) }
        if observed < current - 12 { return .pace(current - 12, .workout) }
        if observed > current + 6 { return .pace(current + 6, .workout) }
        return .pace(observed, nil)
    }

    /// The heart rate that easy runs should stay below, after an easy run: down by at most 4, up by at most 2 and only
    /// when it was more than 3 above; always 80 to 210.
    package static func aerobicCeiling(current: Double?, observed: Double) -> (ceiling: Double, bound: Adaptive5kBound?)
    {
        let observed = min(max(observed, 80), 210)
        guard let current else { return (observed, nil) }
        if observed < current { return observed < current - 4 ? (current - 4, .workout) : (observed, nil) }
        guard observed > current + 3 else { return (current, .deadBand) }
        return (min(current + 2, 210), .workout)
    }

    /// The 5k pace after a week whose long run was nearly as planned: 5 s a mile faster, never below 95 % of the current.
    package static func lightWeek(current: Double) -> Double { max(current - 5, 0.95 * current) }

    /// Whether a long run is good enough for ``lightWeek(current:)``: 90 % of its length, between 30 s a mile slower and
    /// 15 s faster than its target.
    package static func lightWeekApplies(longRunRatio: Double, secondsSlowerThanTarget: Double) -> Bool {
        longRunRatio >= 0.9 && (-15...30) ~= secondsSlowerThanTarget
    }
}

/// What kept a change smaller than its evidence asked for.
package enum Adaptive5kBound: String, Sendable, Codable, CaseIterable {
    /// The most that one workout may change.
    case workout
    /// Too small a difference to mean anything.
    case deadBand
    /// The most that one week may change: 10 s a mile faster, 10 s of 5k time slower.
    case week
    /// 12 % from the last time that was raced or stated.
    case anchor
    /// The evidence is older than the last time that was raced or stated, which already holds it.
    case older
}
