/// Load from pace: an hour at threshold pace is 100.
///
/// Running training stress score (McGregor, TrainingPeaks, after Coggan's power-based score): hours · intensity² · 100, where
/// intensity is threshold pace divided by the grade-adjusted pace that was run.
package enum PaceLoad {
    /// Nil unless all are finite and the paces are above zero.
    package static func score(seconds: Double, pace: Pace, threshold: Pace) -> Double? {
        guard seconds.isFinite, seconds >= 0, pace.secondsPerMile.isFinite, pace.secondsPerMile > 0,
            threshold.secondsPerMile.isFinite, threshold.secondsPerMile > 0
        else { return nil }
        let intensity = threshold.secondsPerMile / pace.secondsPerMile
        let score = seconds / 3600 * intensity * intensity * 100
        return score.isFinite ? score : nil
    }
}

/// Load from how hard it felt: minutes times perceived exertion (Foster et al., 2001, J Strength Cond Res 15:109-115).
package enum PerceivedLoad {
    /// Nil unless `exertion` is 0 to 10 (category-ratio scale) and `minutes` is finite and not negative.
    package static func score(minutes: Double, exertion: Double) -> Double? {
        guard (0...10).contains(exertion), minutes.isFinite, minutes >= 0 else { return nil }
        return minutes * exertion
    }
}
