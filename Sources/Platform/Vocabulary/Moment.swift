import Foundation

/// A point in time by the server's clock, to the millisecond.
///
/// Stored and sent as whole milliseconds since 1970, so that what is read back equals what was written. Durations are
/// plain milliseconds. In-game time is another thing: it is counted by the game and stands still while it loads.
package struct Moment: Hashable, Comparable, Sendable, Codable, RawRepresentable {
    /// Milliseconds since 1970-01-01T00:00Z.
    package let rawValue: Int64

    /// A moment so many milliseconds after 1970 began.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Earlier moments come first.
    package static func < (left: Moment, right: Moment) -> Bool { left.rawValue < right.rawValue }
    /// The moment `milliseconds` later.
    package static func + (moment: Moment, milliseconds: Int64) -> Moment {
        Moment(rawValue: moment.rawValue + milliseconds)
    }
    /// The moment `milliseconds` earlier.
    package static func - (moment: Moment, milliseconds: Int64) -> Moment {
        Moment(rawValue: moment.rawValue - milliseconds)
    }
    /// Milliseconds from `right` to `left`.
    package static func - (left: Moment, right: Moment) -> Int64 { left.rawValue - right.rawValue }

    /// The present moment. Only what stands at the edge asks; everything else is given its time.
    package static let now: @Sendable () -> Moment = {
        Moment(rawValue: Int64(Date().timeIntervalSince1970 * 1000))
    }
}
