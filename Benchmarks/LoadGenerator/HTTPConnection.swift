import NIOCore
import NIOHTTP1
import NIOPosix

/// What a request was answered with.
struct HTTPReply: Sendable {
    var status = 0
    var body = ByteBuffer()
}

/// One keep-alive HTTP/1.1 connection that takes one request at a time.
struct HTTPConnection: Sendable {
    let channel: any Channel
    private let handler: NIOLoopBound<ReplyHandler>

    static func open(port: Int, on loop: any EventLoop, from source: String? = nil) -> EventLoopFuture<HTTPConnection> {
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(5))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
        if let source, let address = try? SocketAddress(ipAddress: source, port: 0) {
            bootstrap = bootstrap.bind(to: address)
        }
        return bootstrap.connect(host: "127.0.0.1", port: port).flatMapThrowing { channel in
            let handler = ReplyHandler()
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(handler)
            return HTTPConnection(channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
        }
    }

    func request(
        _ method: HTTPMethod,
        _ path: String,
        accept: String = "application/json",
        token: String? = nil,
        json: String? = nil
    ) -> EventLoopFuture<HTTPReply> {
        let promise = self.channel.eventLoop.makePromise(of: HTTPReply.self)
        var headers: HTTPHeaders = ["host": "127.0.0.1", "accept": accept]
        if let token { headers.add(name: "authorization", value: "Bearer \(token)") }
        if let json {
            headers.add(name: "content-type", value: "application/json")
            headers.add(name: "content-length", value: "\(json.utf8.count)")
        } else if method != .GET {
            headers.add(name: "content-length", value: "0")
        }
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        self.channel.eventLoop.execute {
            guard self.channel.isActive else { return promise.fail(Failure("the server closed the connection")) }
            self.handler.value.waiting.append(promise)
            self.channel.write(HTTPClientRequestPart.head(head), promise: nil)
            if let json {
                self.channel.write(HTTPClientRequestPart.body(.byteBuffer(.init(string: json))), promise: nil)
            }
            self.channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        }
        return promise.futureResult
    }

    func close() { self.channel.close(promise: nil) }
}

private final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    var waiting: [EventLoopPromise<HTTPReply>] = []
    private var reply = HTTPReply()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.reply = HTTPReply(status: Int(head.status.code))
        case .body(var part): self.reply.body.writeBuffer(&part)
        case .end:
            guard !self.waiting.isEmpty else { return }
            self.waiting.removeFirst().succeed(self.reply)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { self.fail(Failure("the server closed the connection")) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.fail(error)
        context.close(promise: nil)
    }

    private func fail(_ error: any Error) {
        for promise in self.waiting { promise.fail(error) }
        self.waiting = []
    }
}
