import Testing

@testable import WebServer

@Suite struct WebOriginTests {
    @Test(arguments: [
        ("http://localhost:8000/x?y", "http://localhost:8000"), ("HTTPS://Race.Example", "https://race.example"),
        ("https://race.example:443", "https://race.example"), ("http://[::1]:80/", "http://[::1]"),
        ("wss://race.example/ws", "wss://race.example"),
    ])
    func `an address has an origin`(address: String, origin: String) {
        #expect(WebOrigin(parsing: address)?.description == origin)
    }

    @Test(arguments: ["", "null", "race.example", "ftp://x", "http://", "http://a@b", "http://x:99999", "http://x:a"])
    func `what is no web address has none`(address: String) {
        #expect(WebOrigin(parsing: address) == nil)
    }
}
