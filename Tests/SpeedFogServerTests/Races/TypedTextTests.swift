import Testing

@testable import SpeedFogServer

@Suite struct TypedTextTests {
    @Test(arguments: [("  Dawn  ", "Dawn"), ("\tDawn of\u{A0}fog\n", "Dawn of\u{A0}fog"), ("🏳️‍🌈", "🏳️‍🌈"), ("é", "é")])
    func `takes what people type, trimmed`(typed: String, text: String) throws {
        #expect(try TypedText(typed, field: "name", limit: 200).text == text)
    }

    @Test(arguments: [
        "", "   ", "\n\t", "\u{200B}", "a\u{0}b", "a\u{1B}[31m", "a\nb", "a\u{2028}b", "a\u{202E}b", "\u{7F}a",
    ])
    func `refuses nothing and what steers a terminal or a line`(typed: String) {
        #expect(throws: InvalidField.self) { try TypedText(typed, field: "name", limit: 200) }
    }

    @Test func `counts code points up to the limit`() throws {
        let longest = String(repeating: "é", count: 200)

        #expect(try TypedText(longest, field: "name", limit: 200).text == longest)
        #expect(throws: InvalidField(field: "name", why: "Should have at most 200 characters")) {
            try TypedText(longest + "e", field: "name", limit: 200)
        }
    }
}
