import Testing

@testable import TrainingMaths

@Suite
struct RunningCostTests {
    @Test(arguments: [
        (-0.20, 1.8000, 0.5000), (-0.10, 2.1517, 0.5977), (-0.05, 2.7459, 0.7628), (-0.02, 3.2289, 0.8969),
        (0, 3.6, 1), (0.02, 4.0082, 1.1134), (0.05, 4.6852, 1.3014), (0.10, 5.9682, 1.6578), (0.20, 9.0067, 2.5019),
        (0.45, 19.426, 5.3961), (-0.181, 1.7813, 0.4948),
    ])
    func `Minetti's polynomial for running`(grade: Double, cost: Double, ratio: Double) {
        #expect(abs(RunningCost.running(grade: grade) - cost) < 0.0006)
        #expect(abs(RunningCost.ratio(grade: grade, floor: 0) - ratio) < 0.00006)
    }

    @Test
    func `the least costs are at eighteen percent down`() {
        let least = stride(from: -0.45, through: 0.45, by: 0.001).min {
            RunningCost.running(grade: $0) < RunningCost.running(grade: $1)
        }

        #expect(abs((least ?? 0) - -0.181) < 0.0011)
    }

    @Test(arguments: [(0.0, 2.5), (0.1, 4.90007), (-0.1, 1.1288)])
    func `walking has a polynomial of its own`(grade: Double, cost: Double) {
        let i = grade
        let exact =
            280.5 * i * i * i * i * i - 58.7 * i * i * i * i - 76.8 * i * i * i + 51.9 * i * i + 19.6 * i + 2.5

        #expect(abs(RunningCost.walking(grade: grade) - exact) < 1e-12)
        #expect(abs(exact - cost) < 0.02)
    }

    @Test(
        arguments: [(1.0, 0.45), (-1, -0.45), (.infinity, 0.45), (-.infinity, -0.45), (.nan, 0)] as [(Double, Double)]
    )
    func `grades beyond what was measured count as the steepest`(grade: Double, same: Double) {
        #expect(RunningCost.running(grade: grade) == RunningCost.running(grade: same))
        #expect(RunningCost.walking(grade: grade) == RunningCost.walking(grade: same))
    }

    @Test
    func `four kilometres over a hill`() {
        let level = RunningCost.levelMeters(of: [(1000, 0.05), (1000, -0.05), (2000, 0)], floor: 0)
        let pace = Pace(seconds: 330 + 285 + 600, over: Distance(meters: level))

        #expect(abs(level - 4064.2) < 0.05)
        #expect(abs(pace.secondsPerKilometer - 298.95) < 0.005)
    }

    @Test
    func `down a hill nobody is credited with more than the floor`() {
        #expect(RunningCost.ratio(grade: -0.18) == RunningCost.downhillFloor)
        #expect(RunningCost.ratio(grade: -0.01) > RunningCost.downhillFloor)
        #expect(RunningCost.levelMeters(of: [(1000, -0.05)]) == 880)
    }
}
