import Companion
import Logging
import NIOCore
import NIOWebSocket
import SpeedFogProtocol
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ModConnectionTests {
    private static let nodes = [1: "cave", 2: "keep"]

    private func connection(
        _ server: TestServer,
        token: String = "t",
        _ change: (inout ModConnection.Settings) -> Void = { _ in }
    ) throws -> ModConnection {
        var settings = ModConnection.Settings()
        settings.backOff = BackOff(first: .milliseconds(5), limit: .milliseconds(20))
        settings.nodeOfFlag = Self.nodes
        change(&settings)
        return ModConnection(
            endpoint: try ModEndpoint(server: server.url, room: "race"),
            modToken: token,
            settings: settings,
            logger: Logger(label: "test")
        )
    }

    private func race(
        status: RaceStatus = .running,
        swallow: @escaping @Sendable (String, ModMessage) -> Bool = { _, _ in false }
    ) -> TestRace {
        TestRace(tokens: ["t"], nodeOfFlag: Self.nodes, finishFlag: 9, status: status, swallow: swallow)
    }

    /// Runs the connection beside `body` and stops it afterwards.
    private func withRunning(_ connection: ModConnection, _ body: () async throws -> Void) async rethrows {
        async let running: Void = connection.run()
        do {
            try await body()
        } catch {
            connection.stop()
            await running
            throw error
        }
        connection.stop()
        await running
    }

    private func first(_ connection: ModConnection, _ isWanted: (ModEvent) -> Bool) async -> ModEvent? {
        for await event in connection.events where isWanted(event) { return event }
        return nil
    }

    @Test func `signs in, says ready, hears the leaderboard`() async throws {
        let race = self.race(status: .setup)
        try await TestServer.run(race.script) { server in
            let connection = try self.connection(server)
            connection.send(.ready)

            await self.withRunning(connection) {
                await race.until { $0.run("t")?.status == .ready }
            }

            #expect(race.run("t")?.received == [.ready])
            #expect(connection.reconnects == 0)
        }
    }

    @Test func `answers the server's ping with pong, and a protocol ping with a protocol pong`() async throws {
        let (heard, hear) = AsyncStream.makeStream(of: String.self)
        let auth = AuthOK(
            participantID: "id",
            race: RaceInfo(id: "r", name: "r", status: .setup),
            seed: SeedInfo(totalLayers: 1),
            participants: []
        )
        let script = TestServer.Script(
            text: { link, text in
                guard text.contains("auth") else {
                    hear.yield(text)
                    return
                }
                link.send(.authOK(auth))
                link.send(.ping, ByteBuffer(string: "abc"))
                link.send(.ping)
            },
            other: { _, opcode, data in hear.yield("\(opcode == .pong) \(String(buffer: data))") }
        )
        try await TestServer.run(script) { server in
            await self.withRunning(try self.connection(server)) {
                var all: Set<String> = []
                for await one in heard {
                    all.insert(one)
                    if all.count == 2 { break }
                }
                #expect(all == ["true abc", ModMessage.pong.encoded()])
            }
        }
    }

    @Test func `a gate that the server never took is sent again with its own time`() async throws {
        let swallowed = Mutex(false)
        let race = self.race { _, message in
            guard case .eventFlag(1, _) = message else { return false }
            return swallowed.withLock { isDone in
                defer { isDone = true }
                return !isDone
            }
        }
        try await TestServer.run(race.script) { server in
            let connection = try self.connection(server)
            connection.send(.ready)

            await self.withRunning(connection) {
                await race.until { $0.run("t")?.status == .ready }
                connection.send(.statusUpdate(igtMs: 1, deathCount: 0))
                connection.send(.eventFlag(flagID: 1, igtMs: 4000))
                connection.send(.eventFlag(flagID: 2, igtMs: 9000))
                await race.until { $0.run("t")?.history.count == 3 }
            }

            let history = try #require(race.run("t")?.history)
            #expect(history.map(\.nodeID) == ["start", "cave", "keep"])
            #expect(history.map(\.igtMs) == [0, 4000, 9000])
            #expect(connection.reconnects == 1)
        }
    }

    @Test func `gates crossed while there is no connection are sent when there is one`() async throws {
        let race = self.race()
        let connection = try await TestServer.run(race.script) { server in
            let connection = try self.connection(server)
            connection.send(.ready)
            connection.send(.eventFlag(flagID: 1, igtMs: 4000))
            connection.send(.statusUpdate(igtMs: 5000, deathCount: 3))

            await self.withRunning(connection) {
                await race.until { $0.run("t")?.history.count == 2 }
                _ = await self.first(connection) {
                    if case .message(.zoneUpdate(let zone)) = $0 { zone.nodeID == "cave" } else { false }
                }
            }
            return connection
        }
        #expect(race.run("t")?.history.map(\.nodeID) == ["start", "cave"])
        #expect(race.run("t")?.deaths == 0)
        #expect(connection.unconfirmed.isEmpty)
    }

    @Test func `a close frame is told with its code, and the connection comes back`() async throws {
        let connects = Mutex(0)
        let script = TestServer.Script(text: { link, _ in
            connects.withLock { $0 += 1 }
            link.close(code: 4001, reason: "Race deleted")
        })
        try await TestServer.run(script) { server in
            let connection = try self.connection(server)
            await self.withRunning(connection) {
                for _ in 0..<3 {
                    let event = await self.first(connection) { _ in true }
                    #expect(event == .lost(.closed(code: 4001, reason: "Race deleted")))
                }
            }
            #expect(connects.withLock { $0 } >= 3)
        }
    }

    @Test(arguments: [ServerMessage.ping.encoded(), "garbage", #"{"type":"auth_ok"}"#])
    func `a first message that is no auth_ok fails the attempt`(text: String) async throws {
        let script = TestServer.Script(text: { link, _ in link.send(text: text) })
        try await TestServer.run(script) { server in
            let connection = try self.connection(server)
            await self.withRunning(connection) {
                let event = await self.first(connection) { _ in true }
                guard case .lost(.protocolError) = event else {
                    Issue.record("\(String(describing: event))")
                    return
                }
            }
        }
    }

    @Test func `a refused token is told in the server's words`() async throws {
        let race = self.race()
        try await TestServer.run(race.script) { server in
            let connection = try self.connection(server, token: "wrong")
            await self.withRunning(connection) {
                #expect(await self.first(connection) { _ in true } == .lost(.refused("Invalid mod token or race")))
            }
        }
    }

    @Test func `a server that falls silent is left`() async throws {
        let race = self.race()
        try await TestServer.run(race.script) { server in
            let connection = try self.connection(server) { settings in
                settings.pingSilence = .milliseconds(60)
                settings.handshakeTimeout = .milliseconds(200)
            }
            await self.withRunning(connection) {
                #expect(await self.first(connection) { $0 == .lost(.silent) } != nil)
                await race.until { ($0.run("t")?.connects ?? 0) >= 2 }
            }
        }
    }

    @Test func `a server that does not answer auth is left`() async throws {
        try await TestServer.run(TestServer.Script(text: { _, _ in })) { server in
            let connection = try self.connection(server) { $0.handshakeTimeout = .milliseconds(300) }
            await self.withRunning(connection) {
                let unanswered = ModEvent.lost(.protocolError("no answer to auth"))
                #expect(await self.first(connection) { $0 == unanswered } != nil)
            }
        }
    }

    @Test func `nobody at home is a lost network, again and again`() async throws {
        let server = try await TestServer.run(TestServer.Script(text: { _, _ in })) { $0 }
        let connection = try self.connection(server)
        await self.withRunning(connection) {
            for _ in 0..<2 {
                let event = await self.first(connection) { _ in true }
                guard case .lost(.network) = event else {
                    Issue.record("\(String(describing: event))")
                    return
                }
            }
        }
    }

    @Test func `stopping says goodbye with a close frame`() async throws {
        let (goodbyes, goodbye) = AsyncStream.makeStream(of: UInt16.self)
        let race = self.race()
        var script = race.script
        script.other = { _, opcode, data in
            if opcode == .connectionClose { goodbye.yield(data.getInteger(at: data.readerIndex) ?? 0) }
        }
        try await TestServer.run(script) { server in
            await self.withRunning(try self.connection(server)) { await race.until { $0.run("t")?.connects == 1 } }
            var codes = goodbyes.makeAsyncIterator()
            #expect(await codes.next() == 1000)
        }
    }
}
