import Testing

@testable import TrainingMaths

struct IntervalCalibrationTests {
    private static func outcomes(_ misses: [Double]) -> [IntervalCalibration.Outcome] {
        misses.map { .init(predictedSeconds: 6000, interval: 5800...6200, resultSeconds: 6000 + $0 * 200) }
    }

    @Test func `no history changes nothing`() {
        #expect(IntervalCalibration.none.factor == 1)
        #expect(IntervalCalibration.none.coverage == nil)
        #expect(IntervalCalibration(outcomes: Self.outcomes([.nan, .infinity])) == .none)
    }

    @Test func `surprising races widen and dull ones narrow, within bounds`() {
        let wide = IntervalCalibration(outcomes: Self.outcomes([2, -2.5, 1.8, 3, -2]))
        let narrow = IntervalCalibration(outcomes: Self.outcomes([0.1, -0.2, 0.1, 0, 0.3, 0.2, -0.1, 0.1, 0, 0.2]))
        #expect(wide.factor > 1.2 && wide.coverage == 0)
        #expect(narrow.factor < 0.8 && narrow.coverage == 1)
        #expect(IntervalCalibration(outcomes: Self.outcomes(Array(repeating: 50, count: 200))).factor == 1.6)
        #expect(IntervalCalibration(outcomes: Self.outcomes(Array(repeating: 0, count: 200))).factor == 0.7)
    }

    @Test func `one race changes little`() {
        let one = IntervalCalibration(outcomes: Self.outcomes([1.5]))
        #expect((1.0...1.1).contains(one.factor))
        #expect(one.coverage == 0)
        #expect(one.bias == 1.5)
    }

    @Test func `a prediction takes the factor and says so`() throws {
        let evidence = PredictionEvidence(results: [try RaceResult(RaceDistance.fiveK.distance, seconds: 1470)])
        let plain = try Ensemble.predict(.half, from: evidence)
        let calibration = IntervalCalibration(outcomes: [.init(plain, resultSeconds: plain.interval.upperBound + 600)])
        let wider = try Ensemble.predict(.half, from: evidence, calibration: calibration)
        #expect(wider.seconds == plain.seconds)
        #expect(abs(wider.relativeWidths.slow / plain.relativeWidths.slow - calibration.factor) < 1e-9)
        #expect(wider.notes.contains { $0.contains("0 of your 1 past races") })
    }
}
