import HTTPTypes
import Hummingbird
package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// An HTTP/1.1 connection whose first request may turn it into a socket.
package struct SocketUpgradeChannel: HTTPChannelHandler {
    /// A connection that is settling what it is.
    package struct Value: ServerChildChannelValue {
        let negotiation: EventLoopFuture<Negotiation>
        /// The connection.
        package let channel: any Channel
    }

    enum Negotiation: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case refused(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>, Response)
        case socket(Socket, AcceptedSocket)
    }

    /// Answers plain requests.
    package let responder: Responder
    private let limits: SocketLimits
    private let http: HTTPLimits
    private let decide: SocketDecider

    init(responder: @escaping Responder, limits: SocketLimits, http: HTTPLimits, decide: @escaping SocketDecider) {
        self.responder = closingReusedConnections(responder)
        self.limits = limits
        self.http = http
        self.decide = decide
    }

    /// Builds the pipeline of a fresh connection, on its event loop.
    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            channel.tuneForHTTP(self.http)
            let upgrader = SocketUpgrader(channel: channel, limits: self.limits, logger: logger, decide: self.decide)
            let encoder = HTTPResponseEncoder()
            let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
            let handshake = HandshakeGuard(timeout: self.http.handshakeTimeout)
            let reader = ReaderWatch(limits: self.http)
            let bound = NIOLoopBound((handshake, reader), eventLoop: channel.eventLoop)
            let upgradeHandler = NIOTypedHTTPServerUpgradeHandler(
                httpEncoder: encoder,
                extraHTTPHandlers: [reader, decoder, handshake],
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader],
                    notUpgradingCompletionHandler: { channel in
                        channel.eventLoop.makeCompletedFuture {
                            bound.value.0.settled()
                            return try self.finishAsHTTP(channel, bound.value.1, upgrader.refusal, logger)
                        }
                    }
                )
            )
            try channel.pipeline.syncOperations.addHandlers(reader, encoder, decoder, handshake, upgradeHandler)
            return Value(negotiation: upgradeHandler.upgradeResultFuture, channel: channel)
        }
    }

    /// Runs on the event loop, once it is known that no upgrade will happen.
    private func finishAsHTTP(
        _ channel: any Channel,
        _ reader: ReaderWatch,
        _ refusal: Response?,
        _ logger: Logger
    ) throws -> Negotiation {
        try channel.pipeline.syncOperations.addHandlers(
            HTTP1ToHTTPServerCodec(secure: false),
            ConnectionDeadlines(limits: self.http, reader: reader),
            HTTPConnectionStateHandler(idleTimeout: self.http.idleTimeout, logger: logger)
        )
        let http = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
        return refusal.map { .refused(http, $0) } ?? .http(http)
    }

    /// Lives as long as the connection.
    package func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiation.get() {
            case .http(let http):
                await self.handleHTTP(asyncChannel: http, logger: logger)
            case .refused(let http, var response):
                response.headers[.connection] = "close"
                try await http.executeThenClose { [response] _, outbound in
                    try await ResponseWriter(outbound: outbound).write(response: response.head, body: response.body)
                }
            case .socket(let socket, let accepted):
                accepted.log.opened(socket)
                await socket.run(accepted.handler)
                accepted.log.closed(socket)
            }
        } catch {
            // A failed negotiation leaves the connection open and nobody reading it.
            logger.debug("Connection not settled", metadata: ["error": "\(error)"])
            value.channel.close(promise: nil)
        }
    }
}

/// A reused connection can't upgrade: only its first request is looked at.
///
/// Closing without a response makes a reverse proxy that keeps connections try again on a fresh one.
private func closingReusedConnections(
    _ responder: @escaping HTTPChannelHandler.Responder
) -> HTTPChannelHandler.Responder {
    struct UpgradeOnReusedConnection: Error {}
    return { request, writer, channel in
        if request.headers[.upgrade] != nil { throw UpgradeOnReusedConnection() }
        try await responder(request, writer, channel)
    }
}
