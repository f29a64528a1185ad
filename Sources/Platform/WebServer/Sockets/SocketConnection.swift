import NIOCore

/// The one handler of an upgraded channel: RFC 6455 between the network's bytes and the socket's mailboxes.
///
/// It sits next to the network, so that a frame encoded once reaches NIO's pending writes as it is.
/// All of it happens on the channel's event loop.
final class SocketConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = IOData

    enum Phase {
        case open
        /// A close frame is on its way: nothing more is written, nothing more is delivered.
        case closing
        case closed
    }

    let limits: SocketLimits
    let inbox: Inbox
    let outbox: Outbox
    let closing: Closing
    var onWritable: (() -> Void)?

    private(set) var phase = Phase.open
    private var context: ChannelHandlerContext?
    private var reader: MessageReader
    private var pace: FramePace
    /// Reading goes on when it fires.
    private var paceTimer: Scheduled<Void>?
    private var closeFrameIsOut = false
    private var peerHasClosed = false
    /// The peer broke the protocol: its bytes mean nothing any more.
    private var discardsInput = false
    private var dropTimer: Scheduled<Void>?
    private(set) var timers: SocketTimers?
    private(set) var lastHeard = NIODeadline.uptimeNanoseconds(0)

    init(limits: SocketLimits, inbox: Inbox, outbox: Outbox, closing: Closing) {
        self.limits = limits
        self.inbox = inbox
        self.outbox = outbox
        self.closing = closing
        self.reader = MessageReader(maxMessageBytes: limits.maxMessageBytes)
        self.pace = FramePace(limits)
    }

    // MARK: Writing

    /// Bytes that wait in the channel.
    var pendingBytes: Int {
        guard let options = self.context?.channel.syncOptions else { return 0 }
        return (try? options.getOption(.bufferedWritableBytes)) ?? 0
    }

    var isWritable: Bool { self.phase == .open && self.context?.channel.isWritable ?? false }

    func write(_ bytes: ByteBuffer) {
        self.takeOutbox()
        self.append(bytes)
    }

    func flush() {
        self.takeOutbox()
        self.context?.flush()
    }

    /// Writes what other threads sent before the write that the loop is about to make.
    func takeOutbox() {
        guard let content = self.outbox.take() else { return }
        for bytes in content.frames { self.append(bytes) }
        if let close = content.close {
            self.close(code: close.code, reason: close.reason)
        } else {
            self.context?.flush()
        }
    }

    private func append(_ bytes: ByteBuffer) {
        guard self.phase == .open, let context = self.context else { return }
        // Below the water mark only a giant can overflow; the exact count is asked for above it.
        if !context.channel.isWritable || bytes.readableBytes > self.limits.maxPendingBytes - self.limits.highWaterMark
        {
            if self.pendingBytes + bytes.readableBytes > self.limits.maxPendingBytes {
                // Written but not flushed is no sign of a slow peer.
                context.flush()
                guard self.pendingBytes + bytes.readableBytes <= self.limits.maxPendingBytes else {
                    return self.close(code: Outbox.overflow.code, reason: Outbox.overflow.reason)
                }
            }
        }
        context.write(Self.wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
    }

    // MARK: Closing

    /// Sends a close frame after all that was written, and gives the peer time to answer.
    func close(code: UInt16, reason: String) {
        self.takeOutbox()
        guard self.beginClosing() else { return }
        self.closing.setEnd(.closedByUs(code, reason))
        self.sendClose(.close(code: code, reason: reason))
    }

    private func fail(_ violation: ProtocolViolation) {
        self.discardsInput = true
        self.takeOutbox()
        guard self.beginClosing() else { return }
        self.closing.setEnd(.closedByUs(violation.code, violation.reason))
        self.sendClose(.close(code: violation.code, reason: violation.reason))
    }

    private func peerClosed(_ code: UInt16?) {
        self.peerHasClosed = true
        self.discardsInput = true
        self.closing.setPeerCode(code ?? 1005)
        if self.beginClosing() {
            self.closing.setEnd(.closedByPeer(code ?? 1005))
            self.sendClose(.close(code: code ?? CloseCode.normal, reason: ""))
        } else {
            self.hangUpIfDone()
        }
    }

    private func beginClosing() -> Bool {
        guard self.phase == .open, let context = self.context else { return false }
        self.phase = .closing
        self.timers?.stop()
        self.timers = nil
        self.inbox.end()
        let closing = self.closing
        self.dropTimer = context.eventLoop.assumeIsolated().scheduleTask(in: self.limits.closeTimeout) {
            closing.cancelHandler()
            self.context?.close(promise: nil)
        }
        return true
    }

    private func sendClose(_ frame: Frame) {
        guard let context = self.context else { return }
        let isOut = context.eventLoop.makePromise(of: Void.self)
        isOut.futureResult.assumeIsolated().whenSuccess {
            self.closeFrameIsOut = true
            // After a violation the peer's answer can't be read: half-close, and wait for it to hang up. A full
            // close with its bytes unread would be a reset, which may overtake our close frame.
            if self.discardsInput, !self.peerHasClosed { self.context?.close(mode: .output, promise: nil) }
            self.hangUpIfDone()
        }
        context.writeAndFlush(Self.wrapOutboundOut(.byteBuffer(frame.bytes)), promise: isOut)
        // The peer's answer has to be read even if the handler left messages lying.
        context.read()
    }

    private func hangUpIfDone() {
        if self.closeFrameIsOut, self.peerHasClosed { self.context?.close(promise: nil) }
    }

    /// Hangs up without a word to the peer.
    func drop(_ reason: String) {
        self.closing.setEnd(.lost(reason))
        self.context?.close(promise: nil)
    }

    // MARK: Timers

    func startTimers() -> SocketTimers? {
        guard self.phase == .open, let context = self.context else { return nil }
        if let timers = self.timers { return timers }
        self.lastHeard = context.eventLoop.now
        let timers = SocketTimers(connection: self, eventLoop: context.eventLoop)
        self.timers = timers
        return timers
    }

    // MARK: Events of the channel

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.ended()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.ended()
        context.fireChannelInactive()
    }

    private func ended() {
        guard self.phase != .closed else { return }
        let wasClosing = self.phase == .closing
        self.phase = .closed
        self.closing.setEnd(.lost("connection lost"))
        self.paceTimer?.cancel()
        self.timers?.stop()
        self.timers = nil
        self.onWritable = nil
        self.inbox.end()
        if wasClosing { return }
        // The handler learns it from its messages. One that does not look is cancelled, like after a close.
        let closing = self.closing
        self.dropTimer = self.context?.eventLoop.assumeIsolated().scheduleTask(in: self.limits.closeTimeout) {
            closing.cancelHandler()
        }
    }

    /// The handler has returned: nobody is left to be cancelled.
    func handlerReturned() {
        if self.phase == .closed { self.dropTimer?.cancel() }
    }

    /// It is us who do not read: the handler has messages enough, or the peer has sent too much.
    private(set) var isHeld = false

    func read(context: ChannelHandlerContext) {
        guard self.paceTimer == nil else { return }
        guard self.phase != .open || self.inbox.mayRead() else { return self.isHeld = true }
        if let wait = self.pace.wait(at: context.eventLoop.now) {
            self.isHeld = true
            self.paceTimer = context.eventLoop.assumeIsolated().scheduleTask(in: wait) {
                self.paceTimer = nil
                self.read(context: context)
            }
            return
        }
        // From here on silence is the peer's.
        if self.isHeld { self.lastHeard = context.eventLoop.now }
        self.isHeld = false
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        self.lastHeard = now
        guard !self.discardsInput else { return self.pace.spend(1, at: now) }
        var bytes = Self.unwrapInboundIn(data)
        let before = self.reader.frames
        do throws(ProtocolViolation) {
            while !self.discardsInput, let event = try self.reader.next(&bytes) { self.handle(event) }
        } catch {
            self.fail(error)
        }
        self.pace.spend(self.reader.frames - before, at: now)
    }

    private func handle(_ event: MessageReader.Event) {
        switch event {
        case .text(let text):
            // After our close frame the peer may go on for a while; nobody listens.
            if self.phase == .open { self.inbox.deliver(text) }
        case .ping(let payload):
            self.write(Frame.pong(payload).bytes)
            self.context?.flush()
        case .pong:
            break
        case .close(let code):
            self.peerClosed(code)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if self.isWritable { self.onWritable?() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            self.close(code: CloseCode.goingAway, reason: "server shuts down")
        case ChannelEvent.inputClosed:
            // The server's connections may half-close, as HTTP allows. A socket that hears nothing more is over.
            self.drop("the peer hung up")
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { self.drop("\(error)") }
}

@available(*, unavailable)
extension SocketConnection: Sendable {}
