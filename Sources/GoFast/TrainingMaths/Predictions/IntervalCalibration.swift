/// What somebody's own past predictions say about the width of the next interval.
package struct IntervalCalibration: Sendable, Equatable {
    /// A prediction that was made, and what the race brought.
    package struct Outcome: Sendable, Equatable {
        package let predictedSeconds: Double
        package let interval: ClosedRange<Double>
        package let resultSeconds: Double

        package init(predictedSeconds: Double, interval: ClosedRange<Double>, resultSeconds: Double) {
            self.predictedSeconds = predictedSeconds
            self.interval = interval
            self.resultSeconds = resultSeconds
        }

        package init(_ prediction: Prediction, resultSeconds: Double) {
            self.init(predictedSeconds: prediction.seconds, interval: prediction.interval, resultSeconds: resultSeconds)
        }

        /// How far the result was off, in half-widths of its side; negative is faster. Nil for numbers that are none.
        var miss: Double? {
            let off = self.resultSeconds - self.predictedSeconds
            let width =
                off < 0
                ? self.predictedSeconds - self.interval.lowerBound : self.interval.upperBound - self.predictedSeconds
            guard off.isFinite, width > 0, self.resultSeconds > 0 else { return nil }
            return off / width
        }
    }

    /// No history: intervals stay as they are.
    package static let none = IntervalCalibration(outcomes: [])

    /// Half-widths are multiplied with it.
    package static let bounds = 0.7...1.6

    package let factor: Double
    /// The share of results that were inside of their intervals, 0.8 when all is well; nil without history.
    package let coverage: Double?
    /// The middle miss, in half-widths: above 0 races turn out slower than predicted.
    package let bias: Double?
    package let count: Int

    /// The 80 % quantile of misses, drawn towards 1 as if eight perfect predictions had gone before, within ``bounds``.
    ///
    /// The quantile of past residuals is split conformal prediction (Vovk, Gammerman and Shafer 2005); the eight are ours,
    /// so that one race changes little.
    package init(outcomes: [Outcome]) {
        let misses = outcomes.compactMap(\.miss).sorted()
        self.count = misses.count
        guard !misses.isEmpty else {
            self.factor = 1
            self.coverage = nil
            self.bias = nil
            return
        }
        let count = Double(misses.count)
        let sizes = misses.map { abs($0) }.sorted()
        let rank = min(sizes.count, Int((0.8 * (count + 1)).rounded(.up))) - 1
        let quantile = min(sizes[rank], 5)
        self.factor = min(max((count * quantile + 8) / (count + 8), Self.bounds.lowerBound), Self.bounds.upperBound)
        self.coverage = Double(sizes.count { $0 <= 1 }) / count
        self.bias = misses[misses.count / 2]
    }

    /// The calibration in words; empty without history.
    var notes: [String] {
        guard let coverage = self.coverage else { return [] }
        let inside = Int((coverage * Double(self.count)).rounded())
        let factor = DecimalText.text(self.factor, places: 2, separator: ".")
        return ["\(inside) of your \(self.count) past races were inside of their intervals: widths times \(factor)"]
    }
}
