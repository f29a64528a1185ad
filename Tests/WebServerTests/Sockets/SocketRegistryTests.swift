import Hummingbird
import NIOCore
import Testing

@testable import WebServer

@Suite struct SocketRegistryTests {
    private static let ada = ["Cookie: session=ada-session"]

    private static func limits(perAddress: Int = 500, perAccount: Int = 50) -> SocketRegistry {
        var limits = SocketRegistry.Limits()
        limits.perAddress = perAddress
        limits.perAccount = perAccount
        return SocketRegistry(limits: limits)
    }

    private static func from(_ address: String) -> [String] { ["X-Forwarded-For: \(address)"] }

    private func withRegistry(
        _ registry: SocketRegistry,
        _ handler: @escaping SocketHandler = echo,
        _ body: @Sendable @escaping (Int) async throws -> Void
    ) async throws {
        try await withSockets(registry: registry, routes: { $0.ws("ws", origin: .any) { _, _ in handler } }, body)
    }

    private func open(_ port: Int, _ headers: [String]) async throws -> WireClient {
        try await WireClient.open(port: port, "/ws", headers: headers)
    }

    private func refused(_ port: Int, _ headers: [String]) async throws -> String {
        do {
            try await self.open(port, headers).hangUp()
            return "opened"
        } catch let error as WireClient.NotUpgraded {
            return "\(error.status)"
        }
    }

    @Test func `one address has only so many sockets, and another one its own`() async throws {
        try await self.withRegistry(Self.limits(perAddress: 2)) { port in
            let first = try await self.open(port, Self.from("203.0.113.7"))
            let second = try await self.open(port, Self.from("203.0.113.7"))
            #expect(try await self.refused(port, Self.from("203.0.113.7")) == "429")
            #expect(try await self.refused(port, Self.from("203.0.113.8")) == "opened")
            first.hangUp()
            second.hangUp()
        }
    }

    @Test func `one household of IPv6 counts as one address`() async throws {
        try await self.withRegistry(Self.limits(perAddress: 1)) { port in
            let first = try await self.open(port, Self.from("2001:db8:1:2::1"))
            #expect(try await self.refused(port, Self.from("2001:db8:1:2::ffff")) == "429")
            #expect(try await self.refused(port, Self.from("2001:db8:1:3::1")) == "opened")
            first.hangUp()
        }
    }

    @Test func `this machine's own addresses have no limit`() async throws {
        try await self.withRegistry(Self.limits(perAddress: 1)) { port in
            var clients: [WireClient] = []
            for _ in 0..<5 { clients.append(try await self.open(port, [])) }
            for client in clients { client.hangUp() }
        }
    }

    @Test func `one account has only so many sockets, from wherever`() async throws {
        try await self.withRegistry(Self.limits(perAccount: 2)) { port in
            let first = try await self.open(port, Self.ada + Self.from("203.0.113.7"))
            let second = try await self.open(port, Self.ada + Self.from("203.0.113.8"))
            #expect(try await self.refused(port, Self.ada) == "429")
            #expect(try await self.refused(port, []) == "opened")
            first.hangUp()
            second.hangUp()
        }
    }

    @Test func `a socket that ends, however it does, leaves its place`() async throws {
        let registry = Self.limits(perAddress: 1)
        try await self.withRegistry(registry) { port in
            let address = Self.from("203.0.113.7")
            for round in 0..<6 {
                let client = try await self.open(port, address)
                #expect(registry.count == 1)
                if round.isMultiple(of: 2) {
                    try await client.sendClose(1000)
                    while try await client.next() != .end {}
                } else {
                    client.hangUp()
                }
                try await self.empty(registry)
            }
            // A refused one and one that never finished its handshake leave nothing either.
            #expect(try await self.refused(port, address + ["Sec-WebSocket-Version: 12"]) == "426")
            try await self.empty(registry)
        }
    }

    private func empty(_ registry: SocketRegistry) async throws {
        while registry.count > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `the sockets of a session close when it ends, and no others`() async throws {
        let registry = SocketRegistry()
        try await self.withRegistry(registry) { port in
            let mine = try await self.open(port, Self.ada)
            let token = try await self.open(port, ["Authorization: Bearer ada-token"])
            let stranger = try await self.open(port, [])

            registry.close(credential: "s1")

            #expect(try await mine.next() == .close(1008, "Signed out"))
            for other in [token, stranger] {
                try await other.send("still here")
                #expect(try await other.next() == .text("still here"))
                other.hangUp()
            }
            mine.hangUp()
        }
    }

    @Test func `a session that ends while its socket opens takes it along`() async throws {
        let registry = SocketRegistry()
        let ends = Relay<Bool>()
        try await withSockets(
            registry: registry,
            routes: { sockets in
                sockets.ws("during", origin: .any) { _, _ in
                    registry.close(credential: "s1")
                    return echo
                }
                sockets.ws("before", origin: .any) { _, _ in echo }
            }
        ) { port in
            for path in ["/during", "/before"] {
                let client = try await WireClient.open(port: port, path, headers: Self.ada)
                #expect(try await client.next() == .close(1008, "Signed out"))
                client.hangUp()
            }
            ends.put(true)
        }
        #expect(await ends.next() == true)
    }

    @Test func `who is known by a message counts and closes like one known by a cookie`() async throws {
        let registry = Self.limits(perAccount: 1)
        let handler: SocketHandler = { socket in
            for await credential in socket.messages {
                let isWelcome = KnownPeople.ada.map { socket.identify(as: $0, by: credential) } ?? false
                socket.send(Frame(text: "\(isWelcome) \(socket.account == KnownPeople.ada)"))
            }
        }
        try await self.withRegistry(registry, handler) { port in
            let first = try await self.open(port, [])
            try await first.send("token one")
            #expect(try await first.next() == .text("true true"))
            let second = try await self.open(port, [])
            try await second.send("token two")
            #expect(try await second.next() == .text("false false"))
            #expect(try await self.refused(port, Self.ada) == "429")

            // The same account may prove itself again, by something else.
            try await first.send("token three")
            #expect(try await first.next() == .text("true true"))
            registry.close(credential: "token one")
            registry.close(credential: "token three")
            #expect(try await first.next() == .close(1008, "Signed out"))

            try await second.send("token three")
            #expect(try await second.next() == .text("false false"))
            first.hangUp()
            second.hangUp()
        }
    }
}
