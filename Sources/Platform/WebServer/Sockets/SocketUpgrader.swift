import Crypto
import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The handshake of RFC 6455, section 4.2: checks the request, asks the router, makes the connection a socket.
///
/// Every call happens on the event loop of `channel`, which is what the box checks.
final class SocketUpgrader: NIOTypedHTTPServerProtocolUpgrader {
    typealias UpgradeResult = SocketUpgradeChannel.Negotiation

    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []

    private let limits: SocketLimits
    private let logger: Logger
    private let decide: SocketDecider
    private let decision: NIOLoopBoundBox<SocketDecision?>

    init(channel: any Channel, limits: SocketLimits, logger: Logger, decide: @escaping SocketDecider) {
        self.limits = limits
        self.logger = logger
        self.decide = decide
        self.decision = NIOLoopBoundBox(nil, eventLoop: channel.eventLoop)
    }

    /// Set once a handshake was tried and did not end in a socket.
    var refusal: (HTTPResponse.Status, HTTPFields)? {
        guard case .refuse(let status, let fields) = self.decision.value else { return nil }
        return (status, fields)
    }

    func buildUpgradeResponse(
        channel: any Channel,
        upgradeRequest head: HTTPRequestHead,
        initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        let key: String
        let request: HTTPRequest
        do throws(HandshakeRefused) {
            key = try Self.key(of: head)
            request = try Self.request(head)
        } catch {
            self.decision.value = .refuse(error.status, error.fields)
            return channel.eventLoop.makeFailedFuture(error)
        }
        // What stands here if the task below ends without an answer.
        self.decision.value = .refuse(.internalServerError, [:])
        let decision = self.decision
        return channel.eventLoop.makeFutureWithTask { await self.decide(request, channel, self.logger) }
            .flatMapThrowing { answer in
                decision.value = answer
                if case .refuse(let status, let fields) = answer {
                    throw HandshakeRefused(status: status, fields: fields)
                }
                var headers = initialResponseHeaders
                headers.add(name: "sec-websocket-accept", value: Self.accept(key))
                return headers
            }
    }

    func upgrade(channel: any Channel, upgradeRequest: HTTPRequestHead) -> EventLoopFuture<UpgradeResult> {
        channel.eventLoop.makeCompletedFuture {
            guard case .accept(let handler) = self.decision.value else {
                preconditionFailure("a refused request was upgraded")
            }
            channel.tuneForSocket(self.limits)
            return .socket(try Socket.make(on: channel, limits: self.limits), handler)
        }
    }

    private static func request(_ head: HTTPRequestHead) throws(HandshakeRefused) -> HTTPRequest {
        do {
            return try HTTPRequest(head, secure: false, splitCookie: false)
        } catch {
            throw .malformed
        }
    }

    private static func key(of head: HTTPRequestHead) throws(HandshakeRefused) -> String {
        let hasBody =
            head.headers.contains(name: "transfer-encoding")
            || (head.headers.first(name: "content-length") ?? "0") != "0"
        guard head.method == .GET, head.version == .http1_1, head.headers.contains(name: "host"), !hasBody else {
            throw .malformed
        }
        guard head.headers["sec-websocket-version"] == ["13"] else { throw .wrongVersion }
        let keys = head.headers["sec-websocket-key"]
        guard let key = keys.first, keys.count == 1, Data(base64Encoded: key)?.count == 16 else { throw .malformed }
        return key
    }

    private static func accept(_ key: String) -> String {
        let hash = Insecure.SHA1.hash(data: Data((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return Data(hash).base64EncodedString()
    }
}

/// A request that asked for a socket and gets a plain response.
private struct HandshakeRefused: Error {
    let status: HTTPResponse.Status
    let fields: HTTPFields

    static let malformed = HandshakeRefused(status: .badRequest, fields: [:])
    static let wrongVersion = HandshakeRefused(status: .upgradeRequired, fields: [.secWebSocketVersion: "13"])
}
