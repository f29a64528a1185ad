/// The energy that a metre of running or walking costs at a grade.
///
/// Minetti et al. (2002), "Energy cost of walking and running at extreme uphill and downhill slopes",
/// J Appl Physiol 93:1039-1046: polynomials of fifth degree, measured from -0.45 to +0.45.
package enum RunningCost {
    /// Beyond it nothing was measured; steeper grades count as this one.
    package static let steepestGrade = 0.45

    /// The least that a downhill metre counts in a grade-adjusted pace, as a share of a level metre.
    ///
    /// The energy model says that -18 % costs half; but braking keeps people from running twice as fast down there.
    package static let downhillFloor = 0.88

    /// J/kg/m of running at `grade` (rise over run); a grade that is not a number counts as level.
    package static func running(grade: Double) -> Double {
        let i = Self.clamped(grade)
        return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6
    }

    /// J/kg/m of walking at `grade` (rise over run); a grade that is not a number counts as level.
    package static func walking(grade: Double) -> Double {
        let i = Self.clamped(grade)
        return ((((280.5 * i - 58.7) * i - 76.8) * i + 51.9) * i + 19.6) * i + 2.5
    }

    /// The way of moving that a polynomial was measured for.
    package enum Gait: Sendable {
        case running, walking

        /// Nil for sports that are not done on foot.
        package init?(_ sport: Sport) {
            switch sport.kind {
            case .running: self = .running
            case .walking, .hiking: self = .walking
            case .cycling, .swimming, .strength, .transition, .other: return nil
            }
        }
    }

    /// What a metre at `grade` costs, in level metres; never less than `floor`.
    package static func ratio(
        grade: Double,
        gait: Gait = .running,
        floor: Double = RunningCost.downhillFloor
    ) -> Double {
        switch gait {
        case .running: max(Self.running(grade: grade) / 3.6, floor)
        case .walking: max(Self.walking(grade: grade) / 2.5, floor)
        }
    }

    private static func clamped(_ grade: Double) -> Double {
        grade.isNaN ? 0 : min(max(grade, -Self.steepestGrade), Self.steepestGrade)
    }
}
