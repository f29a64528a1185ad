/// What one activity cost, on each scale that its data allow.
///
/// The scales are not interchangeable: an hour at threshold is 100 by pace, some 120 by heart rate and 480 by feeling.
/// A trend must stay on one of them.
package struct TrainingLoad: Sendable, Equatable {
    package enum Scale: String, Sendable, Codable, CaseIterable { case pace, heartRate, perceived }

    /// By grade-adjusted pace against threshold pace; see ``PaceLoad``.
    package var pace: Double?
    /// Training impulse by heart rate; see ``HeartRateLoad``.
    package var heartRate: Double?
    /// By perceived exertion; see ``PerceivedLoad``.
    package var perceived: Double?

    /// - Parameters:
    ///   - athlete: Heart-rate load needs sex, resting and maximum heart rate, all measured.
    ///   - threshold: Pace that can be held for about an hour.
    ///   - exertion: 0 to 10, as the runner rated the session.
    package init(_ trace: ActivityTrace, athlete: Athlete, threshold: Pace? = nil, exertion: Double? = nil) {
        let metrics = RunMetrics(trace)
        let isRun = trace.activity.sport.kind == .running
        if isRun, let threshold, let pace = metrics.gradeAdjustedPace ?? metrics.pace {
            self.pace = PaceLoad.score(seconds: metrics.timerSeconds, pace: pace, threshold: threshold)
        }
        if let sex = athlete.sex, let resting = athlete.restingHeartRate, let maximum = athlete.maximumHeartRate {
            self.heartRate = HeartRateLoad.trimp(trace, resting: resting, maximum: maximum, sex: sex)
        }
        if let exertion {
            self.perceived = PerceivedLoad.score(minutes: metrics.timerSeconds / 60, exertion: exertion)
        }
    }

    package subscript(scale: Scale) -> Double? {
        switch scale {
        case .pace: self.pace
        case .heartRate: self.heartRate
        case .perceived: self.perceived
        }
    }
}

extension HeartRateLoad {
    /// The sum over all samples, each for ten seconds at most, so that a leap of the clock is no load; nil without heart rates.
    package static func trimp(
        _ trace: ActivityTrace,
        resting: Double,
        maximum: Double,
        sex: Athlete.Sex
    ) -> Double? {
        var total: Double?
        for (beats, seconds) in zip(trace.heartRate, trace.durations) where !beats.isNaN && seconds > 0 {
            let part = Self.trimp(minutes: seconds / 60, heartRate: beats, resting: resting, maximum: maximum, sex: sex)
            guard let part else { return nil }
            total = (total ?? 0) + part
        }
        return total
    }
}
