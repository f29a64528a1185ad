/// A training plan: weeks, and the days in them, each with its reason.
///
/// Names are those of the API and of the plan JSON: a plan has `weeks` (the blueprint) and planned `days` (the store that is asked by date).
package struct Plan: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        case full
        /// Too little time for phases: keeps fitness, practises the race, rests.
        case racePrep
    }

    /// Made from the request: the same request gives the same plan with the same id.
    package var id: String
    package var kind: Kind
    package var request: PlanRequest
    package var weeks: [PlanWeek]
    /// In order of date; a day may hold two sessions.
    package var days: [PlannedDay]
    /// What a person should know before they accept it, in words: short time, big ramp, far goal.
    package var notes: [String]

    package init(
        id: String,
        kind: Kind,
        request: PlanRequest,
        weeks: [PlanWeek],
        days: [PlannedDay],
        notes: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.request = request
        self.weeks = weeks
        self.days = days
        self.notes = notes
    }
}

package enum Phase: String, Sendable, Codable, CaseIterable { case base, build, peak, taper }

/// A week from Monday to Sunday; the first may begin later, the last ends with the race.
package struct PlanWeek: Sendable, Equatable {
    /// From 0 on.
    package var weekIndex: Int
    package var startDate: CalendarDay
    package var endDate: CalendarDay
    package var phase: Phase
    package var targetMiles: Double
    package var isDeload: Bool
    /// Why the week is as it is.
    package var reason: String

    package init(
        weekIndex: Int,
        startDate: CalendarDay,
        endDate: CalendarDay,
        phase: Phase,
        targetMiles: Double,
        isDeload: Bool = false,
        reason: String
    ) {
        self.weekIndex = weekIndex
        self.startDate = startDate
        self.endDate = endDate
        self.phase = phase
        self.targetMiles = targetMiles
        self.isDeload = isDeload
        self.reason = reason
    }
}

/// One session of a plan; it keeps its identity when it moves.
package struct PlannedDay: Sendable, Equatable {
    /// Unique in its plan and stable for ever, e.g. `w03-tue`.
    package let id: String
    package var weekIndex: Int
    package var date: CalendarDay
    package var phase: Phase
    package var workout: Workout

    /// 0 is Monday.
    package var dayIndex: Int { self.date.weekday.rawValue }

    package init(id: String, weekIndex: Int, date: CalendarDay, phase: Phase, workout: Workout) {
        self.id = id
        self.weekIndex = weekIndex
        self.date = date
        self.phase = phase
        self.workout = workout
    }
}
