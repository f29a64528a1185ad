import NIOCore
import NIOEmbedded
import Testing

@testable import WebServer

@Suite struct FramePaceTests {
    private static func limits(perSecond: Int, burst: Int) -> SocketLimits {
        var limits = SocketLimits.patient
        limits.framesPerSecond = perSecond
        limits.frameBurst = burst
        return limits
    }

    private static func at(_ seconds: Double) -> NIODeadline { .uptimeNanoseconds(UInt64((100 + seconds) * 1e9)) }

    @Test func `a burst is free, what is more has to be waited for, and quiet time refills the bucket`() {
        var pace = FramePace(Self.limits(perSecond: 10, burst: 20))
        pace.spend(20, at: Self.at(0))
        #expect(pace.wait(at: Self.at(0)) == nil)
        pace.spend(5, at: Self.at(0))
        #expect(pace.wait(at: Self.at(0)) == .milliseconds(500))
        #expect(pace.wait(at: Self.at(0.4)) == .milliseconds(100))
        #expect(pace.wait(at: Self.at(0.5)) == nil)
        // An hour later there is one burst, not an hour's worth.
        pace.spend(21, at: Self.at(3600))
        #expect(pace.wait(at: Self.at(3600)) == .milliseconds(100))
    }

    private static let floods: [(String, [UInt8])] = [
        ("pings", WireClient.frame(9, [])), ("pongs", WireClient.frame(10, [])),
        ("fragments", WireClient.frame(0, [], isFinal: false)), ("messages", WireClient.frame(1, [])),
    ]

    /// More than the kernels on the way can hold has to be left with the client.
    @Test(arguments: Self.floods)
    func `a flood is left in the network`(name: String, frame: [UInt8]) async throws {
        try await withSocket(limits: Self.limits(perSecond: 1, burst: 10), echo) { port in
            let flooder = try await WireClient.open(port: port, "/ws")
            if name == "fragments" { try await flooder.send(raw: WireClient.frame(1, [], isFinal: false)) }
            let thousand = Array([[UInt8]](repeating: frame, count: 1000).joined())
            var flood = ByteBuffer()
            for _ in 0..<4000 { flood.writeBytes(thousand) }
            let sent = flooder.channel.eventLoop.makePromise(of: Void.self)
            flooder.channel.writeAndFlush(flood, promise: sent)
            // Others are served while it waits.
            let other = try await WireClient.open(port: port, "/ws")
            for number in 0..<5 {
                try await other.send("\(number)")
                #expect(try await other.next() == .text("\(number)"))
            }
            var answers = 0
            do {
                while true {
                    _ = try await flooder.next(within: .milliseconds(500))
                    answers += 1
                }
            } catch is WireClient.Silent {
                // What was answered is all there is for now.
            }
            // One read brings at most as many frames as its buffer holds; the first one may still be that of HTTP.
            #expect(answers <= 2048 / 6)
            other.hangUp()
            flooder.hangUp()
            await #expect(throws: (any Error).self) { try await sent.futureResult.get() }
        }
    }

    @Test func `all that comes is answered in the end`() async throws {
        try await withSocket(limits: Self.limits(perSecond: 20_000, burst: 10), echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            let pings = (0..<5000).flatMap { WireClient.frame(9, Array("\($0)".utf8)) }
            client.channel.writeAndFlush(ByteBuffer(bytes: pings + WireClient.frame(1, [65])), promise: nil)
            for number in 0..<5000 { #expect(try await client.next() == .pong("\(number)")) }
            #expect(try await client.next() == .text("A"))
            client.hangUp()
        }
    }

    @Test func `who is read later is not silent meanwhile, and has the whole time to speak again`() throws {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        let socket = try Socket.make(on: channel, limits: Self.limits(perSecond: 50, burst: 1))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        socket.dropAfterSilence(.seconds(1))
        let pings = [[UInt8]](repeating: WireClient.frame(9, []), count: 201).joined()

        try channel.writeInbound(ByteBuffer(bytes: pings))
        channel.read()

        // 200 frames too many are 4 s.
        loop.advanceTime(by: .milliseconds(4999))
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(2))
        #expect(!channel.isActive)
        #expect(socket.end == .lost("silent for too long"))
    }
}
