/// What is known of a runner when a plan or a prediction is asked for.
package struct Athlete: Sendable, Equatable, Codable {
    /// How used to training somebody is.
    package enum Level: String, Sendable, Codable, CaseIterable { case beginner, intermediate, advanced, competitive }

    package enum Sex: String, Sendable, Codable, CaseIterable { case female, male }

    /// Seconds for 5 km, raced today.
    package var fiveKSeconds: Double
    /// What was really run in a mean week of the last four.
    package var weeklyMiles: Double
    /// The longest run of the last 30 days; nil when it is not known.
    package var longestRunMiles: Double?
    package var level: Level
    package var age: Int?
    package var sex: Sex?
    /// Beats a minute, measured.
    package var maximumHeartRate: Double?
    package var restingHeartRate: Double?
    package var thresholdHeartRate: Double?

    package init(fiveKSeconds: Double, weeklyMiles: Double, level: Level = .intermediate) {
        self.fiveKSeconds = fiveKSeconds
        self.weeklyMiles = weeklyMiles
        self.level = level
    }
}
