import Foundation

/// The paces somebody should train at, each as a range from the faster to the slower.
///
/// The default profile takes fractions of VDOT (J. Daniels, Daniels' Running Formula: E 59 to 74 %, T 88 %, I 97.5 %,
/// R 105 %, M the predicted marathon). The classic profile takes fixed offsets from the 5k pace, which are too fast for
/// the easy runs of slower people; it is there for those who are used to it.
package struct TrainingPaces: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case recovery, easy, longRun, steady, marathon, threshold, interval, repetition
    }

    /// Clamped to 10 minutes to 2 hours.
    package let fiveKSeconds: Double
    package let profile: PlanRequest.PaceProfile
    package let vdot: VDOT

    /// What is no number counts as the slowest time that is worked with.
    package init(fiveKSeconds: Double, profile: PlanRequest.PaceProfile = .vdot) {
        let seconds = fiveKSeconds.isNaN ? 7200 : min(max(fiveKSeconds, 600), 7200)
        self.fiveKSeconds = seconds
        self.profile = profile
        self.vdot = VDOT(seconds: seconds, over: RaceDistance.fiveK.distance) ?? VDOT(seconds < 1800 ? 100 : 5)
    }

    package var fiveK: Pace { Pace(seconds: self.fiveKSeconds, over: RaceDistance.fiveK.distance) }
    package var recovery: ClosedRange<Pace> { self.range(of: .recovery) }
    package var easy: ClosedRange<Pace> { self.range(of: .easy) }
    package var longRun: ClosedRange<Pace> { self.range(of: .longRun) }
    package var steady: ClosedRange<Pace> { self.range(of: .steady) }
    package var marathon: ClosedRange<Pace> { self.range(of: .marathon) }
    package var threshold: ClosedRange<Pace> { self.range(of: .threshold) }
    package var interval: ClosedRange<Pace> { self.range(of: .interval) }
    package var repetition: ClosedRange<Pace> { self.range(of: .repetition) }

    /// The one pace to aim at.
    package func target(of kind: Kind) -> Pace {
        switch (self.profile, kind) {
        case (_, .marathon): self.racePace(for: .marathon)
        case (.vdot, _): self.vdot.pace(atFraction: Self.fractions(of: kind).target)
        case (.classic, _): Pace(secondsPerMile: self.classicFiveK + Self.classicOffset(of: kind))
        }
    }

    package func range(of kind: Kind) -> ClosedRange<Pace> {
        switch (self.profile, kind) {
        case (_, .marathon):
            let pace = self.racePace(for: .marathon).secondsPerMile
            return Pace(secondsPerMile: pace * 0.985)...Pace(secondsPerMile: pace * 1.015)
        case (.vdot, _):
            let fractions = Self.fractions(of: kind)
            return self.vdot.pace(atFraction: fractions.fastest)...self.vdot.pace(atFraction: fractions.slowest)
        case (.classic, _):
            let pace = self.target(of: kind).secondsPerMile
            return Pace(secondsPerMile: pace - 10)...Pace(secondsPerMile: pace + 10)
        }
    }

    /// The pace of a race: of the goal when there is one, else what today's 5k promises over that distance.
    package func racePace(for race: RaceDistance, goalSeconds: Double? = nil) -> Pace {
        if let goalSeconds, goalSeconds.isFinite, goalSeconds > 0 {
            return Pace(seconds: goalSeconds, over: race.distance)
        }
        switch self.profile {
        case .vdot:
            let distance = race.distance
            let marathon = RaceDistance.marathon.distance
            guard distance.meters.isFinite, distance > marathon else {
                return Pace(seconds: self.vdot.seconds(for: distance), over: distance)
            }
            // VDOT holds up to 4 hours; beyond the marathon time grows with distance to 1.15, as in the ensemble.
            let pace = Pace(seconds: self.vdot.seconds(for: marathon), over: marathon)
            return Pace(secondsPerMile: pace.secondsPerMile * pow(distance.meters / marathon.meters, 0.15))
        case .classic:
            return Pace(
                seconds: PaceFormula.continuous.seconds(fiveKSeconds: self.fiveKSeconds, for: race),
                over: race.distance
            )
        }
    }

    /// Shares of VDOT. E, T, I and R are Daniels'; recovery, long and steady runs are parts of his easy to marathon span.
    private static func fractions(of kind: Kind) -> (slowest: Double, target: Double, fastest: Double) {
        switch kind {
        case .recovery: (0.55, 0.62, 0.66)
        case .easy: (0.59, 0.70, 0.74)
        case .longRun: (0.62, 0.70, 0.76)
        case .steady, .marathon: (0.74, 0.78, 0.82)
        case .threshold: (0.86, 0.88, 0.895)
        case .interval: (0.95, 0.975, 1.0)
        case .repetition: (1.03, 1.05, 1.08)
        }
    }

    /// The earlier generations counted a 5k as 3.1 miles; the offsets belong to that pace.
    private var classicFiveK: Double { self.fiveKSeconds / PaceFormula.fiveKMiles }

    /// Seconds a mile on top of the 5k pace.
    private static func classicOffset(of kind: Kind) -> Double {
        switch kind {
        case .recovery, .easy: 90
        case .longRun: 75
        case .steady, .marathon: 60
        case .threshold: 30
        case .interval: 0
        case .repetition: -20
        }
    }
}
