import Crypto
import Foundation
import HTTPTypes
import Hummingbird
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
    var refusal: Response? {
        guard case .refuse(let response) = self.decision.value else { return nil }
        return response
    }

    func buildUpgradeResponse(
        channel: any Channel,
        upgradeRequest head: HTTPRequestHead,
        initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        let key: String
        let request: HTTPRequest
        do throws(Problem) {
            key = try Self.key(of: head)
            request = try Self.request(head)
        } catch {
            self.decision.value = .refuse(error.jsonResponse)
            return channel.eventLoop.makeFailedFuture(error)
        }
        // What stands here if the task below ends without an answer.
        self.decision.value = .refuse(Problem.socketNotOpened.jsonResponse)
        let decision = self.decision
        return channel.eventLoop.makeFutureWithTask { await self.decide(request, channel, self.logger) }
            .flatMapThrowing { answer in
                decision.value = answer
                if case .refuse = answer { throw SocketRefused() }
                var headers = initialResponseHeaders
                headers.add(name: "sec-websocket-accept", value: Self.accept(key))
                return headers
            }
    }

    func upgrade(channel: any Channel, upgradeRequest: HTTPRequestHead) -> EventLoopFuture<UpgradeResult> {
        channel.eventLoop.makeCompletedFuture {
            guard case .accept(let accepted) = self.decision.value else {
                preconditionFailure("a refused request was upgraded")
            }
            channel.tuneForSocket(self.limits)
            let socket = try Socket.make(on: channel, limits: self.limits, accepted: accepted)
            accepted.seat.open(socket)
            return .socket(socket, accepted)
        }
    }

    private static func request(_ head: HTTPRequestHead) throws(Problem) -> HTTPRequest {
        do {
            return try HTTPRequest(head, secure: false, splitCookie: false)
        } catch {
            throw .malformed
        }
    }

    private static func key(of head: HTTPRequestHead) throws(Problem) -> String {
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

/// Tells NIO that the connection stays HTTP.
private struct SocketRefused: Error {}

extension Problem {
    fileprivate static let malformed = Problem(.badRequest, "This is no WebSocket handshake (RFC 6455, section 4.2.1)")
    fileprivate static let wrongVersion = Problem(
        .upgradeRequired,
        "Only version 13 of the WebSocket protocol is spoken here",
        headers: [.secWebSocketVersion: "13"]
    )
}
