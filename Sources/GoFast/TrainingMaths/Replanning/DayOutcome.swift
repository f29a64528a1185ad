/// What became of a session.
package enum DayOutcome: Sendable, Equatable, Codable {
    case run(miles: Double)
    case partlyRun(miles: Double)
    case missed
    case skipped(why: String)

    /// Miles that were really run.
    package var miles: Double {
        switch self {
        case .run(let miles), .partlyRun(let miles): miles
        case .missed, .skipped: 0
        }
    }
}

/// A run that belongs to no session: it counts for load and for the spike guard, not for adherence.
package struct ExtraRun: Sendable, Equatable, Codable {
    package let id: String
    package let day: CalendarDay
    package let miles: Double

    package init(id: String, day: CalendarDay, miles: Double) {
        self.id = id
        self.day = day
        self.miles = miles
    }
}
