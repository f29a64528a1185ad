import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceLifecycle
import Testing

@testable import WebServer

@Suite struct SocketClosingTests {
    @Test func `a handler that returns closes with 1000, after what it sent`() async throws {
        try await withSocket({ socket in
            for number in 0..<100 { socket.send(Frame(text: "\(number)")) }
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            for number in 0..<100 { #expect(try await client.next() == .text("\(number)")) }
            #expect(try await client.next() == .close(1000, ""))
            try await client.sendClose(1000)
            #expect(try await client.next() == .end)
        }
    }

    @Test func `the close frame is sent once, with its reason, and ends the messages`() async throws {
        let ended = Relay<String>()
        try await withSocket({ socket in
            socket.send(Frame(text: "last words"))
            socket.close(code: 4003, reason: "not your race")
            socket.close(code: 4004, reason: "again")
            socket.send(Frame(text: "too late"))
            for await message in socket.messages { ended.put(message) }
            ended.put("ended")
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            #expect(try await client.next() == .text("last words"))
            #expect(try await client.next() == .close(4003, "not your race"))
            #expect(await ended.next() == "ended")
            try await client.sendClose(4003)
            #expect(try await client.next() == .end)
        }
    }

    @Test func `a peer that closes gets its code back, and the handler can read it`() async throws {
        let code = Relay<UInt16?>()
        try await withSocket({ socket in
            for await message in socket.messages { socket.send(Frame(text: message)) }
            code.put(socket.peerCloseCode)
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            try await client.sendClose(4321)
            #expect(try await client.next() == .close(4321, ""))
            #expect(try await client.next() == .end)
            #expect(await code.next() == 4321)
        }
    }

    @Test func `a peer that vanishes ends the messages, after those that came`() async throws {
        let heard = Relay<[String]>()
        try await withSocket({ socket in
            var all: [String] = []
            for await message in socket.messages { all.append(message) }
            heard.put(all + ["\(String(describing: socket.peerCloseCode))"])
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            for number in 0..<50 { try await client.send("\(number)") }
            client.hangUp()
            #expect(await heard.next() == (0..<50).map { "\($0)" } + ["nil"])
        }
    }

    @Test func `a mute peer is dropped after the time for its answer`() async throws {
        var limits = SocketLimits()
        limits.closeTimeout = .milliseconds(200)
        try await withSocket(
            limits: limits,
            { _ in
            }
        ) { port in
            let client = try await WireClient.open(port: port, "/ws")
            #expect(try await client.next() == .close(1000, ""))
            #expect(try await client.next() == .end)
        }
    }

    @Test func `a handler that does not look at its messages is cancelled in the end`() async throws {
        var limits = SocketLimits()
        limits.closeTimeout = .milliseconds(100)
        let cancelled = Relay<Bool>()
        try await withSocket(
            limits: limits,
            { _ in
                try? await Task.sleep(for: .seconds(3600))
                cancelled.put(Task.isCancelled)
            }
        ) { port in
            try await WireClient.open(port: port, "/ws").hangUp()
            #expect(await cancelled.next() == true)
        }
    }

    @Test func `a message has a deadline, and a later one is still heard`() async throws {
        try await withSocket({ socket in
            do {
                _ = try await socket.receive(within: .milliseconds(50))
            } catch {
                socket.send(Frame(text: "\(type(of: error))"))
            }
            if let text = try? await socket.receive(within: .seconds(20)) { socket.send(Frame(text: text)) }
            for await message in socket.messages { socket.send(Frame(text: message)) }
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            #expect(try await client.next() == .text("SocketTimeout"))
            try await client.send("auth")
            #expect(try await client.next() == .text("auth"))
            try await client.send("more")
            #expect(try await client.next() == .text("more"))
            client.hangUp()
        }
    }

    @Test func `silence ends a socket that is watched for it, pings or not`() async throws {
        try await withSocket({ socket in
            socket.send(Frame(text: "first"))
            socket.startPings(every: .milliseconds(20))
            socket.dropAfterSilence(.milliseconds(300))
            for await _ in socket.messages {}
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            #expect(try await client.next() == .text("first"))
            #expect(try await client.next() == .ping)
            var last = try await client.next()
            while last == .ping { last = try await client.next() }
            #expect(last == .end)
        }
    }

    /// The limit is far above what a busy machine holds an answer back; the answers go on for longer than the limit.
    @Test func `answers to pings keep a watched socket open`() async throws {
        let limit = Duration.seconds(4)
        try await withSocket({ socket in
            socket.startPings(every: .milliseconds(100))
            socket.dropAfterSilence(limit)
            for await _ in socket.messages {}
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            let begun = ContinuousClock.now
            while begun.duration(to: .now) < limit + .milliseconds(500) {
                #expect(try await client.next() == .ping)
                try await client.send(raw: WireClient.frame(10, []))
            }
            #expect(try await client.next() == .ping)
            client.hangUp()
        }
    }

    @Test func `nobody is pinged who was not meant to be`() async throws {
        try await withSocket(echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            await #expect(throws: WireClient.Silent.self) { try await client.next(within: .milliseconds(300)) }
            client.hangUp()
        }
    }

    @Test func `shutdown says 1001 after what was sent, and waits only a while for mute clients`() async throws {
        var limits = SocketLimits()
        limits.closeTimeout = .milliseconds(500)
        let ended = Relay<Bool>()
        let port = Relay<Int>()
        let sockets = SocketRouter()
        sockets.ws("ws", origin: .any) { _, _ in
            { socket in
                for await message in socket.messages { socket.send(Frame(text: message)) }
                ended.put(true)
            }
        }
        let app = Application(
            router: Router(),
            server: .http1(sockets: sockets, limits: limits),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.put(channel.localAddress?.port ?? 0) }
        )
        let group = ServiceGroup(configuration: .init(services: [app], logger: app.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await port.next())
            let polite = try await WireClient.open(port: port, "/ws")
            let mute = try await WireClient.open(port: port, "/ws")
            let undecided = try await WireClient.connect(port: port)
            try await polite.send("hello")
            #expect(try await polite.next() == .text("hello"))
            try await mute.send("hello")

            await group.triggerGracefulShutdown()

            #expect(try await polite.next() == .close(1001, "server shuts down"))
            try await polite.sendClose(1001)
            #expect(try await polite.next() == .end)
            #expect(try await undecided.rest() == "")
            #expect(await ended.next() == true)
            // The mute one reads nothing and answers nothing; the group ends all the same.
            try await tasks.waitForAll()
            mute.hangUp()
        }
    }
}
