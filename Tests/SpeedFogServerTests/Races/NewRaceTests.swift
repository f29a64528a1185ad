import Foundation
import Testing

@testable import SpeedFogServer

@Suite struct NewRaceTests {
    @Test(arguments: [nil, 2, 100])
    func `a limit of 2 to 100 participants is taken, and none`(limit: Int?) throws {
        #expect(try NewRace(name: "Dawn", maxParticipants: limit).maxParticipants == limit)
    }

    @Test(arguments: [Int.min, -1, 0, 1, 101, Int.max])
    func `any other limit is refused`(limit: Int) {
        #expect(throws: RaceError.self) { try NewRace(name: "Dawn", maxParticipants: limit) }
        #expect(throws: RaceError.self) { try NewRace(name: "Dawn", openRegistration: true, maxParticipants: limit) }
    }

    @Test func `open registration needs a limit`() throws {
        #expect(throws: RaceError.self) { try NewRace(name: "Dawn", openRegistration: true) }
        #expect(try NewRace(name: "Dawn", openRegistration: true, maxParticipants: 2).openRegistration)
    }

    @Test func `all wrong fields are named at once`() {
        #expect {
            try NewRace(name: " ", pool: "\u{0}", maxParticipants: 1)
        } throws: { error in
            guard case RaceError.invalid(let fields) = error else { return false }
            return fields.map(\.field) == ["name", "pool_name", "max_participants"]
        }
    }

    @Test(arguments: [
        ("{}", "{}"),
        (
            #"{"b":[1,2.5,null,true,"x\u0000"],"a":{"c":9007199254740993}}"#,
            #"{"a":{"c":9007199254740993},"b":[1,2.5,null,true,"x\u0000"]}"#
        ),
    ])
    func `settings are kept as they were sent`(sent: String, kept: String) throws {
        #expect(try JSONDecoder().decode(RaceConfig.self, from: Data(sent.utf8)).json == kept)
    }

    @Test(arguments: [
        "[]", "1", "null", #""text""#, #"{"a":"\#(String(repeating: "x", count: 4100))"}"#,
        #"{"a":\#(String(repeating: "[", count: 400))\#(String(repeating: "]", count: 400))}"#, #"{"a":1e999}"#,
    ])
    func `settings that are no object, too long or too deep are refused`(sent: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(RaceConfig.self, from: Data(sent.utf8)) }
    }
}
