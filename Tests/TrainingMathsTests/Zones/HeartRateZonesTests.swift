import Testing

@testable import TrainingMaths

struct HeartRateZonesTests {
    @Test func `shares of the maximum are rounded once, halves away from zero`() throws {
        #expect(try #require(HeartRateZones(maximum: 185)).edges == [93, 111, 130, 148, 167, 185])
    }

    @Test func `shares of the reserve are rounded once`() throws {
        let zones = try #require(HeartRateZones(maximum: 185, resting: 52))
        #expect(zones.edges == [119, 132, 145, 158, 172, 185])
        #expect(zones.method == .reserve)
    }

    @Test func `zones by threshold have the published edges`() throws {
        let zones = try #require(HeartRateZones(threshold: 168))
        #expect(Array(zones.edges[1...4]) == [143, 151, 160, 168])
        #expect(HeartRateZones.hardEdges(threshold: 168) == [168, 173, 178])
        #expect(zones.text(of: 1) == "under 143")
        #expect(zones.text(of: 2) == "143-150")
    }

    @Test(
        arguments: [
            (92.9, 0), (93.0, 1), (110.9, 1), (111, 2), (130, 3), (148, 4), (167, 5), (185, 5), (220, 5), (0, 0),
            (-5, 0), (.nan, 0),
            (.infinity, 0),
        ] as [(Double, Int)]
    )
    func `a beat on an edge belongs to the upper zone`(bpm: Double, zone: Int) throws {
        #expect(try #require(HeartRateZones(maximum: 185)).zone(of: bpm) == zone)
    }

    @Test func `ranges of whole beats touch and do not overlap`() throws {
        for maximum in 100...240 {
            let zones = try #require(HeartRateZones(maximum: Double(maximum)))
            for zone in 1...5 {
                let range = zones.range(of: zone)
                #expect(range.allSatisfy { zones.zone(of: Double($0)) == zone })
                if zone < 5 { #expect(range.upperBound + 1 == zones.range(of: zone + 1).lowerBound) }
            }
            #expect(zones.range(of: -7) == zones.range(of: 1))
            #expect(zones.range(of: 99) == zones.range(of: 5))
        }
    }

    @Test(
        arguments: [
            (MaximumHeartRate.fox, [195, 180, 165.0]), (.tanaka, [190.5, 180, 169.5]), (.gellish, [189.5, 179, 168.5]),
            (.nes, [195, 185.4, 175.8]),
        ] as [(MaximumHeartRate, [Double])]
    )
    func `the maximum is estimated by age`(formula: MaximumHeartRate, expected: [Double]) {
        for (age, bpm) in zip([25, 40, 55], expected) { #expect(abs(formula.estimate(age: age) - bpm) < 1e-9) }
    }

    @Test func `the best knowledge of an athlete wins`() {
        var athlete = Athlete(fiveKSeconds: 1470, weeklyMiles: 25)
        #expect(HeartRateZones(athlete) == nil)
        athlete.age = 40
        #expect(HeartRateZones(athlete)?.isEstimate == true)
        #expect(HeartRateZones(athlete)?.edges.last == 180)
        athlete.maximumHeartRate = 185
        #expect(HeartRateZones(athlete) == HeartRateZones(maximum: 185))
        athlete.restingHeartRate = 52
        #expect(HeartRateZones(athlete) == HeartRateZones(maximum: 185, resting: 52))
        athlete.thresholdHeartRate = 168
        #expect(HeartRateZones(athlete)?.method == .threshold)
        athlete.thresholdHeartRate = 1000
        #expect(HeartRateZones(athlete)?.method == .reserve)
    }

    @Test(arguments: [Double.nan, .infinity, -185, 0, 99, 241])
    func `no zones out of no heart rate`(bpm: Double) {
        #expect(HeartRateZones(maximum: bpm) == nil)
        #expect(HeartRateZones(maximum: 185, resting: bpm) == nil || (25...120).contains(bpm))
        #expect(HeartRateZones(threshold: bpm) == nil || (80...220).contains(bpm))
    }
}
