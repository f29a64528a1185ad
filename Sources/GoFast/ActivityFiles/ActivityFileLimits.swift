/// What one file may cost at most, so that no file can exhaust memory or time.
///
/// Nothing is ever allocated by a number found in a file; what goes beyond a count is left out with a warning.
package struct ActivityFileLimits: Sendable, Equatable {
    /// Bytes of the file, unpacked.
    package var bytes = 256 * 1_048_576
    /// Samples of all activities together: eleven days of one sample a second.
    package var samples = 1_000_000
    package var laps = 20_000
    package var activities = 1000
    package var pauses = 20_000
    /// Steps of all workouts together.
    package var workoutSteps = 2000
    /// Warnings kept for a file.
    package var warnings = 100
    /// UTF-8 bytes of any one name or text that is kept.
    package var text = 1024

    package static let standard = ActivityFileLimits()

    package init() {}
}
