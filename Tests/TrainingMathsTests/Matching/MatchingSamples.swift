import struct Foundation.Date

@testable import TrainingMaths

/// The week of Monday 2027-03-01, as matching tests see it.
enum Week {
    static let monday = CalendarDay(year: 2027, month: 3, day: 1) ?? CalendarDay(number: 0)

    static func session(
        _ id: String,
        _ dayIndex: Int,
        _ type: WorkoutType = .easy,
        meters: Double = 8047,
        label: String = "Easy run",
        segments: [Segment] = []
    ) -> PlannedDay {
        let workout = Workout(
            type: type,
            miles: Distance(meters: meters).miles,
            label: label,
            description: "",
            reason: "",
            segments: segments
        )
        return PlannedDay(id: id, weekIndex: 2, date: Self.monday + dayIndex, phase: .build, workout: workout)
    }

    /// A moment of the week, UTC unless an offset is given.
    static func date(_ dayIndex: Int, _ hour: Double = 12, utcOffset: Int = 0) -> Date {
        Date(timeIntervalSince1970: Double((Self.monday + dayIndex).number) * 86_400 + hour * 3600 - Double(utcOffset))
    }

    static func run(
        _ id: String,
        _ dayIndex: Int,
        meters: Double? = 8000,
        hour: Double = 12,
        minutes: Double = 45,
        name: String? = nil,
        source: String = "garmin",
        sport: Sport = Sport(.running)
    ) -> LoggedActivity {
        var activity = LoggedActivity(
            id: id,
            source: source,
            sport: sport,
            start: Self.date(dayIndex, hour),
            distance: meters.map { Distance(meters: $0) }
        )
        activity.seconds = minutes * 60
        activity.elapsedSeconds = minutes * 60
        activity.name = name
        return activity
    }
}

/// A generator that tests can repeat (Steele, Lea, Flood 2014: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
