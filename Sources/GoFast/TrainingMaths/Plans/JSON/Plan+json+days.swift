/// A week in the JSON of a plan.
struct WeekJSON: Codable {
    var weekIndex: Int
    var startDate: CalendarDay
    var endDate: CalendarDay
    var phase: Phase
    var targetMileage: Double
    var isDeload: Bool?
    var reason: String?

    init(_ week: PlanWeek) {
        self.weekIndex = week.weekIndex
        self.startDate = week.startDate
        self.endDate = week.endDate
        self.phase = week.phase
        self.targetMileage = week.targetMiles
        self.isDeload = week.isDeload
        self.reason = week.reason
    }

    var week: PlanWeek {
        PlanWeek(
            weekIndex: self.weekIndex,
            startDate: self.startDate,
            endDate: self.endDate,
            phase: self.phase,
            targetMiles: self.targetMileage,
            isDeload: self.isDeload ?? false,
            reason: self.reason ?? ""
        )
    }
}

/// A day in the JSON of a plan.
struct DayJSON: Codable {
    var id: String?
    var weekIndex: Int
    var dayIndex: Int?
    var dayName: String?
    var date: CalendarDay
    var phase: Phase?
    var plannedData: WorkoutJSON

    init(_ day: PlannedDay) {
        self.id = day.id
        self.weekIndex = day.weekIndex
        self.dayIndex = day.dayIndex
        self.dayName = day.date.weekday.name
        self.date = day.date
        self.phase = day.phase
        self.plannedData = WorkoutJSON(day.workout)
    }

    /// The day; its phase is that of its week when it is not told.
    func day(phases: [WeekJSON], at path: [any CodingKey]) throws -> PlannedDay {
        if let index = self.dayIndex, index != self.date.weekday.rawValue {
            throw PlanText.error(
                "dayIndex \(index) is not \(self.date), which is a \(self.date.weekday.name) (\(self.date.weekday.rawValue))",
                path
            )
        }
        guard let phase = self.phase ?? phases.first(where: { $0.weekIndex == self.weekIndex })?.phase else {
            throw PlanText.error("there is no week \(self.weekIndex)", path)
        }
        return PlannedDay(
            id: self.id ?? "\(self.date)",
            weekIndex: self.weekIndex,
            date: self.date,
            phase: phase,
            workout: try self.plannedData.workout(at: path)
        )
    }
}

/// What to run, in the JSON of a plan; paces are for a mile.
struct WorkoutJSON: Codable {
    var type: WorkoutType
    var mileage: Double
    /// Minutes, for people; not read.
    var duration: Int?
    var paceRange: String?
    /// The middle of the range, for people; not read when there is a range.
    var targetPace: String?
    var hrZone: Int?
    var hrRange: String?
    var label: String?
    var description: String?
    var reason: String?
    var segments: [SegmentJSON]?

    init(_ workout: Workout) {
        self.type = workout.type
        self.mileage = workout.miles
        self.paceRange = workout.paceRange?.text(in: .miles)
        self.targetPace = workout.paceRange.map { range in
            Pace(secondsPerMile: (range.lowerBound.secondsPerMile + range.upperBound.secondsPerMile) / 2).text(
                in: .miles
            )
        }
        self.duration = workout.minutes
        self.hrZone = workout.heartRateZone
        self.hrRange = workout.heartRateRange.map { "\($0.lowerBound)-\($0.upperBound)" }
        self.label = workout.label
        self.description = workout.description
        self.reason = workout.reason
        self.segments = workout.segments.map { SegmentJSON($0) }
    }

    func workout(at path: [any CodingKey]) throws -> Workout {
        let text = self.paceRange ?? self.targetPace
        return Workout(
            type: self.type,
            miles: self.mileage,
            label: self.label ?? "",
            description: self.description ?? "",
            reason: self.reason ?? "",
            paceRange: try text.map { try PlanText.paceRange($0, path) },
            heartRateZone: self.hrZone,
            heartRateRange: try self.hrRange.map { try PlanText.heartRates($0, path) },
            segments: try (self.segments ?? []).map { try $0.segment(at: path) }
        )
    }
}

extension Workout {
    /// Minutes that the session takes by its steps; nil when a step has neither length and pace nor time.
    package var minutes: Int? {
        guard !self.segments.isEmpty else { return nil }
        var seconds = 0.0
        for segment in self.segments {
            for step in segment.steps {
                let repeats = Double(segment.repeats)
                switch (step.length, step.paceRange ?? self.paceRange) {
                case (.time(let time), _): seconds += repeats * time
                case (.distance(let distance), let range?):
                    let middle = (range.lowerBound.secondsPerMile + range.upperBound.secondsPerMile) / 2
                    seconds += repeats * middle * distance.miles
                case (.distance, nil), (.open, _): return nil
                }
            }
        }
        return seconds.isFinite ? Int(exactly: (min(max(seconds, 0), 1e9) / 60).rounded()) : nil
    }
}

/// Steps in the JSON of a plan.
struct SegmentJSON: Codable {
    var repeats: Int?
    var steps: [StepJSON]

    init(_ segment: Segment) {
        self.repeats = segment.repeats
        self.steps = segment.steps.map { StepJSON($0) }
    }

    func segment(at path: [any CodingKey]) throws -> Segment {
        Segment(repeats: self.repeats ?? 1, try self.steps.map { try $0.step(at: path) })
    }
}

/// One step in the JSON of a plan; without a distance and a time it is open.
struct StepJSON: Codable {
    var intent: WorkoutStep.Intent
    var title: String?
    var distanceMiles: Double?
    /// When miles to four decimals are not exact.
    var distanceMeters: Double?
    var durationSeconds: Double?
    var paceRange: String?
    var hrZone: Int?

    init(_ step: WorkoutStep) {
        self.intent = step.intent
        self.title = step.title
        switch step.length {
        case .distance(let distance):
            let miles = (distance.miles * 10_000).rounded() / 10_000
            self.distanceMiles = miles
            if Distance(miles: miles) != distance { self.distanceMeters = distance.meters }
        case .time(let seconds): self.durationSeconds = seconds
        case .open: break
        }
        self.paceRange = step.paceRange?.text(in: .miles)
        self.hrZone = step.heartRateZone
    }

    func step(at path: [any CodingKey]) throws -> WorkoutStep {
        let distance = RaceJSON.agreeing(
            self.distanceMeters.map { Distance(meters: $0) },
            self.distanceMiles.map { Distance(miles: $0) }
        )
        let length: WorkoutStep.Length =
            if let distance { .distance(distance) } else if let time = self.durationSeconds { .time(time) } else {
                .open
            }
        return WorkoutStep(
            self.intent,
            length,
            paceRange: try self.paceRange.map { try PlanText.paceRange($0, path) },
            heartRateZone: self.hrZone,
            title: self.title ?? ""
        )
    }
}
