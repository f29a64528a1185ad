import TrainingMaths

/// The messages of a workout in a FIT file: its name, and its steps by their numbers.
struct FITWorkoutParts {
    private struct Step {
        var index: Int
        var message: StepMessage
    }

    private struct StepMessage {
        var title: String
        var durationType: Int
        var duration: Double?
        var targetType: Int?
        var target: Double?
        var low: Double?
        var high: Double?
        var intensity: Int?
    }

    private var name: String?
    private var sport: Sport?
    private var steps: [Step] = []

    mutating func add(_ message: FITMessageView, limits: ActivityFileLimits) {
        if message.number == FITMessageNumber.workout {
            self.name = message.text(8)?.cut(limits.text)
            self.sport = message.integer(4).map { FITNames.sport($0, sub: message.integer(11)) }
        } else if self.steps.count < limits.workoutSteps {
            let step = StepMessage(
                title: message.text(0)?.cut(limits.text) ?? "",
                durationType: message.integer(1) ?? 5,
                duration: message.number(2),
                targetType: message.integer(3),
                target: message.number(4),
                low: message.number(5),
                high: message.number(6),
                intensity: message.integer(7)
            )
            self.steps.append(Step(index: message.integer(254) ?? self.steps.count, message: step))
        }
    }

    /// The workout, and what of it could not be kept; nil when there are no steps.
    func workout(limits: ActivityFileLimits) -> (workout: StructuredWorkout, warnings: [String])? {
        guard !self.steps.isEmpty else { return nil }
        var warnings: [String] = []
        // A block and the number of its first step in the file.
        var blocks: [(first: Int, block: StructuredWorkout.Block)] = []
        var count = 0
        for step in self.steps {
            let message = step.message
            guard message.durationType == 6 else {
                if ![0, 1, 5].contains(message.durationType) {
                    warnings.append("“\(message.title)” ends in a way that is not known here; it is open now.")
                }
                blocks.append((step.index, StructuredWorkout.Block([self.step(message)])))
                count += 1
                continue
            }
            let first = Int(exactly: message.duration ?? -1) ?? -1
            let repeats = min(max(Int(exactly: message.target ?? 1) ?? 1, 1), 1000)
            guard let start = blocks.firstIndex(where: { $0.first >= first }), first >= 0 else {
                warnings.append("A repeat of steps that do not exist was left out.")
                continue
            }
            // Repeats within repeats are written out, for a block holds steps only.
            var inner: [StructuredWorkout.Step] = []
            for block in blocks[start...].map(\.block) {
                for _ in 0..<block.repeats where inner.count < limits.workoutSteps { inner += block.steps }
            }
            count += inner.count
            if count > limits.workoutSteps {
                warnings.append("The workout has too many steps; the rest was left out.")
                break
            }
            let number = blocks[start].first
            blocks.removeSubrange(start...)
            blocks.append((number, StructuredWorkout.Block(repeats: repeats, inner)))
        }
        return (
            StructuredWorkout(
                name: self.name ?? "",
                sport: self.sport ?? Sport(.running),
                blocks: Self.joined(blocks.map(\.block))
            ), Array(warnings.prefix(10))
        )
    }

    /// Steps that are done once, one after the other, are one block.
    private static func joined(_ blocks: [StructuredWorkout.Block]) -> [StructuredWorkout.Block] {
        var result: [StructuredWorkout.Block] = []
        for block in blocks {
            if let last = result.indices.last, result[last].repeats == 1, block.repeats == 1 {
                result[last].steps += block.steps
            } else {
                result.append(block)
            }
        }
        return result
    }

    private func step(_ message: StepMessage) -> StructuredWorkout.Step {
        let length: WorkoutStep.Length =
            switch (message.durationType, message.duration) {
            case (0, let duration?): .time(duration / 1000)
            case (1, let duration?): .distance(Distance(meters: duration / 100))
            default: .open
            }
        let intent: WorkoutStep.Intent =
            switch message.intensity {
            case 1: .rest
            case 2: .warmUp
            case 3: .coolDown
            case 4: .recovery
            case 5: .interval
            default: .active
            }
        return StructuredWorkout.Step(message.title, intent, length, target: self.target(message))
    }

    private func target(_ message: StepMessage) -> StructuredWorkout.Step.Target {
        let zone = Int(message.target ?? 0)
        if message.targetType == 1, zone > 0 { return .heartRateZone(zone) }
        guard zone == 0, let first = message.low, let second = message.high else { return .open }
        let (low, high) = (min(first, second), max(first, second))
        switch message.targetType {
        case 0: return .speed(low / 1000...high / 1000)
        // Up to 100 it is percent, beyond it beats and 100.
        case 1 where high <= 100: return .heartRatePercent(Int(low)...Int(high))
        case 1: return .heartRate(Int(max(low - 100, 0))...Int(high - 100))
        case 3: return .cadence(Int(low) * 2...Int(high) * 2)
        case 4 where high > 1000: return .power(Int(max(low - 1000, 0))...Int(high - 1000))
        default: return .open
        }
    }
}
