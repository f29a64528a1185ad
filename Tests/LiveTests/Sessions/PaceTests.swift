import Testing

@testable import Live

@Suite struct PaceTests {
    @Test func `a burst passes, then a steady few`() {
        var pace = Pace(perSecond: 5, burst: 10)
        let start = ContinuousClock.now

        let waits = (0..<15).map { _ in pace.take(at: start) }

        #expect(waits.prefix(10).allSatisfy { $0 == .zero })
        #expect(waits[10] > .milliseconds(199) && waits[10] <= .milliseconds(201))
        #expect(waits[14] > .milliseconds(999) && waits[14] <= .milliseconds(1_001))
    }

    @Test func `what was not used comes back, and no more than the burst`() {
        var pace = Pace(perSecond: 5, burst: 10)
        let start = ContinuousClock.now
        for _ in 0..<10 { _ = pace.take(at: start) }

        let soon = pace.take(at: start + .seconds(1))
        let later = (0..<11).map { _ in pace.take(at: start + .seconds(100)) }

        #expect(soon == .zero)
        #expect(later.prefix(10).allSatisfy { $0 == .zero } && later[10] > .zero)
    }

    @Test func `gates after a time offline pass at once, a flood of them does not`() {
        var pace = Pace.gates
        let start = ContinuousClock.now

        let waits = (0..<200).map { _ in pace.take(at: start) }

        #expect(waits.prefix(100).allSatisfy { $0 == .zero })
        #expect(waits[199] > .seconds(10))
    }
}
