import NIOCore

/// Watches how fast a peer takes what it asked for, next to the network. One that is too slow is dropped.
///
/// It also lets a connection close only after what was written has left: NIO throws away what waits, and so would cut
/// an answer at shutdown.
final class ReaderWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let limits: HTTPLimits
    private var context: ChannelHandlerContext?
    private var window: Scheduled<Void>?
    /// Bytes that waited when the window began, and what was written since.
    private var owed = 0
    private var closing: Scheduled<Void>?

    init(limits: HTTPLimits) { self.limits = limits }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if self.window != nil { self.owed += Self.unwrapOutboundIn(data).readableBytes }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable, self.window == nil { self.begin(context) }
        context.fireChannelWritabilityChanged()
    }

    private func begin(_ context: ChannelHandlerContext) {
        self.owed = Self.waiting(context)
        self.window = context.eventLoop.assumeIsolated().scheduleTask(in: self.limits.rateWindow) {
            self.window = nil
            // Writable again: whatever is slow, it is not the peer.
            guard !context.channel.isWritable else { return }
            let taken = self.owed - Self.waiting(context)
            if taken < self.limits.bytesPerWindow { return self.drop() }
            self.begin(context)
        }
    }

    private static func waiting(_ context: ChannelHandlerContext) -> Int {
        guard let options = context.channel.syncOptions else { return 0 }
        return (try? options.getOption(.bufferedWritableBytes)) ?? 0
    }

    // MARK: Closing

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, Self.waiting(context) > 0 else { return context.close(mode: mode, promise: promise) }
        context.channel.closeFuture.cascade(to: promise)
        guard self.closing == nil else { return }
        self.closing = context.eventLoop.assumeIsolated().scheduleTask(in: self.limits.closeTimeout) {
            self.drop()
        }
        let isOut = context.eventLoop.makePromise(of: Void.self)
        isOut.futureResult.assumeIsolated().whenComplete { _ in self.drop() }
        context.writeAndFlush(Self.wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: isOut)
    }

    /// Closes at once, whatever waits.
    func drop() { self.context?.close(promise: nil) }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.window?.cancel()
        self.closing?.cancel()
        self.context = nil
    }
}

@available(*, unavailable)
extension ReaderWatch: Sendable {}
