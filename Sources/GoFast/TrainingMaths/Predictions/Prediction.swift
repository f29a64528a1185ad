/// A race time with the span that holds four of five results, and how it came about.
package struct Prediction: Sendable, Equatable {
    /// What one model says.
    package struct Model: Sendable, Equatable {
        package let name: String
        package let seconds: Double
        /// 0 to 1; all weights sum to 1, and 0 means shown for comparison only.
        package let weight: Double
        /// Why it counts as it does.
        package let reason: String
    }

    /// A cause for which the interval is wider than for a runner of whom everything is known.
    package struct Widening: Sendable, Equatable {
        /// What both sides are multiplied with; at least 1.
        package let fastFactor: Double
        package let slowFactor: Double
        package let reason: String
    }

    package let distance: Distance
    package let seconds: Double
    /// From the faster to the slower: one of ten races is faster, one of ten slower.
    package let interval: ClosedRange<Double>
    package let models: [Model]
    package let widenings: [Widening]
    /// What else a person should know, in sentences.
    package let notes: [String]

    package var pace: Pace { Pace(seconds: self.seconds, over: self.distance) }

    /// The relative half-widths of the interval, e.g. 0.056 and 0.084.
    package var relativeWidths: (fast: Double, slow: Double) {
        (1 - self.interval.lowerBound / self.seconds, self.interval.upperBound / self.seconds - 1)
    }

    /// The interval for another share of results, e.g. 0.5; shares are clamped to 0.02 to 0.99.
    package func interval(holding share: Double) -> ClosedRange<Double> {
        let share = share.isNaN ? 0.8 : min(max(share, 0.02), 0.99)
        let scale = NormalDistribution.quantile(0.5 + share / 2) / NormalDistribution.ninetieth
        let (fast, slow) = self.relativeWidths
        return self.seconds * max(1 - fast * scale, 0.4)...self.seconds * (1 + slow * scale)
    }

    /// The chance to be at least as fast as `goalSeconds`: a normal distribution with its own width on each side.
    package func probability(of goalSeconds: Double) -> Double {
        guard goalSeconds.isFinite else { return goalSeconds == .infinity ? 1 : 0 }
        let side =
            goalSeconds < self.seconds
            ? self.seconds - self.interval.lowerBound : self.interval.upperBound - self.seconds
        guard side > 0 else { return goalSeconds < self.seconds ? 0 : 1 }
        return NormalDistribution.cumulative((goalSeconds - self.seconds) / (side / NormalDistribution.ninetieth))
    }

    /// `1:49:30 (1:46:10-1:54:00, 80 %)`.
    package var text: String {
        let (low, high) = (ClockTime.text(self.interval.lowerBound), ClockTime.text(self.interval.upperBound))
        return "\(ClockTime.text(self.seconds)) (\(low)-\(high), 80 %)"
    }

    /// Each model, each widening and each note in a line.
    package var explanation: [String] {
        let models = self.models.map { model in
            let share = model.weight == 0 ? "not counted" : "\(Int((model.weight * 100).rounded())) %"
            return "\(model.name): \(ClockTime.text(model.seconds)), \(share): \(model.reason)"
        }
        return models + self.widenings.map(\.reason) + self.notes
    }
}
