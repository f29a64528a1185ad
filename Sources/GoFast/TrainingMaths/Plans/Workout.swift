/// The kinds of session a plan knows; the raw values are those of the API.
package enum WorkoutType: String, Sendable, Codable, CaseIterable {
    case rest, easy, tempo, intervals
    case longRun = "long_run"
    case racePace = "race_pace"
    case hills, fartlek, recovery, sharpener
    case overUnders = "over_unders"
    case crossTrain = "cross_train"
    case race

    /// A session that asks for a day of recovery on both sides.
    package var isHard: Bool {
        switch self {
        case .tempo, .intervals, .racePace, .hills, .fartlek, .overUnders, .race: true
        case .rest, .easy, .longRun, .recovery, .sharpener, .crossTrain: false
        }
    }
}

/// What to run on a day, and why.
package struct Workout: Sendable, Equatable {
    package var type: WorkoutType
    /// Miles in all, warm-up and jogging included; 0 on a day of rest.
    package var miles: Double
    /// A short name, e.g. "6 x 800 m".
    package var label: String
    /// What to do, in plain words.
    package var description: String
    /// Why this day has this session.
    package var reason: String
    /// From the faster to the slower; nil where pace does not matter.
    package var paceRange: ClosedRange<Pace>?
    /// 1 to 5.
    package var heartRateZone: Int?
    /// Beats a minute, when enough is known of the athlete.
    package var heartRateRange: ClosedRange<Int>?
    /// What to do, step by step; empty on a day of rest.
    package var segments: [Segment]

    package init(
        type: WorkoutType,
        miles: Double,
        label: String,
        description: String,
        reason: String,
        paceRange: ClosedRange<Pace>? = nil,
        heartRateZone: Int? = nil,
        heartRateRange: ClosedRange<Int>? = nil,
        segments: [Segment] = []
    ) {
        self.type = type
        self.miles = miles
        self.label = label
        self.description = description
        self.reason = reason
        self.paceRange = paceRange
        self.heartRateZone = heartRateZone
        self.heartRateRange = heartRateRange
        self.segments = segments
    }
}

/// Steps that are done one after the other, `repeats` times.
package struct Segment: Sendable, Equatable {
    /// At least 1.
    package var repeats: Int
    package var steps: [WorkoutStep]

    package init(repeats: Int = 1, _ steps: [WorkoutStep]) {
        self.repeats = repeats
        self.steps = steps
    }
}

/// One step of a workout.
package struct WorkoutStep: Sendable, Equatable {
    package enum Intent: String, Sendable, Codable { case warmUp, active, interval, recovery, rest, coolDown }

    package enum Length: Sendable, Equatable {
        case distance(Distance)
        /// Seconds.
        case time(Double)
        /// Until the runner presses the button.
        case open
    }

    package var intent: Intent
    package var length: Length
    /// From the faster to the slower; nil means by feel.
    package var paceRange: ClosedRange<Pace>?
    /// 1 to 5.
    package var heartRateZone: Int?
    package var title: String

    package init(
        _ intent: Intent,
        _ length: Length,
        paceRange: ClosedRange<Pace>? = nil,
        heartRateZone: Int? = nil,
        title: String
    ) {
        self.intent = intent
        self.length = length
        self.paceRange = paceRange
        self.heartRateZone = heartRateZone
        self.title = title
    }
}
