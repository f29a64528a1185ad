import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import WebServer

/// Over real connections, with short limits; nothing here fails because the machine is slow. `ConnectionDeadlinesTests` and
/// `ReaderWatchTests` show where the limits lie.
@Suite(.timeLimit(.minutes(2))) struct SlowPeerTests {
    private static let chunk = ByteBuffer(repeating: 65, count: 64 * 1024)

    private func fixture() throws -> WebFixture {
        var fixture = try WebFixture()
        fixture.httpLimits.rateWindow = .milliseconds(300)
        fixture.httpLimits.slowestBytesPerSecond = 10_000
        return fixture
    }

    private func routes(
        _ router: Router<AppContext>,
        begun: Relay<Bool> = Relay(),
        ended: Relay<String> = Relay()
    ) {
        router.post("api/echo") { request, _ in
            begun.put(true)
            return "\(try await request.bytes(upTo: 1 << 20).readableBytes)"
        }
        router.post("api/deaf") { _, _ in "not read" }
        router.get("big") { _, _ in
            begun.put(true)
            return Response(
                status: .ok,
                body: ResponseBody(contentLength: 1 << 30) { writer in
                    do {
                        for _ in 0..<(1 << 14) { try await writer.write(Self.chunk) }
                        try await writer.finish(nil)
                        ended.put("whole")
                    } catch {
                        ended.put("cut")
                        throw error
                    }
                }
            )
        }
    }

    private static func post(_ path: String, length: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func `a body that drips is given up in words`() async throws {
        try await self.fixture().live(routes: { self.routes($0) }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: Self.post("/api/echo", length: 100_000))
            let drip = Task {
                while true {
                    try await client.send(raw: "x")
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            let answer = try await client.rest()
            drip.cancel()
            #expect(answer.hasPrefix("HTTP/1.1 408 "))
            #expect(answer.contains("The request body came too slowly"))
        }
    }

    @Test func `so is one that nobody waits for`() async throws {
        try await self.fixture().live(routes: { self.routes($0) }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: Self.post("/api/deaf", length: 100_000))
            #expect(try await client.rest().hasSuffix("not read"))
        }
    }

    @Test func `an endless body is cut off, although it was answered`() async throws {
        var fixture = try self.fixture()
        fixture.settings.maxBodyBytes = 100_000
        try await fixture.live(routes: { self.routes($0) }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: "POST /api/deaf HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            #expect(try await client.head().hasPrefix("HTTP/1.1 200 "))
            let chunk = "2710\r\n" + String(repeating: "x", count: 10_000) + "\r\n"
            await #expect(throws: (any Error).self) {
                for _ in 0..<100_000 { try await client.send(raw: chunk) }
            }
        }
    }

    @Test func `an answer that nobody reads is given up`() async throws {
        let ended = Relay<String>()
        try await self.fixture().live(routes: { self.routes($0, ended: ended) }) { port in
            let client = try await WireClient.connect(port: port, receiveBuffer: 4096)
            try await client.send(raw: "GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await ended.next() == "cut")
            client.hangUp()
        }
    }

    @Test func `so are pipelined answers that nobody reads`() async throws {
        let served = Mutex(0)
        try await self.fixture().live(routes: { router in
            router.get("page") { _, _ in
                served.withLock { $0 += 1 }
                return String(repeating: "x", count: 64 * 1024)
            }
        }) { port in
            let client = try await WireClient.connect(port: port, receiveBuffer: 4096)
            let gone = client.channel.closeFuture
            let requests = String(repeating: "GET /page HTTP/1.1\r\nHost: x\r\n\r\n", count: 10_000)
            client.channel.writeAndFlush(ByteBuffer(string: requests), promise: nil)
            // Reading is what shows the end; until then nothing was taken.
            try await Task.sleep(for: .seconds(1))
            _ = try? await client.rest()
            try await gone.get()
            #expect(served.withLock { $0 } < 10_000)
        }
    }

    @Test func `a peer that does not hang up after the last answer is hung up on`() async throws {
        var fixture = try WebFixture()
        fixture.httpLimits.closeTimeout = .milliseconds(100)
        try await fixture.live(routes: { self.routes($0) }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: "POST /api/deaf HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try await client.head().hasPrefix("HTTP/1.1 200 "))
            await #expect(throws: (any Error).self) {
                while true {
                    try await client.send(raw: "x")
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
        }
    }

    // MARK: Shutdown

    /// Starts the application, lets `prepare` bring connections into some state, asks it to stop, and waits until it has.
    private func stopped(
        _ limits: HTTPLimits,
        routes: @escaping (Router<AppContext>) throws -> Void,
        prepare: @escaping @Sendable (Int) async throws -> WireClient,
        after: @escaping @Sendable (WireClient) async throws -> Void
    ) async throws {
        var fixture = try WebFixture()
        fixture.httpLimits = limits
        try await fixture.files.written { directory in
            let port = Relay<Int>()
            let web = try fixture.application(directory, onListening: { port.put($0) }, routes: routes)
            let group = ServiceGroup(configuration: .init(services: [web], logger: fixture.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let client = try await prepare(try #require(await port.next()))
                await group.triggerGracefulShutdown()
                try await after(client)
                try await tasks.waitForAll()
                client.hangUp()
            }
        }
    }

    private static var impatient: HTTPLimits {
        var limits = HTTPLimits()
        limits.shutdownTimeout = .milliseconds(200)
        // Nothing else may end these connections.
        limits.rateWindow = .hours(1)
        limits.idleTimeout = .seconds(3600)
        return limits
    }

    @Test func `at shutdown a body that does not come is not waited for`() async throws {
        let begun = Relay<Bool>()
        try await self.stopped(Self.impatient, routes: { self.routes($0, begun: begun) }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: Self.post("/api/echo", length: 10) + "half")
            _ = await begun.next()
            return client
        } after: { _ in
        }
    }

    @Test func `at shutdown answers that nobody reads are not waited for`() async throws {
        let begun = Relay<Bool>()
        let ended = Relay<String>()
        try await self.stopped(Self.impatient, routes: { self.routes($0, begun: begun, ended: ended) }) { port in
            let client = try await WireClient.connect(port: port, receiveBuffer: 4096)
            try await client.send(
                raw: String(repeating: "GET /big HTTP/1.1\r\nHost: x\r\n\r\n", count: 100)
            )
            _ = await begun.next()
            return client
        } after: { _ in
            #expect(await ended.next() == "cut")
        }
    }

    @Test func `at shutdown an answer that is being read comes whole`() async throws {
        let begun = Relay<Bool>()
        var limits = HTTPLimits()
        limits.shutdownTimeout = .seconds(60)
        limits.closeTimeout = .seconds(60)
        try await self.stopped(limits) { router in
            router.get("some") { _, _ in
                begun.put(true)
                return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 65, count: 8 << 20)))
            }
        } prepare: { port in
            let client = try await WireClient.connect(port: port, receiveBuffer: 4096)
            try await client.send(raw: "GET /some HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = await begun.next()
            return client
        } after: { client async throws -> Void in
            #expect(try await client.rest().utf8.count > 8 << 20)
        }
    }
}
