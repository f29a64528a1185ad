import Testing

@testable import TrainingMaths

@Suite
struct AcuteToChronicTests {
    @Test(arguments: [(AcuteToChronic.Coupling.coupled, 1.1667), (.uncoupled, 1.2353)])
    func `this week against a usual one`(coupling: AcuteToChronic.Coupling, expected: Double) throws {
        let ratio = try #require(AcuteToChronic(current: 35, previous: [28, 32, 25], coupling: coupling))

        #expect(abs(ratio.ratio - expected) < 0.00005)
        #expect(ratio.band == .usual)
    }

    @Test(arguments: [
        (79.0, AcuteToChronic.Band.low), (80, .usual), (130, .usual), (131, .caution), (150, .caution), (151, .high),
    ])
    func `bands include their upper edge`(current: Double, band: AcuteToChronic.Band) throws {
        let ratio = try #require(AcuteToChronic(current: current, previous: [100, 100, 100], coupling: .uncoupled))

        #expect(ratio.band == band)
    }

    @Test
    func `daily loads make the same weeks`() throws {
        let daily = [28.0, 32, 25, 35].flatMap { [Double](repeating: $0 / 7, count: 7) }

        let ratio = try #require(AcuteToChronic(dailyLoads: [99, 99] + daily, coupling: .coupled))

        #expect(abs(ratio.ratio - 1.1667) < 0.00005)
        #expect(AcuteToChronic(dailyLoads: Array(daily.dropFirst()), coupling: .coupled) == nil)
    }

    @Test(arguments: [[0, 0, 0], [1, 2], [.nan, 1, 1], [-1, 5, 5]] as [[Double]])
    func `without usual weeks there is no ratio`(previous: [Double]) {
        #expect(AcuteToChronic(current: 35, previous: previous, coupling: .uncoupled) == nil)
    }

    @Test
    func `the caveat says that it predicts no injury`() {
        #expect(AcuteToChronic.caveat.contains("does not predict injury"))
    }
}
