import Testing

@testable import WebServer

@Suite struct LoopbackHostTests {
    @Test(arguments: ["localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"])
    func `these are this machine, whoever resolves names`(host: String) {
        #expect(WebOrigin.isLoopback(host: host))
    }

    @Test(arguments: [
        "", "example.org", "127.0.0.1.example.org", "127.a.b.org", "127.example", "localhost.example.org", "0.0.0.0",
        "::",
        "128.0.0.1", "10.127.0.1", "[::2]", "::ffff:7f00:1", "0177.0.0.1x", "[127.0.0.1", "evil@localhost",
    ])
    func `these may be another one`(host: String) {
        #expect(!WebOrigin.isLoopback(host: host))
    }
}
