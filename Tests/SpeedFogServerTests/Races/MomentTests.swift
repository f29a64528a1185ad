import SpeedFogProtocol
import Testing

@testable import SpeedFogServer

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
        #expect(Moment(text)?.milliseconds == milliseconds)
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

    @Test func `what the wire writes is read back`() {
        for milliseconds: Int64 in [0, 951_782_400_001, 1_709_164_799_999, 4_102_444_800_000] {
            #expect(Moment(Wire.iso8601(milliseconds: milliseconds))?.milliseconds == milliseconds)
        }
    }
}
