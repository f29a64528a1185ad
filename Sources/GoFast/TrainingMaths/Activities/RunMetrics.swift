/// Everything that is measured in one activity; the activity itself is never changed.
package struct RunMetrics: Sendable, Equatable {
    /// Stated by the device when it is believable, measured otherwise; nil when neither is known.
    package var distance: Distance?
    package var distanceSource: DistanceSource
    /// Seconds from start to end, pauses included.
    package var elapsedSeconds: Double
    /// Seconds in which the timer ran.
    package var timerSeconds: Double
    package var movingSeconds: Double
    package var movingTimeMethod: MovingTimeMethod
    /// Of each kilometre or mile; they add up to the distance that was measured.
    package var splits: [Split]
    package var laps: [LapMetrics]
    /// From the shortest distance to the longest one that was covered.
    package var bestEfforts: [BestEffort]
    package var climb: Climb?
    /// The distance on level ground that costs as much energy; nil without altitudes.
    package var levelDistance: Distance?
    /// Beats a minute; the device's figures unless a flag says that the sensor was wrong.
    package var averageHeartRate: Double?
    package var maximumHeartRate: Double?
    /// Steps a minute, both feet.
    package var averageCadence: Double?
    /// Nil without heart rates or without zones.
    package var timeInZones: TimeInZones?
    /// Metres a minute for each beat a minute; nil without heart rates or distance.
    package var efficiencyFactor: Double?
    /// How much less efficient the second half was than the first, as a fraction; nil when too short to tell.
    package var decoupling: Double?
    package var flags: [DataQualityFlag]

    /// By timer time; nil when the distance or the time is not known.
    package var pace: Pace? { self.distance.flatMap { Pace(measured: self.timerSeconds, over: $0) } }

    /// The pace on level ground that costs as much energy, by timer time.
    package var gradeAdjustedPace: Pace? { self.levelDistance.flatMap { Pace(measured: self.timerSeconds, over: $0) } }
}

extension RunMetrics {
    /// Measures an activity. Nothing in it can make this fail: what cannot be believed is flagged and left out.
    ///
    /// - Parameters:
    ///   - zones: Of the athlete; without them there is no time in zones.
    ///   - units: Splits by kilometre or by mile.
    ///   - barometric: The altitudes come from a barometer: changes of 1 m count instead of 3 m.
    package init(
        _ activity: Activity,
        zones: HeartRateZones? = nil,
        units: UnitSystem = .miles,
        barometric: Bool = false
    ) {
        self.init(ActivityTrace(activity, barometric: barometric), zones: zones, units: units)
    }
}
