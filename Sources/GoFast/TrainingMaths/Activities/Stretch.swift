/// What was measured between two moments of an activity: a split, a lap, a step of a workout.
package struct Stretch: Sendable, Equatable {
    /// Seconds after the activity's start.
    package var startSeconds: Double
    package var endSeconds: Double
    /// Zero when no distance was measured.
    package var distance: Distance
    /// Seconds in which the timer ran.
    package var timerSeconds: Double
    package var movingSeconds: Double
    /// Beats a minute, weighted by time.
    package var averageHeartRate: Double?
    package var maximumHeartRate: Double?
    /// Steps a minute, both feet, weighted by time; standing is left out.
    package var averageCadence: Double?
    /// The distance on level ground that costs as much energy; nil without altitudes.
    package var levelDistance: Distance?

    /// Seconds from start to end, pauses included.
    package var elapsedSeconds: Double { self.endSeconds - self.startSeconds }

    /// By timer time; nil when nothing was covered.
    package var pace: Pace? { Pace(measured: self.timerSeconds, over: self.distance) }

    /// The pace on level ground that costs as much energy, by timer time.
    package var gradeAdjustedPace: Pace? { self.levelDistance.flatMap { Pace(measured: self.timerSeconds, over: $0) } }
}

/// One kilometre or mile of an activity.
package struct Split: Sendable, Equatable {
    /// From 1 on.
    package var number: Int
    package var stretch: Stretch
    /// The rest after the last full kilometre or mile.
    package var isPartial: Bool

    package var distance: Distance { self.stretch.distance }
    package var pace: Pace? { self.stretch.pace }
}

/// The shortest time in which a distance was covered within an activity.
package struct BestEffort: Sendable, Equatable {
    package var distance: Distance
    /// Seconds on the clock, pauses included: standing still is part of the effort.
    package var seconds: Double
    /// Seconds after the activity's start.
    package var startSeconds: Double
    /// Where it began.
    package var start: Distance

    package var pace: Pace { Pace(seconds: self.seconds, over: self.distance) }
}

/// A lap as stated by the device, completed by what its samples say.
package struct LapMetrics: Sendable, Equatable {
    /// From 1 on.
    package var number: Int
    package var lap: Lap
    /// The device's figures where it stated them, ours elsewhere.
    package var stretch: Stretch
    /// The device stated no distance for the lap: it was measured from the samples.
    package var distanceIsMeasured: Bool
    /// The device stated no timer time for the lap: it was measured from the samples.
    package var timeIsMeasured: Bool
}

extension Pace {
    /// Nil unless both are finite and above zero.
    init?(measured seconds: Double, over distance: Distance) {
        guard seconds.isFinite, seconds > 0, distance.meters.isFinite, distance.meters > 0 else { return nil }
        self.init(seconds: seconds, over: distance)
        guard self.secondsPerMile.isFinite, self.secondsPerMile > 0 else { return nil }
    }
}
