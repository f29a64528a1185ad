/// How one step of a workout went.
package enum StepVerdict: String, Sendable, Codable, CaseIterable {
    case hit, fast, slow, short, long, missing
}

/// A planned step beside what was run for it.
package struct StepResult: Sendable, Equatable {
    package let step: PlannedStep
    package let verdict: StepVerdict
    /// Seconds after the start of the first activity; nil when the step is missing.
    package let span: ClosedRange<Double>?
    package let distance: Distance?
    /// Seconds in which the timer ran; of a rest all seconds.
    package let seconds: Double?
    package let pace: Pace?
    /// Beats a minute.
    package let heartRate: Double?
    /// Planned and actual, in words.
    package let text: String

    /// Seconds a mile slower than the nearer end of the planned range, negative when faster; 0 within; nil without range or pace.
    package var secondsSlowerThanRange: Double? {
        guard let pace, let range = self.step.step.paceRange else { return nil }
        return pace.secondsSlower(than: range)
    }
}

extension Pace {
    /// Seconds a mile slower than the slower end of `range`, negative when faster than the faster end, 0 within.
    package func secondsSlower(than range: ClosedRange<Pace>) -> Double {
        if self > range.upperBound { return self.secondsPerMile - range.upperBound.secondsPerMile }
        return min(0, self.secondsPerMile - range.lowerBound.secondsPerMile)
    }
}

/// The planned steps of a session laid over what was run, also when the counts differ.
package struct StepAlignment: Sendable, Equatable {
    /// What the steps were laid over.
    package enum Method: String, Sendable, Codable {
        /// The watch said which step each lap was.
        case device
        case laps
        /// The stream, cut by its changes of speed: there were no laps, or only automatic ones, or the button was forgotten.
        case stream
        /// Nothing to lay the steps over.
        case nothing
    }

    package let method: Method
    /// One for each planned step, in order.
    package let steps: [StepResult]
    /// Seconds of the activity that belong to no step.
    package let extraSeconds: Double
    /// What was left out and why, in words.
    package let notes: [String]

    /// How many steps went like this.
    package func count(_ verdict: StepVerdict) -> Int { self.steps.count { $0.verdict == verdict } }
}

extension StepAlignment {
    /// Nil for a workout without steps. `activities` are the parts of the session in order of time.
    ///
    /// The device's step numbers are trusted first; then laps that tell something; the stream serves when there are none, or when it
    /// finds more of the steps than the laps do.
    package init?(_ workout: Workout, _ activities: [Activity], units: UnitSystem = .miles) {
        self.init(workout, activities.map { ActivityTrace($0) }, units: units)
    }

    init?(_ workout: Workout, _ traces: [ActivityTrace], units: UnitSystem) {
        let activities = traces.map(\.activity)
        let (steps, isCut) = workout.plannedSteps
        guard !steps.isEmpty else { return nil }
        var notes: [String] = []
        if isCut { notes.append("only the first \(Workout.mostSteps) steps are compared") }
        let laps = ExecutedPiece.laps(of: activities)
        if let ranges = DeviceSteps.stretches(laps, steps) {
            self.init(.device, laps, steps, ranges, slack: 0, notes, units)
            return
        }
        if laps.contains(where: { $0.deviceStep != nil }) {
            notes.append("the watch followed another workout than the planned one: its step numbers do not fit")
        }
        let telling = activities.contains(where: \.hasTellingLaps) || activities.count > 1
        var fromLaps: StepAlignment?
        if laps.count > ExecutedPiece.most {
            notes.append(
                "\(laps.count) laps are more than the \(ExecutedPiece.most) that are compared: the stream is used instead"
            )
        } else if telling, !laps.isEmpty {
            let ranges = Self.align(laps, steps, gap: { laps[$0].elapsed < 15 ? -0.05 : -0.35 })
            fromLaps = StepAlignment(.laps, laps, steps, ranges, slack: 0, notes, units)
            if let fromLaps, fromLaps.count(.missing) == 0,
                fromLaps.count(.short) + fromLaps.count(.long) <= steps.count / 3
            {
                self = fromLaps
                return
            }
        }
        let (slices, width) = ExecutedPiece.slices(of: traces)
        var fromStream: StepAlignment?
        if !slices.isEmpty {
            let ranges = Self.align(slices, steps, gap: { -0.35 * slices[$0].elapsed / 600 })
            fromStream = StepAlignment(.stream, slices, steps, ranges, slack: 1.5 * width, notes, units)
        }
        if let fromLaps, fromStream == nil || fromLaps.worth >= (fromStream?.worth ?? 0) {
            self = fromLaps
        } else if let fromStream {
            self = fromStream
        } else if !laps.isEmpty, laps.count <= ExecutedPiece.most {
            let ranges = Self.align(laps, steps, gap: { _ in -0.35 })
            self.init(
                .laps,
                laps,
                steps,
                ranges,
                slack: 0,
                notes + ["automatic laps only: boundaries are rough"],
                units
            )
        } else {
            self.init(
                .nothing,
                [],
                steps,
                steps.map { _ in nil },
                slack: 0,
                notes + ["there are neither laps nor a stream"],
                units
            )
        }
    }

    private var worth: Double {
        self.steps.reduce(0) { sum, result in
            switch result.verdict {
            case .hit: sum + 1
            case .fast, .slow: sum + 0.6
            case .short, .long: sum + 0.3
            case .missing: sum
            }
        }
    }

    private static func align(_ pieces: [ExecutedPiece], _ steps: [PlannedStep], gap: (Int) -> Double) -> [Range<Int>?]
    {
        // One step is the whole run: nothing to cut.
        if steps.count == 1 { return [pieces.isEmpty ? nil : 0..<pieces.count] }
        return GlobalAlignment(PieceTable(pieces), StepExpectation.of(steps), pieceGap: gap).stretches
    }

    private init(
        _ method: Method,
        _ pieces: [ExecutedPiece],
        _ steps: [PlannedStep],
        _ stretches: [Range<Int>?],
        slack: Double,
        _ notes: [String],
        _ units: UnitSystem
    ) {
        self.method = method
        self.steps = zip(steps, stretches).map { step, stretch in
            StepResult(step, stretch.map { Array(pieces[$0]) } ?? [], slack: slack, units)
        }
        let used = stretches.reduce(0) { sum, stretch in
            sum + (stretch.map { pieces[$0].reduce(0) { $0 + $1.elapsed } } ?? 0)
        }
        self.extraSeconds = max(0, pieces.reduce(0) { $0 + $1.elapsed } - used)
        self.notes = notes
    }
}

/// Step numbers that the device wrote into its laps.
enum DeviceSteps {
    /// The laps of each step; nil when the laps hold no numbers or numbers of another workout.
    ///
    /// A lap with the number of the lap before it is the same step (an automatic lap within it), unless the plan has that step several
    /// times in a row.
    static func stretches(_ laps: [ExecutedPiece], _ steps: [PlannedStep]) -> [Range<Int>?]? {
        guard laps.count <= 10_000, laps.contains(where: { $0.deviceStep != nil }) else { return nil }
        var stretches = [Range<Int>?](repeating: nil, count: steps.count)
        var current = -1
        for (index, lap) in laps.enumerated() {
            guard let number = lap.deviceStep else { continue }
            if steps.indices.contains(current), steps[current].deviceIndex == number, let range = stretches[current],
                range.upperBound == index, !Self.repeatsAtOnce(steps, current)
            {
                stretches[current] = range.lowerBound..<index + 1
                continue
            }
            guard let next = steps.indices.dropFirst(current + 1).first(where: { steps[$0].deviceIndex == number })
            else {
                // More rounds than planned are extra; a number that the plan never had means another workout.
                guard steps.contains(where: { $0.deviceIndex == number }) else { return nil }
                continue
            }
            stretches[next] = index..<index + 1
            current = next
        }
        return stretches
    }

    private static func repeatsAtOnce(_ steps: [PlannedStep], _ index: Int) -> Bool {
        steps.indices.contains(index + 1) && steps[index + 1].deviceIndex == steps[index].deviceIndex
    }
}
