import Foundation
import SpeedFogProtocol
import Testing

@Suite struct WireTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000+00:00"), (-1, "1969-12-31T23:59:59.999+00:00"),
            (951_782_400_000, "2000-02-29T00:00:00.000+00:00"), (1_700_000_000_123, "2023-11-14T22:13:20.123+00:00"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999+00:00"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000+00:00"),
        ] as [(Int64, String)]
    )
    func `a moment is written with milliseconds and offset`(milliseconds: Int64, text: String) {
        #expect(Wire.iso8601(milliseconds: milliseconds) == text)
    }

    @Test func `Foundation reads the moments of 400 years back`() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: -73_000, to: 73_000, by: 17) {
            let moment = Int64(day) * 86_400_000 + 45_296_789

            let read = try style.parse(Wire.iso8601(milliseconds: moment))

            #expect(Int64((read.timeIntervalSince1970 * 1000).rounded()) == moment)
        }
    }

    @Test(arguments: [(0, 0), (.max, 2_147_483_647), (.min, -2_147_483_648), (-5, -5)])
    func `an integer is clamped to 32 bits`(value: Int, clamped: Int) {
        #expect(Wire.clampI32(value) == clamped)
    }

    @Test func `JSON keeps order, integers and floats apart through a round trip`() throws {
        let text = #"{"b":1,"a":[1.0,-2,1e+100,0.1,"é\n",null,true,{}],"c":{"z":9223372036854775807}}"#

        #expect(try JSON(parsing: text).encoded() == text)
    }
}
