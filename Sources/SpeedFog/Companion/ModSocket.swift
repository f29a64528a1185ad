import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A client WebSocket as frames in and frames out.
typealias ModSocket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

extension ModEndpoint {
    /// Connects and upgrades; throws when either fails or takes too long.
    func open(timeout: TimeAmount) async throws -> ModSocket {
        // The certificate store is read here, once for each connection, and not on an event loop.
        let tls = self.isSecure ? try NIOSSLContext(configuration: .makeClientConfiguration()) : nil
        let upgraded = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(timeout)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connect(host: self.host, port: self.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: self.tlsName)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    let upgraded = try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: .init(upgradeConfiguration: self.upgrade)
                    )
                    let deadline = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
                    upgraded.whenComplete { result in
                        deadline.cancel()
                        if case .failure = result { channel.close(promise: nil) }
                    }
                    return upgraded
                }
            }
        return try await upgraded.get()
    }

    private var upgrade: NIOTypedHTTPClientUpgradeConfiguration<ModSocket> {
        // A leaderboard with everybody's history is far longer than the 16 KiB that are the default.
        let limit = 4 << 20
        let upgrader = NIOTypedWebSocketClientUpgrader<ModSocket>(maxFrameSize: limit) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                let aggregator = NIOWebSocketFrameAggregator(
                    minNonFinalFragmentSize: 0,
                    maxAccumulatedFrameCount: 1024,
                    maxAccumulatedFrameSize: limit
                )
                try channel.pipeline.syncOperations.addHandler(aggregator)
                return try ModSocket(wrappingChannelSynchronously: channel)
            }
        }
        return .init(
            upgradeRequestHead: HTTPRequestHead(
                version: .http1_1,
                method: .GET,
                uri: self.path,
                headers: ["host": self.hostHeader, "user-agent": "startline-companion"]
            ),
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { $0.eventLoop.makeFailedFuture(NotUpgraded()) }
        )
    }
}

/// The server answered the upgrade request like any other request.
struct NotUpgraded: Error, CustomStringConvertible {
    var description: String { "the server refused the WebSocket" }
}

extension Channel {
    /// Ends the TCP connection with a reset, as a pulled cable or a dead machine would.
    func reset() async {
        if let options = self as? any SocketOptionProvider {
            try? await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await self.close(mode: .all)
    }
}

extension WebSocketFrame {
    static func text(_ text: String) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(string: text))
    }

    static func pong(_ data: ByteBuffer) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: data)
    }

    static func close(code: UInt16, reason: String) -> WebSocketFrame {
        var data = ByteBuffer(integer: code)
        data.writeString(reason)
        return WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: data)
    }

    /// What a close frame says; 1005 stands for a close frame without a code.
    var closing: (code: UInt16, reason: String) {
        var data = self.unmaskedData
        let code = data.readInteger(as: UInt16.self) ?? 1005
        return (code, String(buffer: data))
    }
}
