import Testing

@testable import SpeedFogServer

@Suite struct TypedNameTests {
    @Test(arguments: [
        "pia_7", "  pia_7 ", "@pia_7", "https://www.twitch.tv/pia_7", "https://twitch.tv/pia_7/", "twitch.tv/pia_7",
        "HTTP://Twitch.TV/pia_7", "m.twitch.tv/pia_7?referrer=raid", "https://www.twitch.tv/pia_7/about#top",
        "https://www.twitch.tv/popout/pia_7/chat?popout=", "https://www.twitch.tv/moderator/pia_7",
    ])
    func `a channel is understood however it is written`(typed: String) throws {
        let name = try TypedName(typed, field: "name")
        #expect(name.text == "pia_7" && name.isLogin)
    }

    @Test(arguments: [
        "https://www.twitch.tv", "https://twitch.tv/", "https://www.twitch.tv/videos/123", "twitch.tv/directory",
        "https://example.com/pia", "https://twitch.tv.example.com/pia", "https://www.twitch.tv/pia%20b",
        "https://", "", "  ", "@", "@ ", "a\u{0}b", String(repeating: "x", count: 101),
    ])
    func `what names nobody is refused`(typed: String) {
        #expect(throws: InvalidField.self) { try TypedName(typed, field: "name") }
    }

    @Test(arguments: ["Möbius", "フロム", "p%", "two words", "a/b", "a-b", String(repeating: "x", count: 26)])
    func `a name that Twitch does not give is still a name`(typed: String) throws {
        let name = try TypedName(typed, field: "name")
        #expect(name.text == typed && !name.isLogin)
    }
}
