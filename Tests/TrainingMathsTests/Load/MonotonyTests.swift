import Testing

@testable import TrainingMaths

@Suite
struct MonotonyTests {
    @Test(arguments: [(Monotony.Deviation.population, 1.1711, 386.47), (.sample, 1.0843, 357.80)])
    func `Foster's monotony and strain by either deviation`(
        deviation: Monotony.Deviation,
        monotony: Double,
        strain: Double
    ) throws {
        let week = try #require(Monotony(loads: [60, 0, 80, 40, 0, 120, 30], deviation: deviation))

        #expect(abs(week.meanLoad - 47.143) < 0.0005)
        #expect(abs(week.monotony - monotony) < 0.00006)
        #expect(abs(week.strain - strain) < 0.006)
    }

    @Test(
        arguments: [[], [50], [50, 50, 50], [0, 0], [0.1, 0.1, 0.1], [.nan, 5], [-1, 5], [1e300, 0]] as [[Double]]
    )
    func `days that are all alike, or no loads, have no monotony`(loads: [Double]) {
        #expect(Monotony(loads: loads) == nil)
    }
}
