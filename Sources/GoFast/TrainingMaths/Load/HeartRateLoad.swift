import Foundation

/// Training impulse: minutes weighted by how hard the heart worked.
///
/// Banister (1991), "Modeling elite athletic performance": minutes · r · a·e^(b·r), where r is the share of the heart-rate
/// reserve, a = 0.64 and b = 1.92 for men, a = 0.86 and b = 1.67 for women.
package enum HeartRateLoad {
    /// Nil when the heart rates make no sense (`maximum` not above `resting`, not finite).
    ///
    /// A heart rate below `resting` counts as resting, one above `maximum` as the maximum.
    package static func trimp(
        minutes: Double,
        heartRate: Double,
        resting: Double,
        maximum: Double,
        sex: Athlete.Sex
    ) -> Double? {
        guard minutes.isFinite, minutes >= 0, heartRate.isFinite, resting.isFinite, maximum.isFinite, resting > 0,
            maximum > resting
        else { return nil }
        let reserve = min(max((heartRate - resting) / (maximum - resting), 0), 1)
        return minutes * reserve * Self.weight(reserve, sex)
    }

    private static func weight(_ reserve: Double, _ sex: Athlete.Sex) -> Double {
        switch sex {
        case .male: 0.64 * exp(1.92 * reserve)
        case .female: 0.86 * exp(1.67 * reserve)
        }
    }
}
