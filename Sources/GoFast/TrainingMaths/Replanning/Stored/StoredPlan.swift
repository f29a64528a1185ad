/// A plan as it is stored beside its changes. The format for other programs rounds paces to text; this one is exact.
struct StoredPlan: Codable {
    var id: String
    var kind: Plan.Kind
    var request: StoredRequest
    var weeks: [StoredWeek]
    var days: [StoredDay]
    var notes: [String]

    init(_ plan: Plan) {
        self.id = plan.id
        self.kind = plan.kind
        self.request = StoredRequest(plan.request)
        self.weeks = plan.weeks.map { StoredWeek($0) }
        self.days = plan.days.map { StoredDay($0) }
        self.notes = plan.notes
    }

    var value: Plan {
        Plan(
            id: self.id,
            kind: self.kind,
            request: self.request.value,
            weeks: self.weeks.map(\.value),
            days: self.days.map(\.value),
            notes: self.notes
        )
    }
}

struct StoredWeek: Codable {
    var weekIndex: Int
    var startDate: CalendarDay
    var endDate: CalendarDay
    var phase: Phase
    var miles: Double
    var isDeload: Bool
    var reason: String

    init(_ week: PlanWeek) {
        self.weekIndex = week.weekIndex
        self.startDate = week.startDate
        self.endDate = week.endDate
        self.phase = week.phase
        self.miles = week.targetMiles
        self.isDeload = week.isDeload
        self.reason = week.reason
    }

    var value: PlanWeek {
        PlanWeek(
            weekIndex: self.weekIndex,
            startDate: self.startDate,
            endDate: self.endDate,
            phase: self.phase,
            targetMiles: self.miles,
            isDeload: self.isDeload,
            reason: self.reason
        )
    }
}

struct StoredDay: Codable {
    var id: String
    var weekIndex: Int
    var date: CalendarDay
    var phase: Phase
    var workout: StoredWorkout

    init(_ day: PlannedDay) {
        self.id = day.id
        self.weekIndex = day.weekIndex
        self.date = day.date
        self.phase = day.phase
        self.workout = StoredWorkout(day.workout)
    }

    var value: PlannedDay {
        PlannedDay(
            id: self.id,
            weekIndex: self.weekIndex,
            date: self.date,
            phase: self.phase,
            workout: self.workout.value
        )
    }
}

struct StoredWorkout: Codable {
    var type: WorkoutType
    var miles: Double
    var label: String
    var description: String
    var reason: String
    var paces: StoredPaces?
    var heartRateZone: Int?
    /// Lowest and highest.
    var heartRates: [Int]?
    var segments: [StoredSegment]

    init(_ workout: Workout) {
        self.type = workout.type
        self.miles = workout.miles
        self.label = workout.label
        self.description = workout.description
        self.reason = workout.reason
        self.paces = workout.paceRange.map { StoredPaces($0) }
        self.heartRateZone = workout.heartRateZone
        self.heartRates = workout.heartRateRange.map { [$0.lowerBound, $0.upperBound] }
        self.segments = workout.segments.map { StoredSegment($0) }
    }

    var value: Workout {
        var rates: ClosedRange<Int>?
        if let pair = self.heartRates, pair.count == 2, pair[0] <= pair[1] { rates = pair[0]...pair[1] }
        return Workout(
            type: self.type,
            miles: self.miles,
            label: self.label,
            description: self.description,
            reason: self.reason,
            paceRange: self.paces?.value,
            heartRateZone: self.heartRateZone,
            heartRateRange: rates,
            segments: self.segments.map(\.value)
        )
    }
}

/// Seconds a mile.
struct StoredPaces: Codable {
    var faster: Double
    var slower: Double

    init(_ range: ClosedRange<Pace>) {
        self.faster = range.lowerBound.secondsPerMile
        self.slower = range.upperBound.secondsPerMile
    }

    /// Nil when the two are the wrong way round.
    var value: ClosedRange<Pace>? {
        self.faster <= self.slower ? Pace(secondsPerMile: self.faster)...Pace(secondsPerMile: self.slower) : nil
    }
}

struct StoredSegment: Codable {
    struct Step: Codable {
        var intent: WorkoutStep.Intent
        var meters: Double?
        var seconds: Double?
        var paces: StoredPaces?
        var heartRateZone: Int?
        var title: String
    }

    var repeats: Int
    var steps: [Step]

    init(_ segment: Segment) {
        self.repeats = segment.repeats
        self.steps = segment.steps.map { step in
            var stored = Step(intent: step.intent, heartRateZone: step.heartRateZone, title: step.title)
            stored.paces = step.paceRange.map { StoredPaces($0) }
            switch step.length {
            case .distance(let distance): stored.meters = distance.meters
            case .time(let seconds): stored.seconds = seconds
            case .open: break
            }
            return stored
        }
    }

    var value: Segment {
        Segment(
            repeats: self.repeats,
            self.steps.map { step in
                let length: WorkoutStep.Length =
                    step.meters.map { .distance(Distance(meters: $0)) } ?? step.seconds.map { .time($0) } ?? .open
                return WorkoutStep(
                    step.intent,
                    length,
                    paceRange: step.paces?.value,
                    heartRateZone: step.heartRateZone,
                    title: step.title
                )
            }
        )
    }
}
