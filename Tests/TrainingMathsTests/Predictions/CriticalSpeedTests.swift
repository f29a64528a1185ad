import Testing

@testable import TrainingMaths

struct CriticalSpeedTests {
    /// Efforts on the line d = 200 m + 4 m/s t.
    private static func efforts(_ meters: [Double], reserve: Double = 200) throws -> [RaceResult] {
        try meters.map { try RaceResult(Distance(meters: $0), seconds: ($0 - reserve) / 4) }
    }

    @Test func `two or more efforts find the line they lie on`() throws {
        for meters in [[1500.0, 5000], [1500, 3000, 5000]] {
            let speed = try #require(CriticalSpeed(efforts: try Self.efforts(meters)))
            #expect(abs(speed.metersPerSecond - 4) < 1e-9)
            #expect(abs(speed.reserveMeters - 200) < 1e-6)
            #expect(abs(try #require(speed.seconds(for: Distance(meters: 2000))) - 450) < 1e-6)
        }
    }

    @Test func `efforts that are too few, too alike, too long or too old make no line`() throws {
        #expect(CriticalSpeed(efforts: []) == nil)
        #expect(CriticalSpeed(efforts: try Self.efforts([3000])) == nil)
        #expect(CriticalSpeed(efforts: try Self.efforts([3000, 3200])) == nil)
        #expect(CriticalSpeed(efforts: try Self.efforts([3000, 10_000])) == nil)
        #expect(CriticalSpeed(efforts: try Self.efforts([1500, 5000], reserve: 600)) == nil)
        let old = try RaceResult(Distance(meters: 1500), seconds: 325, daysAgo: 200)
        #expect(CriticalSpeed(efforts: try Self.efforts([5000]) + [old]) == nil)
    }

    @Test func `it predicts 2 to 40 minutes only`() throws {
        let speed = try #require(CriticalSpeed(efforts: try Self.efforts([1500, 5000])))
        #expect(speed.seconds(for: Distance(meters: 400)) == nil)
        #expect(speed.seconds(for: Distance(meters: 9000)) != nil)
        #expect(speed.seconds(for: Distance(meters: 21_097.5)) == nil)
    }
}
