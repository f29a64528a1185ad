/// One step of a workout with its repeats written out.
package struct PlannedStep: Sendable, Equatable {
    /// From 0 on, in order of running.
    package let index: Int
    package let step: WorkoutStep
    /// From 1 on when the segment is repeated, with how many there are.
    package let repetition: Repetition?
    /// Index of the step in a device's workout file, where a repeat is a step of its own after the steps it repeats.
    package let deviceIndex: Int

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
                            deviceIndex: firstOfSegment + place
                        )
                    )
                }
            }
            firstOfSegment += segment.steps.count + (segment.repeats > 1 ? 1 : 0)
        }
        return (steps, false)
    }
}
