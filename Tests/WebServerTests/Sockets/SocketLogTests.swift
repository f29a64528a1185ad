import Hummingbird
import NIOCore
import Testing
import Vocabulary

@testable import WebServer

@Suite struct SocketLogTests {
    private static let ada = ["Cookie: session=ada-session", "X-Forwarded-For: 203.0.113.7"]

    /// The lines about sockets once there are as many as expected.
    private func lines(
        _ count: Int,
        limits: SocketLimits = SocketLimits(),
        metrics: PrometheusMetrics = PrometheusMetrics(),
        _ handler: @escaping SocketHandler = echo,
        _ body: @Sendable @escaping (Int) async throws -> Void
    ) async throws -> [String] {
        let log = LogLines()
        try await withSockets(
            limits: limits,
            metrics: metrics,
            logger: log.logger,
            routes: { sockets in
                sockets.ws("ws/:id", origin: .sameOrigin) { _, _ in handler }
                sockets.ws("ws/key/:token", origin: .any) { _, _ in handler }
                sockets.ws("ws/watched/:id", origin: .any) { _, _ in
                    { socket in
                        socket.dropAfterSilence(.milliseconds(200))
                        await handler(socket)
                    }
                }
            },
            body
        )
        // Sockets are gone before the server is, but their last line may be a moment behind.
        let lines = log.all.filter { $0.contains("Socket ") }
        #expect(lines.count == count, "\(lines)")
        return lines
    }

    private static func has(_ line: String, _ parts: String...) -> Bool { parts.allSatisfy(line.contains) }

    @Test func `a socket's opening and closing are told, with whose it was and why it ended, but not what was said`()
        async throws
    {
        let lines = try await self.lines(2) { port in
            let client = try await WireClient.open(port: port, "/ws/dawn?secret=1", headers: Self.ada)
            for _ in 0..<3 {
                try await client.send("a secret message")
                #expect(try await client.next() == .text("a secret message"))
            }
            try await client.send(raw: WireClient.frame(8, [0x0F, 0xA0] + Array("my secret reason".utf8)))
            #expect(try await client.next() == .close(4000, ""))
            #expect(try await client.next() == .end)
        }
        let user = try #require(KnownPeople.ada).description
        #expect(
            Self.has(lines[0], "info Socket opened /ws/dawn ", "client=203.0.113.7", "user=\(user)", "route=/ws/{id}")
        )
        #expect(
            Self.has(lines[1], "info Socket closed /ws/dawn 4000", "by=peer", "code=4000", "messages=3", "seconds=")
        )
        #expect(Self.has(lines[1], "user=\(user)", "request_id="))
        #expect(!lines.joined().contains("secret"))
    }

    @Test func `our own reasons are told, and no user where there is none`() async throws {
        let lines = try await self.lines(2, { $0.close(code: 4003, reason: "Not your race") }) { port in
            let client = try await WireClient.open(port: port, "/ws/key/0123456789")
            #expect(try await client.next() == .close(4003, "Not your race"))
            try await client.sendClose(4003)
            #expect(try await client.next() == .end)
        }
        #expect(Self.has(lines[1], "by=us", "code=4003", "reason=Not your race", "messages=0"))
        #expect(!lines[1].contains("user="))
        #expect(!lines.joined().contains("0123456789"))
    }

    @Test func `what broke off, was silent or broke the protocol is told apart`() async throws {
        let ended = Relay<Bool>()
        let handler: SocketHandler = { socket in
            for await _ in socket.messages {}
            ended.put(true)
        }
        let lines = try await self.lines(6, handler) { port in
            let silent = try await WireClient.open(port: port, "/ws/watched/silent")
            #expect(try await silent.next() == .end)
            let broken = try await WireClient.open(port: port, "/ws/broken")
            try await broken.send(raw: WireClient.frame(2, [1]))
            #expect(try await broken.next() == .close(1003, "text messages only"))
            #expect(try await broken.next() == .end)
            broken.hangUp()
            try await WireClient.open(port: port, "/ws/gone").hangUp()
            for _ in 0..<3 { #expect(await ended.next() == true) }
        }
        let closed = lines.filter { $0.contains("closed") }.sorted()
        #expect(Self.has(closed[0], "/ws/broken 1003", "by=us", "reason=text messages only"))
        #expect(Self.has(closed[1], "/ws/gone 1006", "by=nobody", "reason=the peer hung up"))
        #expect(Self.has(closed[2], "/ws/watched/silent 1006", "by=nobody", "reason=silent for too long"))
    }

    @Test func `a refused socket is told with its status`() async throws {
        let lines = try await self.lines(2) { port in
            for (path, origin) in [("/ws/dawn", "https://evil.example"), ("/nowhere?x=secret", "http://play.example")] {
                await #expect(throws: WireClient.NotUpgraded.self) {
                    try await WireClient.open(port: port, path, headers: ["Origin: \(origin)"])
                }
            }
        }
        #expect(Self.has(lines[0], "Socket refused /ws/dawn 403", "request_id=", "client=127.0.0.1"))
        #expect(Self.has(lines[1], "Socket refused /nowhere 404"))
        #expect(!lines.joined().contains("secret"))
    }

    @Test func `sockets are counted by route, and their ends by code`() async throws {
        let metrics = PrometheusMetrics()
        _ = try await self.lines(6, metrics: metrics) { port in
            let still = try await WireClient.open(port: port, "/ws/dawn")
            try await still.send("x")
            #expect(try await still.next() == .text("x"))
            #expect(metrics.render().contains("sockets_open{route=\"/ws/{id}\"} 1\n"))
            for code: UInt16 in [1000, 4999] {
                let client = try await WireClient.open(port: port, "/ws/dawn")
                try await client.sendClose(code)
                while try await client.next() != .end {}
            }
            try await still.sendClose(3000)
            while try await still.next() != .end {}
        }
        let text = metrics.render()
        #expect(text.contains("sockets_open{route=\"/ws/{id}\"} 0\n"))
        #expect(text.contains("sockets_closed_total{code=\"1000\",route=\"/ws/{id}\"} 1\n"))
        #expect(text.contains("sockets_closed_total{code=\"other\",route=\"/ws/{id}\"} 2\n"))
    }
}
