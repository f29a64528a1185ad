import Companion
import Testing

@Suite struct BackOffTests {
    @Test func `pauses double up to the limit`() {
        var backOff = BackOff()
        let pauses = (0..<7).map { _ in backOff.next(random: 0.5) }
        #expect(pauses == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
    }

    @Test func `jitter stays within a quarter`() {
        var backOff = BackOff()
        #expect(backOff.next(random: 0) == .milliseconds(750))
        #expect(backOff.next(random: 0.999_999) < .milliseconds(2500))
    }

    @Test func `a connection that worked makes the next pause short`() {
        var backOff = BackOff()
        for _ in 0..<5 { _ = backOff.next(random: 0.5) }
        backOff.reset()
        #expect(backOff.next(random: 0.5) == .seconds(1))
    }
}

@Suite struct ModEndpointTests {
    @Test(arguments: [
        ("wss://race.example", "race.example", 443, true, "/ws/mod/r1"),
        ("ws://127.0.0.1:8000/", "127.0.0.1", 8000, false, "/ws/mod/r1"),
        ("https://example.org/speedfog", "example.org", 443, true, "/speedfog/ws/mod/r1"),
        ("http://[::1]:81", "::1", 81, false, "/ws/mod/r1"),
        ("HTTP://[::1]", "::1", 80, false, "/ws/mod/r1"),
    ])
    func `addresses as players write them`(text: String, host: String, port: Int, isSecure: Bool, path: String) throws {
        let endpoint = try ModEndpoint(server: text, room: "r1")
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
        #expect(endpoint.isSecure == isSecure)
        #expect(endpoint.path == path)
    }

    @Test func `what is no address is refused in words`() {
        #expect(throws: ModEndpointError.badScheme("example.org")) { try ModEndpoint(server: "example.org", room: "r") }
        #expect(throws: ModEndpointError.noHost("ws://")) { try ModEndpoint(server: "ws://", room: "r") }
        #expect(throws: ModEndpointError.badPort("ws://h:0")) { try ModEndpoint(server: "ws://h:0", room: "r") }
        #expect(throws: ModEndpointError.badPort("ws://h:x")) { try ModEndpoint(server: "ws://h:x", room: "r") }
        #expect(throws: ModEndpointError.badRoom("a b")) { try ModEndpoint(server: "ws://h", room: "a b") }
        #expect(throws: ModEndpointError.badRoom("")) { try ModEndpoint(server: "ws://h", room: "") }
    }
}
