import Hummingbird
import NIOCore
import Testing

@testable import WebServer

@Suite struct SocketHandshakeTests {
    private func refused(_ port: Int, _ path: String = "/ws", _ headers: [String] = []) async throws -> Int {
        do {
            try await WireClient.open(port: port, path, headers: headers).hangUp()
            return 101
        } catch let error as WireClient.NotUpgraded {
            return error.status
        }
    }

    private func answer(_ port: Int, _ lines: [String]) async throws -> String {
        let client = try await WireClient.connect(port: port)
        try await client.send(raw: lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try await client.rest()
    }

    @Test func `a socket is accepted with the answer of the specification`() async throws {
        try await withSocket(echo) { port async throws -> Void in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: WireClient.handshake("/ws"))
            let head = try await client.head()
            #expect(head.hasPrefix("HTTP/1.1 101 "))
            #expect(head.lowercased().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"))
            client.hangUp()
        }
    }

    @Test func `a frame sent together with the handshake is not lost`() async throws {
        try await withSocket(echo) { port async throws -> Void in
            let client = try await WireClient.connect(port: port)
            try await client.send(
                raw: Array(WireClient.handshake("/ws").utf8) + WireClient.frame(1, Array("early".utf8))
            )
            _ = try await client.head()
            #expect(try await client.next() == .text("early"))
            client.hangUp()
        }
    }

    @Test func `a route refuses with the status of what it throws, and unknown paths are not found`() async throws {
        try await withSockets(routes: { sockets in
            sockets.ws("ws/:name", origin: .any) { _, context in
                guard try context.parameters.require("name") == "dawn" else { throw HTTPError(.unauthorized) }
                return echo
            }
        }) { port async throws -> Void in
            #expect(try await self.refused(port, "/ws/dawn") == 101)
            #expect(try await self.refused(port, "/ws/dusk") == 401)
            #expect(try await self.refused(port, "/elsewhere") == 404)
        }
    }

    @Test(arguments: [
        ("https://play.example", 101), ("http://PLAY.example:80", 101), ("https://play.example:8443", 403),
        ("https://evil.example", 403), ("https://play.example.evil.example", 403), ("null", 403),
        ("https://overlay.example", 101), ("play.example", 403),
    ])
    func `pages of other sites are refused`(origin: String, status: Int) async throws {
        try await withSockets(
            ownOrigins: ["https://Overlay.example"],
            routes: { sockets in
                sockets.ws("ws", origin: .sameOrigin) { _, _ in echo }
                sockets.ws("any", origin: .any) { _, _ in echo }
                sockets.ws("watch", origin: .sameOriginOrNull) { _, _ in echo }
            }
        ) { port async throws -> Void in
            #expect(try await self.refused(port, "/ws", ["Origin: \(origin)"]) == status)
            #expect(try await self.refused(port, "/any", ["Origin: \(origin)"]) == 101)
            #expect(try await self.refused(port, "/watch", ["Origin: \(origin)"]) == (origin == "null" ? 101 : status))
            #expect(try await self.refused(port, "/ws") == 101)
        }
    }

    @Test(arguments: [
        ("any", nil, "ada"), ("any", "http://play.example", "ada"),
        ("any", "https://evil.example", "nobody from elsewhere"),
        ("any", "null", "nobody from elsewhere"), ("watch", nil, "ada"), ("watch", "http://play.example", "ada"),
        ("watch", "null", "nobody from elsewhere"),
    ])
    func `cookies count only for pages of ours`(path: String, origin: String?, who: String) async throws {
        let saysWho: @Sendable (Request, AppContext) -> SocketHandler = { _, context in
            let who = (context.user?.username ?? "nobody") + (context.isFromElsewhere ? " from elsewhere" : "")
            return { $0.send(Frame(text: who)) }
        }
        try await withSockets(routes: { sockets in
            sockets.ws("any", origin: .any, accept: saysWho)
            sockets.ws("watch", origin: .sameOriginOrNull, accept: saysWho)
        }) { port async throws -> Void in
            let headers = ["Cookie: session=ada-session"] + (origin.map { ["Origin: \($0)"] } ?? [])
            let client = try await WireClient.open(port: port, "/\(path)", headers: headers)
            #expect(try await client.next() == .text(who))
            client.hangUp()
        }
    }

    @Test func `a refusal says why`() async throws {
        try await withSockets(routes: { $0.ws("ws", origin: .sameOrigin) { _, _ in echo } }) {
            port async throws -> Void in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: WireClient.handshake("/ws", headers: ["Origin: https://evil.example"]))
            let answer = try await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 403 "))
            #expect(answer.hasSuffix("{\"detail\":\"Pages of another site may not open this socket\"}"))
        }
    }

    @Test(arguments: [
        (["Sec-WebSocket-Version: 13"], 400),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short"], 400),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Content-Length: 3"], 400),
        (["Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="], 426),
        (["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="], 426),
    ])
    func `a malformed handshake is answered`(headers: [String], status: Int) async throws {
        try await withSocket(echo) { port async throws -> Void in
            let lines = ["GET /ws HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade"] + headers
            #expect(try await self.answer(port, lines).hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test func `what is not HTTP gets 400`() async throws {
        try await withSocket(echo) { port async throws -> Void in
            #expect(try await self.answer(port, ["\u{1}\u{2}nonsense"]).hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `other offers to upgrade are served as plain HTTP`() async throws {
        try await withSocket(echo) { port async throws -> Void in
            for upgrade in [["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"], ["Upgrade: websocket"]] {
                let answer = try await self.answer(port, ["GET /page HTTP/1.1", "Host: x"] + upgrade)
                #expect(answer.hasPrefix("HTTP/1.1 200 "))
                #expect(answer.hasSuffix("a page"))
            }
        }
    }

    @Test func `a page and a socket share the port, and a reused connection is closed so that a proxy tries again`()
        async throws
    {
        try await withSocket(echo) { port async throws -> Void in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: "GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await client.head().hasPrefix("HTTP/1.1 200 "))
            try await client.send(raw: WireClient.handshake("/ws"))
            #expect(try await client.rest() == "a page")
        }
    }

    @Test(arguments: ["", "GET /ws HT"])
    func `a connection that settles nothing is dropped`(start: String) async throws {
        var limits = HTTPLimits()
        limits.handshakeTimeout = .milliseconds(200)
        try await withSockets(http: limits, routes: { $0.ws("ws", origin: .any) { _, _ in echo } }) {
            port async throws -> Void in
            let client = try await WireClient.connect(port: port)
            if !start.isEmpty { try await client.send(raw: start) }
            #expect(try await client.rest() == "")
        }
    }
}
