import Testing

@testable import TrainingMaths

@Suite
struct SessionSpikeTests {
    @Test(arguments: [
        (11.0, SessionSpike.Band.none), (11.1, .small), (13.0, .small), (13.1, .moderate), (20.0, .moderate),
        (20.1, .large), (5, .none),
    ])
    func `one run against a longest of ten miles`(miles: Double, band: SessionSpike.Band) throws {
        let spike = try #require(SessionSpike(Distance(miles: miles), longest: Distance(miles: 10)))

        #expect(spike.band == band)
        #expect(abs(spike.limit.miles - 11) < 1e-9)
    }

    @Test
    func `each spike has the hazard of the study, none has none`() {
        #expect(SessionSpike.Band.none.hazardRatio == nil)
        #expect(SessionSpike.Band.small.hazardRatio?.value == 1.64)
        #expect(SessionSpike.Band.moderate.hazardRatio?.low == 1.16)
        #expect(SessionSpike.Band.large.hazardRatio?.high == 3.48)
    }

    @Test
    func `only the thirty days before count`() throws {
        let day = try #require(CalendarDay("2026-03-01"))
        let sessions = [
            (day: day + -31, distance: Distance(miles: 20)), (day: day + -30, distance: Distance(miles: 8)),
            (day: day + -3, distance: Distance(miles: 6)), (day: day, distance: Distance(miles: 30)),
            (day: CalendarDay(number: Int.min), distance: Distance(miles: 99)),
            (day: day + -2, distance: Distance(meters: .nan)),
        ]

        let spike = try #require(SessionSpike(Distance(miles: 10), on: day, after: sessions))

        #expect(spike.longest == Distance(miles: 8))
        #expect(spike.band == .small)
        #expect(SessionSpike(Distance(miles: 10), on: day, after: []) == nil)
    }

    @Test(arguments: [(Double.nan, 10.0), (10, 0), (10, .nan), (-1, 10), (.infinity, 10)])
    func `what is no distance is no spike`(miles: Double, longest: Double) {
        #expect(SessionSpike(Distance(miles: miles), longest: Distance(miles: longest)) == nil)
    }

    @Test
    func `each band has its own sentence`() throws {
        let texts = try [5.0, 12, 15, 25].map {
            try #require(SessionSpike(Distance(miles: $0), longest: Distance(miles: 10))).text
        }

        #expect(Set(texts).count == 4)
    }
}
