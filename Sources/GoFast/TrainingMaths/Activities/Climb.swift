/// Metres up and down, and how they were found.
package struct Climb: Sendable, Equatable {
    package enum Method: Sendable, Equatable {
        /// Stated by the device.
        case device
        /// Median of five altitudes, then only changes of at least `threshold` metres count.
        case smoothed(threshold: Double)
    }

    package var ascent: Double
    package var descent: Double
    package var method: Method
}
