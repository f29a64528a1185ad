import SpeedFogProtocol
import Testing

@Suite struct ModMessageTests {
    @Test(arguments: Samples.fromMods)
    func `a frame is what was recorded, byte for byte`(sample: Sample<ModMessage>) throws {
        #expect(sample.message.encoded() == (try sample.frame()))
    }

    @Test(arguments: Samples.fromMods)
    func `a recorded frame is understood`(sample: Sample<ModMessage>) throws {
        #expect(try ModMessage(parsing: try sample.frame()) == sample.message)
    }

    @Test(arguments: [
        "", " ", "nonsense", "{", "{\"type\":\"ready\"", "{\"type\":\"ready\"} x", "[1,]", "{\"a\":01}", "{\"a\":NaN}",
        "{\"a\":\"\n\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\x\"}", "'ready'", "{a:1}", "-", "1e", "tru", "\u{FEFF}{}",
    ])
    func `what is not JSON is refused as such`(text: String) {
        #expect(throws: MessageError.notJSON) { try ModMessage(parsing: text) }
    }

    @Test(arguments: ["null", "true", "7", "1e999", "\"ready\"", "[]", "[{\"type\":\"ready\"}]"])
    func `JSON that is not an object is refused as such`(text: String) {
        #expect(throws: MessageError.notObject) { try ModMessage(parsing: text) }
    }

    @Test(arguments: ["{}", #"{"type":null}"#, #"{"type":1}"#, #"{"type":["ready"]}"#, #"{"Type":"ready"}"#])
    func `a message without a type is refused`(text: String) {
        #expect(throws: MessageError.missingType) { try ModMessage(parsing: text) }
    }

    @Test func `an unknown type is named, but not at any length`() {
        let type = String(repeating: "x", count: 60_000)

        #expect(throws: MessageError.unknownType(type)) { try ModMessage(parsing: #"{"type":"\#(type)"}"#) }
        #expect(MessageError.unknownType(type).description.count < 100)
    }

    @Test(arguments: [
        String(repeating: "[", count: 65_536), String(repeating: #"{"a":"#, count: 13_000),
        #"{"type":"ready","x":"# + String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000) + "}",
    ])
    func `hostile nesting is refused without a crash`(text: String) {
        #expect(throws: MessageError.notJSON) { try ModMessage(parsing: text) }
    }

    @Test(arguments: [
        (#"{"type":"ready","type2":1,"more":{"a":[null,true,1.5e3]}}"#, ModMessage.ready),
        (#" { "type" : "pong" } "#, .pong),
        (#"{"type":"ready","type":"pong"}"#, .pong),
        (#"{"type":"\u0072eady"}"#, .ready),
        (#"{"type":"auth","mod_token":"a\ud83d\ude00b\ud800c"}"#, .auth(modToken: "a😀b\u{FFFD}c")),
        (#"{"type":"auth","mod_token":"\udc00\ud83dx\ud83d\u0041"}"#, .auth(modToken: "\u{FFFD}\u{FFFD}x\u{FFFD}A")),
    ])
    func `unusual but valid JSON is understood`(text: String, message: ModMessage) throws {
        #expect(try ModMessage(parsing: text) == message)
    }

    @Test(arguments: [
        ("0", 0), ("3.0", 3), ("1e3", 1000), ("-0", 0), ("2147483647", 2_147_483_647), ("2147483648", 2_147_483_647),
        ("2147483647.5", 2_147_483_647), ("99999999999999999999999", 2_147_483_647), ("1e999", 2_147_483_647),
    ])
    func `a count is whole, and cut at 32 bits`(literal: String, value: Int) throws {
        let text = #"{"type":"status_update","igt_ms":\#(literal),"death_count":\#(literal)}"#

        #expect(try ModMessage(parsing: text) == .statusUpdate(igtMs: value, deathCount: value))
    }

    @Test(arguments: [
        ("-1", "is negative"), ("-1e999", "is negative"), ("-99999999999999999999", "is negative"),
        ("-0.5", "is negative"), ("3.7", "is not a whole number"), ("1e-3", "is not a whole number"),
        ("true", "is not a number"), ("\"5\"", "is not a number"), ("null", "is not a number"),
        ("[1]", "is not a number"),
    ])
    func `a count that is none is refused in words`(literal: String, why: String) {
        #expect(throws: MessageError.badField(name: "igt_ms", why: why)) {
            try ModMessage(parsing: #"{"type":"status_update","igt_ms":\#(literal),"death_count":0}"#)
        }
        #expect(throws: MessageError.badField(name: "death_count", why: why)) {
            try ModMessage(parsing: #"{"type":"status_update","igt_ms":0,"death_count":\#(literal)}"#)
        }
    }

    @Test(arguments: [
        ("-1", "is negative"), ("-1e999", "is negative"), ("-0.5", "is negative"), ("true", "is not a number"),
        ("\"5\"", "is not a number"), ("[1]", "is not a number"),
    ])
    func `a finish at a time that is none is refused in words`(literal: String, why: String) {
        #expect(throws: MessageError.badField(name: "igt_ms", why: why)) {
            try ModMessage(parsing: #"{"type":"finished","igt_ms":\#(literal)}"#)
        }
    }

    @Test func `a missing field is named`() {
        #expect(throws: MessageError.badField(name: "death_count", why: "is missing")) {
            try ModMessage(parsing: #"{"type":"status_update","igt_ms":5}"#)
        }
        #expect(MessageError.badField(name: "igt_ms", why: "is missing").description == "The field igt_ms is missing.")
    }

    private static let noClock = [
        "", #","igt_ms":null"#, #","igt_ms":0"#, #","igt_ms":-0"#, #","igt_ms":0.0"#, #","igt_ms":3.7"#,
        #","igt_ms":1e-3"#,
    ]

    @Test(arguments: noClock + [#","igt_ms":"5""#, #","igt_ms":true"#, #","igt_ms":[]"#])
    func `a flag without a usable time counts, and has no clock`(rest: String) throws {
        #expect(
            try ModMessage(parsing: #"{"type":"event_flag","flag_id":9000000\#(rest)}"#)
                == .eventFlag(flagID: 9_000_000, igtMs: nil)
        )
    }

    @Test(arguments: noClock)
    func `a finish without a usable time counts, and has no clock`(rest: String) throws {
        #expect(try ModMessage(parsing: #"{"type":"finished"\#(rest)}"#) == .finished(igtMs: nil))
    }

    @Test func `what has no clock is sent without one`() {
        #expect(ModMessage.eventFlag(flagID: 7, igtMs: nil).encoded() == #"{"type":"event_flag","flag_id":7}"#)
        #expect(ModMessage.finished(igtMs: nil).encoded() == #"{"type":"finished"}"#)
    }

    @Test(arguments: [("5.0", 5), ("99999999999999999999", 2_147_483_647), ("1e999", 2_147_483_647)])
    func `a flag's time follows the rules of counts`(literal: String, value: Int) throws {
        #expect(
            try ModMessage(parsing: #"{"type":"event_flag","flag_id":1,"igt_ms":\#(literal)}"#)
                == .eventFlag(flagID: 1, igtMs: value)
        )
    }

    @Test(arguments: ["-1", "-3.0", "-0.5", "-99999999999999999999", "-1e999"])
    func `a flag's time before the start is refused`(literal: String) {
        #expect(throws: MessageError.badField(name: "igt_ms", why: "is negative")) {
            try ModMessage(parsing: #"{"type":"event_flag","flag_id":1,"igt_ms":\#(literal)}"#)
        }
    }

    @Test(arguments: ["-1", "4294967296", "1e999", "2.5", "true", "\"1\"", "null", "{}"])
    func `a flag that is no flag is refused`(literal: String) {
        #expect(throws: MessageError.self) {
            try ModMessage(parsing: #"{"type":"event_flag","flag_id":\#(literal),"igt_ms":1}"#)
        }
    }

    @Test(arguments: ["", String(repeating: "é", count: 513)])
    func `a token has 1 to 512 characters`(token: String) {
        #expect(throws: MessageError.self) { try ModMessage(parsing: ModMessage.auth(modToken: token).encoded()) }
    }

    @Test func `the longest token is taken`() throws {
        let message = ModMessage.auth(modToken: String(repeating: "é", count: 512))

        #expect(try ModMessage(parsing: message.encoded()) == message)
    }

    @Test(arguments: ["1", "null", "true", "[\"a\"]"])
    func `a token that is no string is refused`(literal: String) {
        #expect(throws: MessageError.badField(name: "mod_token", why: "is not a string")) {
            try ModMessage(parsing: #"{"type":"auth","mod_token":\#(literal)}"#)
        }
    }

    @Test(arguments: [
        #""grace_entity_id":0"#, #""grace_entity_id":true,"map_id":5"#, #""map_id":"""#, #""grace_entity_id":-3"#,
        #""position":[1,2,3],"play_region_id":7"#,
    ])
    func `a zone query with nothing to look up is not usable`(members: String) throws {
        guard case .zoneQuery(let query) = try ModMessage(parsing: #"{"type":"zone_query",\#(members)}"#) else {
            return #expect(Bool(false), "another message")
        }

        #expect(!query.isUsable)
    }

    @Test(arguments: ["[1,2]", "[1,2,3,4]", "[1,2,\"3\"]", "[1,2,1e999]", "{}", "7", "[1,null,3]"])
    func `a position that is no point is left out of a zone query`(position: String) throws {
        #expect(
            try ModMessage(parsing: #"{"type":"zone_query","map_id":"m10_00_00_00","position":\#(position)}"#)
                == .zoneQuery(ZoneQuery(mapID: "m10_00_00_00"))
        )
    }
}
