import NIOCore
import Synchronization
import Testing

@testable import WebServer

@Suite struct SocketFanOutTests {
    /// Sockets by event loop, as a room keeps them.
    final class Crowd: Sendable {
        let joined = Relay<Int>()
        private let sockets = Mutex<[Socket]>([])

        func join(_ socket: Socket) {
            let count = self.sockets.withLock { sockets in
                sockets.append(socket)
                return sockets.count
            }
            self.joined.put(count)
        }

        /// One trip to each loop, one write for each socket.
        func tell(_ frames: [Frame]) {
            let sockets = self.sockets.withLock { $0 }
            for (_, group) in Dictionary(grouping: sockets, by: { ObjectIdentifier($0.eventLoop) }) {
                group[0].eventLoop.execute {
                    for socket in group {
                        for frame in frames { socket.outbound.write(frame) }
                        socket.outbound.flush()
                    }
                }
            }
        }

        func full(_ count: Int) async { while let joined = await self.joined.next(), joined < count {} }

        func handler() -> SocketHandler {
            { socket in
                self.join(socket)
                for await _ in socket.messages {}
            }
        }
    }

    @Test func `200 sockets get the same 500 frames in order`() async throws {
        let crowd = Crowd()
        try await withSocket(crowd.handler()) { port in
            var clients: [WireClient] = []
            for _ in 0..<200 { clients.append(try await WireClient.open(port: port, "/ws")) }
            await crowd.full(200)

            let frames = (0..<500).map { Frame(text: "tick \($0)") }
            for start in stride(from: 0, to: 500, by: 10) { crowd.tell(Array(frames[start..<start + 10])) }

            try await withThrowingDiscardingTaskGroup { group in
                for client in clients {
                    group.addTask { () async throws -> Void in
                        for number in 0..<500 { #expect(try await client.next() == .text("tick \(number)")) }
                        client.hangUp()
                    }
                }
            }
        }
    }

    @Test func `a stalled reader delays nobody, is bounded, and is told to come back`() async throws {
        let crowd = Crowd()
        try await withSocket(crowd.handler()) { port in
            let stalled = try await WireClient.open(port: port, "/ws", receiveBuffer: 4096)
            let reader = try await WireClient.open(port: port, "/ws")
            await crowd.full(2)

            // 8 MiB for each: eight times what may wait.
            let frame = Frame(text: String(repeating: "x", count: 32 * 1024))
            for _ in 0..<256 {
                crowd.tell([frame])
                guard case .text(let text) = try await reader.next() else {
                    Issue.record("the reader lost its socket")
                    break
                }
                #expect(text.utf8.count == 32 * 1024)
            }
            reader.hangUp()

            var received = 0
            var last = try await stalled.next()
            while case .text(let text) = last {
                received += text.utf8.count
                last = try await stalled.next()
            }
            #expect(last == .close(1013, "reading too slowly"))
            // What may wait, and what the kernel held on the way.
            #expect(received < 4 * 1024 * 1024)
            stalled.hangUp()
        }
    }

    @Test func `writability follows the water marks, and its return is announced`() async throws {
        let events = Relay<String>()
        try await withSocket({ socket in
            socket.eventLoop.execute {
                let outbound = socket.outbound
                outbound.onWritable = { events.put("writable \(socket.outbound.pendingBytes < 16 * 1024)") }
                let frame = Frame(text: String(repeating: "x", count: 16 * 1024))
                while outbound.isWritable {
                    outbound.write(frame)
                    outbound.flush()
                }
                events.put("full \(outbound.pendingBytes > 64 * 1024) \(outbound.pendingBytes < 96 * 1024)")
            }
            for await _ in socket.messages {}
            socket.eventLoop.execute { events.put("open \(socket.outbound.isOpen)") }
        }) { port in
            let client = try await WireClient.open(port: port, "/ws", receiveBuffer: 4096)
            #expect(await events.next() == "full true true")
            let reading = Task { while case .text = try await client.next() {} }
            #expect(await events.next() == "writable true")
            client.hangUp()
            #expect(await events.next() == "open false")
            _ = await reading.result
        }
    }

    @Test func `what was sent from elsewhere comes before what the loop writes after it`() async throws {
        try await withSocket({ socket in
            for number in stride(from: 0, to: 1000, by: 2) {
                socket.send(Frame(text: "\(number)"))
                let next = Frame(text: "\(number + 1)")
                try? await socket.eventLoop.submit {
                    socket.outbound.write(next)
                    if number % 10 == 0 { socket.outbound.flush() }
                }.get()
            }
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            for number in 0..<1000 { #expect(try await client.next() == .text("\(number)")) }
            #expect(try await client.next() == .close(1000, ""))
            client.hangUp()
        }
    }

    @Test func `too much sent from elsewhere closes with 1013`() async throws {
        var limits = SocketLimits.patient
        limits.maxPendingBytes = 128 * 1024
        try await withSocket(
            limits: limits,
            { socket in
                let frame = Frame(text: String(repeating: "x", count: 1000))
                socket.eventLoop.execute {
                    // The loop is busy while the rest of the program goes on sending.
                    for _ in 0..<200 { socket.send(frame) }
                }
                for _ in 0..<100_000 { socket.send(frame) }
                for await _ in socket.messages {}
            }
        ) { port in
            let client = try await WireClient.open(port: port, "/ws", receiveBuffer: 4096)
            var last = try await client.next()
            while case .text = last { last = try await client.next() }
            #expect(last == .close(1013, "reading too slowly"))
            client.hangUp()
        }
    }

    @Test func `a handler that does not read holds its client back`() async throws {
        let begin = Relay<Bool>()
        let counted = Relay<Int>()
        try await withSocket({ socket in
            _ = await begin.next()
            var count = 0
            for await message in socket.messages {
                count += message.utf8.count
                if message == "end" { counted.put(count) }
            }
        }) { port in
            let client = try await WireClient.open(port: port, "/ws")
            let frame = WireClient.frame(1, .init(repeating: 65, count: 32 * 1024))
            let written = Mutex(0)
            for _ in 0..<320 {
                client.channel.writeAndFlush(ByteBuffer(bytes: frame)).whenSuccess { written.withLock { $0 += 1 } }
            }
            let last = client.channel.eventLoop.makePromise(of: Void.self)
            client.channel.writeAndFlush(ByteBuffer(bytes: WireClient.frame(1, Array("end".utf8))), promise: last)
            // 10 MiB do not fit into the kernel's buffers: the client has to be stuck with most of them.
            var before = -1
            while before != written.withLock({ $0 }) {
                before = written.withLock { $0 }
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(before < 320)

            begin.put(true)
            #expect(await counted.next() == 320 * 32 * 1024 + 3)
            try await last.futureResult.get()
            client.hangUp()
        }
    }

    @Test(arguments: [0, 125, 126, 65535, 65536])
    func `frames are whole and joined frames are several`(count: Int) {
        let text = String(repeating: "a", count: count)
        let header: [UInt8] =
            switch count {
            case ..<126: [0x81, UInt8(count)]
            case ..<65536: [0x81, 126, UInt8(count >> 8), UInt8(count & 255)]
            default: [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]
            }
        let frame = Frame(text: text)
        #expect(Array(frame.bytes.readableBytesView) == header + Array(text.utf8))
        let joined = Frame.joined([frame, Frame(utf8: [98]), frame])
        #expect(Array(joined.bytes.readableBytesView) == header + text.utf8 + [0x81, 1, 98] + header + text.utf8)
    }
}
