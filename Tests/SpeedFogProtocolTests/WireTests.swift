import SpeedFogProtocol
import Testing

@Suite struct WireTests {
    @Test(arguments: [(0, 0), (.max, 2_147_483_647), (.min, -2_147_483_648), (-5, -5)])
    func `an integer is clamped to 32 bits`(value: Int, clamped: Int) {
        #expect(Wire.clampI32(value) == clamped)
    }

    @Test func `JSON keeps order, integers and floats apart through a round trip`() throws {
        let text = #"{"b":1,"a":[1.0,-2,1e+100,0.1,"é\n",null,true,{}],"c":{"z":9223372036854775807}}"#

        #expect(try JSON(parsing: text).encoded() == text)
    }
}
