package import TrainingMaths

extension StructuredWorkout {
    /// The workout of a plan, ready for a file.
    ///
    /// A pace goes before a heart rate where a step has both, because a file holds one target for a step. A session without
    /// segments becomes one step. Nothing is left of a day of rest.
    /// - Parameter heartRates: beats a minute of a zone for this athlete; where it knows none, the watch's own zone of that
    ///   number is meant.
    package init(_ workout: Workout, heartRates: (Int) -> ClosedRange<Int>? = { _ in nil }) {
        func target(_ paces: ClosedRange<Pace>?, _ zone: Int?) -> Step.Target {
            if let paces, let speeds = Self.speeds(paces) { return .speed(speeds) }
            guard let zone else { return .open }
            return heartRates(zone).map { .heartRate($0) } ?? .heartRateZone(zone)
        }
        var blocks = workout.segments.map { segment in
            Block(
                repeats: segment.repeats,
                segment.steps.map {
                    Step($0.title, $0.intent, $0.length, target: target($0.paceRange, $0.heartRateZone))
                }
            )
        }
        if blocks.isEmpty, workout.type != .rest, workout.miles > 0 {
            var aim = target(workout.paceRange, workout.heartRateZone)
            if workout.paceRange == nil, let rates = workout.heartRateRange { aim = .heartRate(rates) }
            let step = Step(workout.label, .active, .distance(Distance(miles: workout.miles)), target: aim)
            blocks = [Block([step])]
        }
        self.init(name: workout.label, blocks: blocks)
    }

    /// Metres a second, from the slower to the faster; nil for paces that are no speed.
    private static func speeds(_ paces: ClosedRange<Pace>) -> ClosedRange<Double>? {
        let (slow, fast) = (paces.upperBound.metersPerSecond, paces.lowerBound.metersPerSecond)
        guard slow.isFinite, fast.isFinite, slow > 0, slow <= fast else { return nil }
        return slow...fast
    }

    /// The blocks as segments of a plan; heart rates, cadence and power of a step are not kept, for plans have zones.
    package var segments: [Segment] {
        self.blocks.map { block in
            Segment(
                repeats: block.repeats,
                block.steps.map { step in
                    var paces: ClosedRange<Pace>?
                    var zone: Int?
                    switch step.target {
                    case .speed(let range) where range.lowerBound > 0:
                        paces =
                            Pace(metersPerSecond: range.upperBound)...Pace(metersPerSecond: range.lowerBound)
                    case .heartRateZone(let number): zone = number
                    default: break
                    }
                    return WorkoutStep(
                        step.intent,
                        step.length,
                        paceRange: paces,
                        heartRateZone: zone,
                        title: step.title
                    )
                }
            )
        }
    }
}
