package import TrainingMaths

/// A workout as files hold it: a name and steps in order, some of which send the runner back to an earlier one.
package struct StructuredWorkout: Sendable, Equatable {
    package struct Step: Sendable, Equatable {
        package enum Target: Sendable, Equatable {
            /// By feel.
            case open
            /// Metres a second, from the slower to the faster.
            case speed(ClosedRange<Double>)
            /// Beats a minute.
            case heartRate(ClosedRange<Int>)
            /// Percent of the maximum heart rate.
            case heartRatePercent(ClosedRange<Int>)
            /// One of the zones set up on the watch, from 1 on.
            case heartRateZone(Int)
            /// Steps a minute, both feet.
            case cadence(ClosedRange<Int>)
            /// Watts.
            case power(ClosedRange<Int>)
        }

        package var title: String
        package var intent: WorkoutStep.Intent
        package var length: WorkoutStep.Length
        package var target: Target

        package init(
            _ title: String,
            _ intent: WorkoutStep.Intent,
            _ length: WorkoutStep.Length,
            target: Target = .open
        ) {
            self.title = title
            self.intent = intent
            self.length = length
            self.target = target
        }
    }

    /// Steps that are done one after the other, `repeats` times.
    package struct Block: Sendable, Equatable {
        package var repeats: Int
        package var steps: [Step]

        package init(repeats: Int = 1, _ steps: [Step]) {
            self.repeats = repeats
            self.steps = steps
        }
    }

    package var name: String
    package var sport: Sport
    package var blocks: [Block]

    package init(name: String, sport: Sport = Sport(.running), blocks: [Block]) {
        self.name = name
        self.sport = sport
        self.blocks = blocks
    }
}
