package import Vocabulary

/// Two clocks, read at once. Rules have no clock of their own.
package struct Reading: Equatable, Sendable {
    /// The wall clock, which may be set and so may jump.
    package let moment: Moment
    /// Milliseconds by a clock that only ever goes forward; means nothing beyond one process.
    package let uptime: Int64

    package init(moment: Moment, uptime: Int64) {
        self.moment = moment
        self.uptime = uptime
    }
}
