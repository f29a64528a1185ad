import NIOCore
import Testing

@testable import WebServer

@Suite struct SocketProtocolTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let code: UInt16
    }

    static let broken: [Broken] = [
        .init(testDescription: "unmasked", bytes: WireClient.frame(1, [65], isMasked: false), code: 1002),
        .init(testDescription: "reserved bits", bytes: WireClient.frame(0x41, [65]), code: 1002),
        .init(testDescription: "reserved opcode", bytes: WireClient.frame(3, [65]), code: 1002),
        .init(testDescription: "fragmented ping", bytes: WireClient.frame(9, [], isFinal: false), code: 1002),
        .init(testDescription: "long ping", bytes: WireClient.frame(9, .init(repeating: 0, count: 126)), code: 1002),
        .init(testDescription: "continuation of nothing", bytes: WireClient.frame(0, [65]), code: 1002),
        .init(
            testDescription: "message inside a message",
            bytes: WireClient.frame(1, [65], isFinal: false) + WireClient.frame(1, [65]),
            code: 1002
        ),
        .init(testDescription: "negative length", bytes: WireClient.frame(1, [], length: -1), code: 1002),
        .init(testDescription: "close code 1005", bytes: WireClient.frame(8, [0x03, 0xED]), code: 1002),
        .init(testDescription: "half a close code", bytes: WireClient.frame(8, [3]), code: 1002),
        .init(testDescription: "close reason", bytes: WireClient.frame(8, [0x03, 0xE8, 0xFF]), code: 1007),
        .init(testDescription: "not UTF-8", bytes: WireClient.frame(1, [0xC3, 0x28]), code: 1007),
        .init(testDescription: "binary", bytes: WireClient.frame(2, [1]), code: 1003),
        .init(testDescription: "long message", bytes: WireClient.frame(1, [], length: 65537), code: 1009),
        .init(
            testDescription: "long message in two fragments",
            bytes: WireClient.frame(1, .init(repeating: 65, count: 40000), isFinal: false)
                + WireClient.frame(0, .init(repeating: 65, count: 40000)),
            code: 1009
        ),
    ]

    @Test(arguments: Self.broken)
    func `what breaks the protocol is told why and dropped`(broken: Broken) async throws {
        try await withSocket(echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            try await client.send("before")
            #expect(try await client.next() == .text("before"))

            try await client.send(raw: broken.bytes)

            guard case .close(broken.code, _) = try await client.next() else {
                Issue.record("no close frame with \(broken.code)")
                return client.hangUp()
            }
            #expect(try await client.next() == .end)
        }
    }

    @Test func `messages of all lengths come back`() async throws {
        try await withSocket(echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            for count in [0, 1, 125, 126, 127, 1023, 1024, 65535, 65536] {
                let text = String(repeating: "é", count: count / 2) + (count % 2 == 1 ? "x" : "")
                try await client.send(text)
                #expect(try await client.next() == .text(text))
            }
            client.hangUp()
        }
    }

    @Test func `fragments are joined, and a ping between them is answered first`() async throws {
        try await withSocket(echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            let euro = Array("€".utf8)
            try await client.send(raw: WireClient.frame(1, [euro[0]], isFinal: false))
            try await client.send(raw: WireClient.frame(9, Array("are you there".utf8)))
            try await client.send(raw: WireClient.frame(0, [euro[1]], isFinal: false) + WireClient.frame(0, [euro[2]]))

            #expect(try await client.next() == .pong("are you there"))
            #expect(try await client.next() == .text("€"))
            client.hangUp()
        }
    }

    @Test func `a frame may come byte by byte`() async throws {
        try await withSocket(echo) { port in
            let client = try await WireClient.open(port: port, "/ws")
            for byte in WireClient.frame(1, Array(String(repeating: "abc", count: 50).utf8)) {
                try await client.send(raw: [byte])
            }
            #expect(try await client.next() == .text(String(repeating: "abc", count: 50)))
            client.hangUp()
        }
    }

    @Test func `garbage never takes the server down`() async throws {
        try await withSocket(echo) { port in
            var random = SeededRandom(state: 20_261_121)
            for round in 0..<60 {
                let garbage = (0..<Int.random(in: 1...3000, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                // Half of it before the handshake, half of it after.
                let client =
                    round.isMultiple(of: 2)
                    ? try await WireClient.connect(port: port) : try await WireClient.open(port: port, "/ws")
                try await client.send(raw: garbage)
                client.hangUp()
            }
            // Frames that are right but for one byte.
            for _ in 0..<60 {
                var bytes = WireClient.frame(1, Array("a message like any other".utf8))
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                let client = try await WireClient.open(port: port, "/ws")
                try await client.send(raw: bytes + bytes + bytes)
                client.hangUp()
            }

            let client = try await WireClient.open(port: port, "/ws")
            try await client.send("still there?")
            #expect(try await client.next() == .text("still there?"))
            client.hangUp()
        }
    }
}

/// SplitMix64: the same garbage in each run.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
