/// How far a goal is from today's 5k, by the seconds that the 5k has to fall.
package enum GoalDifficulty: String, Sendable, CaseIterable {
    /// The goal asks for less than today's ability, by more than 30 s in the 5k.
    case comfortable = "comfortably within reach"
    case reasonable, challenging, aggressive

    /// More than 180 s is aggressive, more than 60 s challenging, down to 30 s slower reasonable.
    package init(fiveKSeconds: Double, goalFiveKSeconds: Double) {
        let fall = fiveKSeconds - goalFiveKSeconds
        self = fall > 180 ? .aggressive : fall > 60 ? .challenging : fall >= -30 ? .reasonable : .comfortable
    }
}

/// Three goals faster than a prediction, for those who have none.
package struct GoalTiers: Sendable, Equatable {
    package let safeSeconds: Double
    package let stretchSeconds: Double
    package let savageSeconds: Double

    /// Minutes faster by race: 5k 1/2/4, 10k 2/4/6, ten miles 3/5/8, half 5/10/15, marathon 8/15/30, other 5/10/20.
    ///
    /// No tier takes more than a tenth, a sixth or a quarter of the time, so that a fast or short race keeps sane tiers.
    package init(for race: RaceDistance, predictedSeconds: Double) {
        let minutes: (Double, Double, Double) =
            switch race {
            case .fiveK: (1, 2, 4)
            case .tenK: (2, 4, 6)
            case .tenMiles: (3, 5, 8)
            case .half: (5, 10, 15)
            case .marathon: (8, 15, 30)
            case .other: (5, 10, 20)
            }
        self.safeSeconds = predictedSeconds - min(minutes.0 * 60, predictedSeconds / 10)
        self.stretchSeconds = predictedSeconds - min(minutes.1 * 60, predictedSeconds / 6)
        self.savageSeconds = predictedSeconds - min(minutes.2 * 60, predictedSeconds / 4)
    }
}

/// How a race ended beside its goal, by pace: up to 5 s a mile off is a hit, up to 20 s close.
package enum GoalOutcome: String, Sendable, CaseIterable {
    case hit, close, missed

    /// `secondsPerMile` is the difference to the goal's pace, in any direction.
    package init(secondsPerMileOff: Double) {
        let off = abs(secondsPerMileOff)
        self = off <= 5 ? .hit : off <= 20 ? .close : .missed
    }
}
