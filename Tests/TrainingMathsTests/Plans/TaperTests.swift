import Testing

@testable import TrainingMaths

struct TaperTests {
    /// The mean of each row is that of the days after the first, which counts as untapered.
    @Test(
        arguments: [(14, 0.5, [1, 0.707, 0.5], 0.704), (21, 0.4, [1, 0.737, 0.543, 0.4], 0.641)]
            as [(Int, Double, [Double], Double)]
    )
    func `volume falls exponentially`(days: Int, end: Double, marks: [Double], mean: Double) {
        for (week, expected) in marks.enumerated() {
            #expect(abs(Taper.share(day: 7 * week, of: days, end: end) - expected) < 0.0005)
        }
        let sum = (1...days).reduce(0.0) { $0 + Taper.share(day: $1, of: days, end: end) }
        #expect(abs(sum / Double(days) - mean) < 0.0005)
    }

    /// Whole miles on five days missed these weeks by up to two; quarters do not.
    @Test(arguments: [15, 20, 25, 30, 35, 38, 40, 45, 50])
    func `days of a week add up to it`(miles: Int) {
        let parts = MileSplit.steps(
            miles * 4,
            weights: [0.3, 0.175, 0.175, 0.175, 0.175],
            limits: [200, 200, 200, 200, 200],
            least: 4
        )

        #expect(parts.reduce(0, +) == miles * 4)
        #expect(abs(Double(parts[0]) / 4 - 0.3 * Double(miles)) < 0.25)
    }
}
