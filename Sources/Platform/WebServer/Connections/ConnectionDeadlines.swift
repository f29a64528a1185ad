import NIOCore
import NIOHTTPTypes

/// Ends what an HTTP connection takes too long for: the body of a request, the peer's hanging up, and requests that are
/// under way at shutdown.
final class ConnectionDeadlines: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = Never

    /// The body of a request that is arriving.
    private struct Body {
        var total = 0
        /// What came in this window.
        var bytes = 0
        /// Runs once a read has ended before the body did.
        var window: Scheduled<Void>?
    }

    private let limits: HTTPLimits
    private let reader: ReaderWatch
    private var body: Body?
    /// The rest of the request is of no interest any more.
    private var isOver = false
    /// Since when nobody reads from the network: then slowness is ours.
    private var heldSince: NIODeadline?
    private var end: (deadline: NIODeadline, timer: Scheduled<Void>)?

    init(limits: HTTPLimits, reader: ReaderWatch) {
        self.limits = limits
        self.reader = reader
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isOver else { return }
        switch Self.unwrapInboundIn(data) {
        case .head:
            self.body = Body()
        case .body(let bytes):
            self.body?.total += bytes.readableBytes
            self.body?.bytes += bytes.readableBytes
            if let total = self.body?.total, total > self.limits.maxBodyBytes {
                return self.fail(context, NIOTooManyBytesError(maxBytes: self.limits.maxBodyBytes))
            }
        case .end:
            self.bodyEnded()
        }
        context.fireChannelRead(data)
    }

    private func bodyEnded() {
        self.body?.window?.cancel()
        self.body = nil
        self.heldSince = nil
    }

    /// Whoever reads the body gets the error in place of the rest.
    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        self.isOver = true
        self.bodyEnded()
        context.fireErrorCaught(error)
    }

    // MARK: The rate of a body

    private func window(_ context: ChannelHandlerContext) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: self.limits.rateWindow) {
            guard let body = self.body else { return }
            if body.bytes < self.limits.bytesPerWindow, self.heldSince == nil {
                return self.fail(context, RequestTooSlow())
            }
            self.restartWindow(context)
        }
    }

    private func restartWindow(_ context: ChannelHandlerContext) {
        self.body?.window?.cancel()
        self.body?.bytes = 0
        self.body?.window = self.window(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let body = self.body {
            self.heldSince = context.eventLoop.now
            if body.window == nil { self.body?.window = self.window(context) }
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if let since = self.heldSince {
            self.heldSince = nil
            if context.eventLoop.now - since > .seconds(1) { self.restartWindow(context) }
        }
        context.read()
    }

    // MARK: The end of the connection

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .output else { return context.close(mode: mode, promise: promise) }
        // All that was written is out then; until then the watch over its reader goes on.
        let isOut = promise ?? context.eventLoop.makePromise(of: Void.self)
        isOut.futureResult.assumeIsolated().whenComplete { _ in
            if context.channel.isActive { self.drop(context, in: self.limits.closeTimeout) }
        }
        context.close(mode: mode, promise: isOut)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { self.drop(context, in: self.limits.shutdownTimeout) }
        context.fireUserInboundEventTriggered(event)
    }

    /// The earliest of several deadlines counts.
    private func drop(_ context: ChannelHandlerContext, in time: TimeAmount) {
        let deadline = context.eventLoop.now + time
        if let end, end.deadline <= deadline { return }
        let reader = self.reader
        self.end?.timer.cancel()
        let timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { reader.drop() }
        self.end = (deadline, timer)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.body?.window?.cancel()
        self.end?.timer.cancel()
    }
}

@available(*, unavailable)
extension ConnectionDeadlines: Sendable {}

/// The body of a request came too slowly.
struct RequestTooSlow: Error {}
