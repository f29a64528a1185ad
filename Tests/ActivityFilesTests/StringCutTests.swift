import Testing

@testable import ActivityFiles

@Suite struct StringCutTests {
    @Test(arguments: [
        ("Morning Run", "Morning Run"), ("läuft £5 🏃", "läuft £5 🏃"), ("red\u{1B}[31m\u{7}", "red[31m"),
        ("\u{9B}31mred\u{7F}", "31mred"), ("two\r\nlines\tand\u{85}more", "two lines and more"), ("a\u{0}b", "ab"),
        ("\u{1B}\n", ""), ("", ""),
    ])
    func `words of a file can't steer a terminal`(words: String, kept: String) {
        #expect(words.cut(100) == kept)
    }

    @Test(arguments: [("abcdef", 3, "abc"), ("aéé", 4, "aé"), ("🏃🏃", 7, "🏃"), ("é", 1, ""), ("abc", 0, "")])
    func `a cut keeps whole scalars`(words: String, size: Int, kept: String) {
        #expect(words.cut(size) == kept)
    }

    @Test func `one character of a million bytes is cut too`() {
        let character = "a" + String(repeating: "\u{301}", count: 500_000)

        #expect(character.count == 1)
        #expect(character.cut(1024).utf8.count == 1023)
    }

    @Test(arguments: [("  a b \n", "a b"), (" \n ", nil), ("\u{1B}", nil), ("", nil), ("1234567 9", "1234567")])
    func `a title is nothing when it is blank`(words: String, title: String?) {
        #expect(words.title(8) == title)
    }
}
