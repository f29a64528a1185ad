extension PlanDraft {
    private var book: SessionBook { SessionBook(self.planning) }

    /// A day of rest, said why.
    func rest(_ reason: String, label: String = "Rest") -> Workout {
        var workout = self.book.rest(reason: reason)
        workout.label = label
        return workout
    }

    /// A plain run at the paces of today.
    func plainRun(_ type: WorkoutType, miles: Double, reason: String) -> Workout {
        switch type {
        case .longRun: self.book.longRun(miles, goalShare: 0, reason: reason)
        case .recovery: self.book.recovery(miles, reason: reason)
        default: self.book.easy(miles, reason: reason)
        }
    }

    /// The same minutes without the impact of running.
    func crossTraining(insteadOf workout: Workout, reason: String) -> Workout {
        let minutes = (self.minutes(of: workout) / 5).rounded(.up) * 5
        let step = WorkoutStep(.active, .time(minutes * 60), heartRateZone: 2, title: "Without pain")
        let words = DecimalText.text(minutes, places: 0, separator: ".")
        return Workout(
            type: .crossTrain,
            miles: 0,
            label: "Cross-training \(words) min",
            description: "\(words) minutes on a bike, in water or on a machine, easily; stop when it hurts.",
            reason: reason,
            heartRateZone: 2,
            heartRateRange: self.book.zones?.range(of: 2),
            segments: [Segment([step])]
        )
    }

    /// Minutes that a session takes at its paces, or at easy pace; 5 to 240.
    private func minutes(of workout: Workout) -> Double {
        let range = workout.paceRange ?? self.book.range(.easy)
        let minutes = workout.miles * (range.lowerBound.secondsPerMile + range.upperBound.secondsPerMile) / 120
        return minutes.isFinite ? min(max(minutes, 5), 240) : 30
    }

    /// The same session, longer or shorter. Of hard ones warm-up and cool-down give way first, then all steps in proportion.
    func resized(_ workout: Workout, to miles: Double, reason: String) -> Workout {
        guard miles >= 0, miles.isFinite, workout.miles > 0 else { return workout }
        switch workout.type {
        case .easy, .recovery, .longRun: return self.plainRun(workout.type, miles: miles, reason: reason)
        default: break
        }
        var new = workout
        new.miles = miles
        new.reason = reason
        new.segments =
            Self.aroundMain(workout.segments, by: Distance(miles: miles - workout.miles))
            ?? Self.inProportion(workout.segments, miles / workout.miles)
        let words =
            workout.description.hasPrefix("Now ")
            ? workout.description.drop { $0 != ":" }.dropFirst(2) : workout.description[...]
        new.description = "Now \(self.text(miles)): \(words)"
        return new
    }

    /// Half of the change in the warm-up, half in the cool-down; nil when less than half a mile of one would be left.
    private static func aroundMain(_ segments: [Segment], by change: Distance) -> [Segment]? {
        var segments = segments
        let places = segments.indices.filter { index in
            let steps = segments[index].steps
            return segments[index].repeats == 1 && steps.count == 1
                && [.warmUp, .coolDown].contains(steps[0].intent)
        }
        guard places.count == 2 else { return nil }
        for place in places {
            guard case .distance(let distance) = segments[place].steps[0].length else { return nil }
            let length = distance + change * 0.5
            guard length.miles >= 0.5 else { return nil }
            segments[place].steps[0].length = .distance(length)
        }
        return segments
    }

    private static func inProportion(_ segments: [Segment], _ ratio: Double) -> [Segment] {
        segments.map { segment in
            var segment = segment
            for index in segment.steps.indices {
                switch segment.steps[index].length {
                case .distance(let distance): segment.steps[index].length = .distance(distance * ratio)
                case .time(let seconds): segment.steps[index].length = .time(seconds * ratio)
                case .open: break
                }
            }
            return segment
        }
    }

    /// A hard or long session as an easy run; an easy one stays.
    func easier(_ workout: Workout, reason: String) -> Workout {
        switch workout.type {
        case .easy, .recovery, .rest, .crossTrain, .race: workout
        default: self.plainRun(.easy, miles: workout.miles, reason: reason)
        }
    }
}
