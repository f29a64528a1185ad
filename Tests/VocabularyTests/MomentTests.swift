import Foundation
import Testing
import Vocabulary

@Suite struct MomentTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-21T01:02:03Z", 1_795_222_923_000),
        ("2026-11-21T01:02", 1_795_222_920_000),
        ("2026-11-21 01:02:03.5Z", 1_795_222_923_500),
        ("2026-11-21T01:02:03.123456+00:00", 1_795_222_923_123),
        ("2026-11-21T03:02:03+02:00", 1_795_222_923_000),
        ("2026-11-20T20:32:03-0430", 1_795_222_923_000),
        ("2024-02-29T00:00Z", 1_709_164_800_000),
        ("2026-11-21T01:02:03+02", 1_795_215_723_000),
    ])
    func `reads what clients write`(text: String, milliseconds: Int64) {
        #expect(Moment(text)?.rawValue == milliseconds)
    }

    @Test(arguments: [
        "", "tomorrow", "2026-11-21", "2026-13-01T00:00Z", "2026-02-29T00:00Z", "2026-11-21T24:00Z",
        "2026-11-21T00:60Z",
        "1969-12-31T23:59Z", "2026-11-21T01:02:03Zulu", "2026-11-21T01:02:03+25:00", "2026-11-21T01:02:03.Z",
        "2026-11-21T01:02:03+", "+026-11-21T01:02Z", "99999-01-01T00:00Z", "2026-11-21T01:02:03+01:",
    ])
    func `refuses what is no date`(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000+00:00"), (-1, "1969-12-31T23:59:59.999+00:00"),
            (951_782_400_000, "2000-02-29T00:00:00.000+00:00"), (1_700_000_000_123, "2023-11-14T22:13:20.123+00:00"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999+00:00"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000+00:00"),
        ] as [(Int64, String)]
    )
    func `a moment is written with milliseconds and offset`(milliseconds: Int64, text: String) {
        #expect(Moment(rawValue: milliseconds).iso8601 == text)
    }

    @Test func `Foundation reads the moments of 400 years back`() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: -73_000, to: 73_000, by: 17) {
            let moment = Moment(rawValue: Int64(day) * 86_400_000 + 45_296_789)

            let read = try style.parse(moment.iso8601)

            #expect(Int64((read.timeIntervalSince1970 * 1000).rounded()) == moment.rawValue)
        }
    }

    @Test func `what is written is read back`() {
        for milliseconds: Int64 in [0, 951_782_400_001, 1_709_164_799_999, 4_102_444_800_000] {
            let moment = Moment(rawValue: milliseconds)
            #expect(Moment(moment.iso8601) == moment)
        }
    }
}
