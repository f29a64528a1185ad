import NIOCore
import NIOHTTP1

/// Watches a connection until it is settled whether it is a socket or HTTP.
///
/// It closes those that take too long or are caught by a shutdown, answers 400 to what is not HTTP or names no host or
/// two (RFC 9112, section 3.2; that also later, for as long as the connection is HTTP), and hides
/// offers to upgrade that nobody here takes: NIO's upgrade handler would swallow such a request, and its decoder
/// stops parsing after it. So the offer is dropped and the connection closes after its response.
final class HandshakeGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let timeout: TimeAmount
    private var deadline: Scheduled<Void>?
    private var isSettled = false
    /// What comes after a request that was refused means nothing any more.
    private var isBroken = false

    init(timeout: TimeAmount) { self.timeout = timeout }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        self.deadline = context.eventLoop.scheduleTask(in: self.timeout) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.settled() }

    /// The connection is HTTP, whose own handlers watch it from now on.
    func settled() {
        self.isSettled = true
        self.deadline?.cancel()
        self.deadline = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isBroken else { return }
        guard case .head(var head) = Self.unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        guard Self.namesOneHost(head) else {
            return self.errorCaught(context: context, error: HTTPParserError.invalidHeaderToken)
        }
        let offersUpgrade = head.headers.contains(name: "upgrade")
        if offersUpgrade, Self.asksForSocket(head.headers) { return context.fireChannelRead(data) }
        // What answers the requests looks for this one word, and knows no HTTP/1.0.
        if offersUpgrade || !head.isKeepAlive {
            head.headers.remove(name: "upgrade")
            head.headers.replaceOrAdd(name: "connection", value: "close")
            return context.fireChannelRead(Self.wrapInboundOut(.head(head)))
        }
        context.fireChannelRead(data)
    }

    /// Proxies in front may believe the other host of two.
    private static func namesOneHost(_ head: HTTPRequestHead) -> Bool {
        let hosts = head.headers["host"]
        guard let host = hosts.first else { return head.version == .http1_0 }
        return hosts.count == 1 && host.utf8.allSatisfy(Self.mayStandInHost)
    }

    /// A host of RFC 3986, section 3.2.2, with a port; without the comma, which would be two hosts that a proxy joined.
    private static func mayStandInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._~!$&'()*+;=:[]%".utf8.contains(byte)
        }
    }

    private static func asksForSocket(_ headers: HTTPHeaders) -> Bool {
        headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
            && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, !self.isSettled { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, !self.isBroken else { return context.fireErrorCaught(error) }
        self.isBroken = true
        // Answers to earlier requests may be under way: whoever writes them also writes this one, in its turn.
        guard !self.isSettled else { return context.fireErrorCaught(error) }
        let body = ByteBuffer(string: "{\"detail\":\"This is not a well-formed HTTP request to one host (RFC 9112)\"}")
        let head = HTTPResponseHead(
            version: .http1_1,
            status: .badRequest,
            headers: [
                "connection": "close", "content-length": "\(body.readableBytes)", "content-type": "application/json",
            ]
        )
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension HandshakeGuard: Sendable {}
