/// One step of a workout with its repeats written out.
package struct PlannedStep: Sendable, Equatable {
    /// From 0 on, in order of running.
    package let index: Int
    package let step: WorkoutStep
    /// From 1 on when the segment is repeated, with how many there are.
    package let repetition: Repetition?
    /// Index of the step in a device's workout file, where a repeat is a step of its own after the steps it repeats.
    package let deviceIndex: Int
    /// Slower than the range is no fault: on the way there and back, in rests, and uphill.
    package let isSlowFine: Bool

    /// Which of several rounds a step belongs to.
    package struct Repetition: Sendable, Equatable {
        package let number: Int
        package let count: Int
    }

    /// `Interval 3 of 6`.
    package var title: String {
        self.repetition.map { "\(self.step.title) \($0.number) of \($0.count)" } ?? self.step.title
    }

    /// Seconds that the step asks for.
    package var seconds: Double? {
        if case .time(let seconds) = self.step.length, seconds.isFinite, seconds > 0 { return seconds }
        return nil
    }

    /// Metres that the step asks for.
    package var meters: Double? {
        if case .distance(let distance) = self.step.length, distance.meters.isFinite, distance.meters > 0 {
            return distance.meters
        }
        return nil
    }

    /// The part of the workout that is the work, not the way there and back.
    package var isWork: Bool { self.step.intent == .active || self.step.intent == .interval }
}

extension Workout {
    /// The planned distance to hold an actual one against: the whole, or of a race the race alone when that is nearer, for the jog to
    /// the start is often not recorded.
    package func plannedDistance(nearest actual: Distance?) -> Distance {
        let whole = Distance(miles: self.miles)
        guard self.type == .race, let actual, let race = self.raceAlone?.miles, race > 0 else { return whole }
        let alone = Distance(miles: race)
        return abs(alone.meters - actual.meters) < abs(whole.meters - actual.meters) ? alone : whole
    }

    /// A race without the jogging around it; nil of other sessions and of races that are planned without steps.
    var raceAlone: Workout? {
        guard self.type == .race else { return nil }
        var race = self
        race.segments = self.segments.compactMap { segment in
            let steps = segment.steps.filter { $0.intent == .active || $0.intent == .interval }
            return steps.isEmpty ? nil : Segment(repeats: segment.repeats, steps)
        }
        let meters = race.plannedSteps.steps.map(\.meters)
        guard !meters.isEmpty, !meters.contains(nil) else { return nil }
        race.miles = Distance(meters: meters.reduce(0) { $0 + ($1 ?? 0) }).miles
        return race
    }

    /// No more steps than this are compared.
    package static let mostSteps = 500

    /// All steps in order of running, repeats written out, up to ``mostSteps``.
    package var plannedSteps: (steps: [PlannedStep], isCut: Bool) {
        var steps: [PlannedStep] = []
        var firstOfSegment = 0
        for segment in self.segments where !segment.steps.isEmpty {
            for number in 1...max(1, segment.repeats) {
                for (place, step) in segment.steps.enumerated() {
                    guard steps.count < Self.mostSteps else { return (steps, true) }
                    steps.append(
                        PlannedStep(
                            index: steps.count,
                            step: step,
                            repetition: segment.repeats > 1 ? .init(number: number, count: segment.repeats) : nil,
                            deviceIndex: firstOfSegment + place,
                            isSlowFine: self.type == .hills || (step.intent != .active && step.intent != .interval)
                        )
                    )
                }
            }
            firstOfSegment += segment.steps.count + (segment.repeats > 1 ? 1 : 0)
        }
        return (steps, false)
    }
}
