import Testing

@testable import SpeedFogServer

@Suite struct TimeTextTests {
    @Test(arguments: [
        (0, "0:00"), (59_999, "0:59"), (60_000, "1:00"), (3_599_000, "59:59"), (3_661_000, "1:01:01"), (-5, "0:00"),
    ])
    func `in-game time reads as minutes or hours`(milliseconds: Int, text: String) {
        #expect(TimeText.igt(milliseconds) == text)
    }

    @Test(arguments: [(5_000, "+0:05"), (-65_000, "\u{2212}1:05"), (0, "+0:00")])
    func `gaps have a sign`(milliseconds: Int, text: String) {
        #expect(TimeText.gap(milliseconds) == text)
    }

    @Test func `wall time has two digits everywhere`() {
        #expect(TimeText.elapsed(since: 1_000, now: 3_726_000) == "01:02:05")
        #expect(TimeText.elapsed(since: 2_000, now: 1_000) == "00:00:00")
    }

    @Test func `dates read without a browser's help`() {
        #expect(TimeText.utc(1_800_000_000_000, now: 1_810_000_000_000) == "15 Jan, 08:00 UTC")
        #expect(TimeText.utc(1_800_000_000_000, now: 1_790_000_000_000) == "15 Jan 2027, 08:00 UTC")
        #expect(TimeText.field(1_800_000_000_000) == "2027-01-15T08:00")
    }

    @Test(arguments: [(0.0, "0"), (1.25, "1.3"), (-80.0, "-80"), (12.04, "12"), (0.96, "1")])
    func `coordinates have one decimal at most`(number: Double, text: String) {
        #expect(MapDrawing.text(number) == text)
    }
}
