import NIOCore
import NIOPosix

/// A client that speaks bytes, so that tests can also say what no decent client would.
final class WireClient: Sendable {
    /// What the server sent.
    enum Received: Equatable {
        case text(String)
        case ping
        case pong(String)
        case close(UInt16, String)
        case other(UInt8)
        case end
    }

    struct NotUpgraded: Error, Equatable {
        let status: Int
        let head: String
    }

    struct Silent: Error {}

    let channel: any Channel
    private let incoming: NIOLoopBound<Incoming>

    /// Connects and does nothing else.
    static func connect(port: Int, receiveBuffer: Int? = nil) async throws -> WireClient {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(
                .socketOption(.so_rcvbuf),
                value: SocketOptionValue(receiveBuffer)
            )
        }
        return
            try await bootstrap
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Incoming())
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .flatMapThrowing { channel in
                let incoming = try channel.pipeline.syncOperations.handler(type: Incoming.self)
                return WireClient(channel: channel, incoming: NIOLoopBound(incoming, eventLoop: channel.eventLoop))
            }
            .get()
    }

    /// Connects and becomes a socket at `path`.
    static func open(
        port: Int,
        _ path: String,
        headers: [String] = [],
        receiveBuffer: Int? = nil
    ) async throws -> WireClient {
        let client = try await Self.connect(port: port, receiveBuffer: receiveBuffer)
        do {
            try await client.send(raw: Self.handshake(path, headers: headers))
            let head = try await client.head()
            guard head.hasPrefix("HTTP/1.1 101 ") else {
                throw NotUpgraded(status: Int(head.split(separator: " ")[1]) ?? 0, head: head)
            }
            return client
        } catch {
            client.hangUp()
            throw error
        }
    }

    static func handshake(_ path: String, headers: [String] = []) -> String {
        let lines =
            [
                "GET \(path) HTTP/1.1", "Host: play.example", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ] + headers
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    private init(channel: any Channel, incoming: NIOLoopBound<Incoming>) {
        self.channel = channel
        self.incoming = incoming
    }

    func hangUp() { self.channel.close(promise: nil) }

    // MARK: Sending

    func send(raw text: String) async throws { try await self.send(raw: Array(text.utf8)) }

    func send(raw bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    func send(_ text: String) async throws { try await self.send(raw: Self.frame(1, Array(text.utf8))) }

    func sendClose(_ code: UInt16) async throws {
        try await self.send(raw: Self.frame(8, [UInt8(code >> 8), UInt8(code & 0xFF)]))
    }

    /// A client's frame. `length` announces another length than that of the payload.
    static func frame(
        _ opcode: UInt8,
        _ payload: [UInt8],
        isFinal: Bool = true,
        isMasked: Bool = true,
        length: Int? = nil
    ) -> [UInt8] {
        let length = length ?? payload.count
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
        switch length {
        case 0..<126: bytes.append(maskBit | UInt8(length))
        case 126..<65536: bytes += [maskBit | 126, UInt8(length >> 8), UInt8(length & 0xFF)]
        default: bytes += [maskBit | 127] + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
        }
        guard isMasked else { return bytes + payload }
        let mask: [UInt8] = [0x11, 0xA2, 0x33, 0xC4]
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }

    // MARK: Receiving

    /// The next frame; `.end` when the server has hung up.
    func next(within limit: TimeAmount = .seconds(20)) async throws -> Received {
        try await self.wait(limit) { $0.frame() }
    }

    /// The head of an HTTP response.
    func head() async throws -> String { try await self.wait(.seconds(20)) { $0.head() } }

    /// All bytes up to the server's hanging up.
    func rest() async throws -> String { try await self.wait(.seconds(20)) { $0.rest() } }

    private func wait<Value: Sendable>(
        _ limit: TimeAmount,
        _ parse: @escaping @Sendable (Incoming) -> Value?
    ) async throws -> Value {
        let incoming = self.incoming
        let loop = self.channel.eventLoop
        return try await loop.flatSubmit {
            let promise = loop.makePromise(of: Value.self)
            incoming.value.attempt = {
                guard let value = parse(incoming.value) else { return false }
                promise.succeed(value)
                return true
            }
            let timer = loop.scheduleTask(in: limit) { promise.fail(Silent()) }
            promise.futureResult.whenComplete { _ in timer.cancel() }
            incoming.value.tryAgain()
            return promise.futureResult
        }.get()
    }
}

/// Collects bytes; reads from the network only while somebody waits.
private final class Incoming: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    var attempt: (() -> Bool)?
    private var bytes = ByteBuffer()
    private var hasEnded = false
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func tryAgain() {
        if self.attempt?() == true { self.attempt = nil } else { self.context?.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var more = Self.unwrapInboundIn(data)
        self.bytes.writeBuffer(&more)
        self.bytes.discardReadBytes()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if self.attempt != nil { self.tryAgain() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.hasEnded = true
        if self.attempt != nil { self.tryAgain() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func head() -> String? {
        guard let end = String(buffer: self.bytes).firstRange(of: "\r\n\r\n") else {
            return self.hasEnded ? "HTTP/1.1 0 nothing" : nil
        }
        let text = String(buffer: self.bytes)
        self.bytes.moveReaderIndex(forwardBy: text.utf8.distance(from: text.startIndex, to: end.upperBound))
        return String(text[..<end.upperBound])
    }

    func rest() -> String? { self.hasEnded ? String(buffer: self.bytes) : nil }

    func frame() -> WireClient.Received? {
        var bytes = self.bytes
        guard let first: UInt8 = bytes.readInteger(), let second: UInt8 = bytes.readInteger() else {
            return self.hasEnded ? .end : nil
        }
        let length: Int?
        switch second {
        case 126: length = bytes.readInteger(as: UInt16.self).map(Int.init)
        case 127: length = bytes.readInteger(as: UInt64.self).map(Int.init)
        default: length = Int(second)
        }
        guard let length, var payload = bytes.readSlice(length: length) else { return self.hasEnded ? .end : nil }
        self.bytes = bytes
        switch first {
        case 0x81: return .text(String(buffer: payload))
        case 0x88: return .close(payload.readInteger() ?? 1005, String(buffer: payload))
        case 0x89: return .ping
        case 0x8A: return .pong(String(buffer: payload))
        default: return .other(first)
        }
    }
}
