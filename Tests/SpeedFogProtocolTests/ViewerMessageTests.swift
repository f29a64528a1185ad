import SpeedFogProtocol
import Testing

@Suite struct ViewerMessageTests {
    private static let nothing = ViewerWishes()
    private static let resume = ViewerWishes(
        readsUpdates: true,
        resume: Stamp(epoch: "12", version: 345, view: "full")
    )

    @Test(arguments: [
        (#"{"type":"auth","token":"t"}"#, ViewerMessage.auth(token: "t", Self.nothing)),
        (#"{"type":"auth"}"#, .auth(token: nil, Self.nothing)),
        (#"{"type":"auth","token":7}"#, .auth(token: nil, Self.nothing)),
        (#"{"type":"no_auth"}"#, .noAuth(Self.nothing)),
        (#"{"type":"pong"}"#, .pong), (#"{"type":"chat"}"#, .other), ("[[[", .other), ("", .other), ("{}", .other),
    ])
    func `a viewer is never refused for what it says`(text: String, message: ViewerMessage) {
        #expect(ViewerMessage(parsing: text) == message)
    }

    @Test(arguments: [
        (#""updates":2"#, ViewerWishes(readsUpdates: true)), (#""updates":3"#, ViewerWishes(readsUpdates: true)),
        (#""updates":1"#, Self.nothing), (#""updates":"2""#, Self.nothing), (#""updates":true"#, Self.nothing),
        (#""updates":2,"resume":{"epoch":"12","version":345,"view":"full"}"#, Self.resume),
        (#""updates":2,"resume":{"view":"full","version":345.0,"epoch":"12","more":1}"#, Self.resume),
    ])
    func `a page says what it reads, and where it stopped`(members: String, wishes: ViewerWishes) {
        #expect(ViewerMessage(parsing: #"{"type":"no_auth",\#(members)}"#) == .noAuth(wishes))
        #expect(ViewerMessage(parsing: #"{"type":"auth","token":"t",\#(members)}"#) == .auth(token: "t", wishes))
    }

    @Test(arguments: [
        #"{"epoch":12,"version":345,"view":"full"}"#, #"{"epoch":"12","version":-1,"view":"full"}"#,
        #"{"epoch":"12","version":1.5,"view":"full"}"#, #"{"epoch":"12","version":1e99,"view":"full"}"#,
        #"{"epoch":"12","version":345}"#, #"{"version":345,"view":"full"}"#, "null", "[]", "7",
    ])
    func `a place to go on from that can't be read is none`(resume: String) {
        #expect(
            ViewerMessage(parsing: #"{"type":"no_auth","updates":2,"resume":\#(resume)}"#)
                == .noAuth(ViewerWishes(readsUpdates: true))
        )
    }

    @Test func `who does not read updates can't go on from anywhere`() {
        #expect(
            ViewerMessage(parsing: #"{"type":"no_auth","resume":{"epoch":"12","version":345,"view":"full"}}"#)
                == .noAuth(Self.nothing)
        )
    }
}
