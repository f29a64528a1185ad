/// Why an activity cannot be written in a format.
package enum ActivityExportError: Error, Sendable, Equatable {
    /// Every point of a TCX file has a date and a time; this activity has none.
    case noTimes
}

extension ActivityExportError: CustomStringConvertible {
    package var description: String { "The activity has no date and times, and a TCX file cannot be without: use GPX." }
}
