import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import SpeedFogProtocol

/// A WebSocket server of one test on a free port; it does what the test says with each text it gets.
struct TestServer: Sendable {
    let port: Int
    var url: String { "ws://127.0.0.1:\(self.port)" }

    /// The server's end of one connection.
    struct Link: Sendable {
        let channel: any Channel

        func send(_ message: ServerMessage) { self.send(text: message.encoded()) }

        func send(text: String) { self.send(.text, ByteBuffer(string: text)) }

        func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
            self.later { $0.writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, data: data), promise: nil) }
        }

        func close(code: UInt16, reason: String) {
            var data = ByteBuffer(integer: code)
            data.writeString(reason)
            self.send(.connectionClose, data)
        }

        /// Ends the connection without a goodbye.
        func cut() { self.later { $0.close(promise: nil) } }

        /// In order, but never within the caller's locks: closing calls the script.
        private func later(_ body: @escaping @Sendable (any Channel) -> Void) {
            self.channel.eventLoop.execute { body(self.channel) }
        }
    }

    /// What happens on the server; `text` comes for each text frame, `other` for each other one.
    struct Script: Sendable {
        var opened: @Sendable (Link) -> Void = { _ in }
        var text: @Sendable (Link, String) -> Void
        var other: @Sendable (Link, WebSocketOpcode, ByteBuffer) -> Void = { _, _, _ in }
        var closed: @Sendable (Link) -> Void = { _ in }
    }

    static func run<Result>(_ script: Script, _ body: (TestServer) async throws -> Result) async throws -> Result {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOTypedWebSocketServerUpgrader<Void>(
                        maxFrameSize: 1 << 16,
                        shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture {
                                try channel.pipeline.syncOperations.addHandler(ScriptHandler(script))
                            }
                        }
                    )
                    _ = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
                        configuration: .init(
                            upgradeConfiguration: .init(
                                upgraders: [upgrader],
                                notUpgradingCompletionHandler: { $0.close() }
                            )
                        )
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result
        do {
            result = try await body(TestServer(port: listener.localAddress?.port ?? 0))
        } catch {
            try? await listener.close().get()
            throw error
        }
        try await listener.close().get()
        return result
    }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let script: TestServer.Script

    init(_ script: TestServer.Script) { self.script = script }

    func handlerAdded(context: ChannelHandlerContext) { self.script.opened(.init(channel: context.channel)) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = self.unwrapInboundIn(data)
        let link = TestServer.Link(channel: context.channel)
        switch frame.opcode {
        case .text: self.script.text(link, String(buffer: frame.unmaskedData))
        case .connectionClose:
            self.script.other(link, frame.opcode, frame.unmaskedData)
            context.close(promise: nil)
        default: self.script.other(link, frame.opcode, frame.unmaskedData)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { self.script.closed(.init(channel: context.channel)) }
}
