package import NIOCore
import Synchronization
package import Vocabulary

/// One upgraded connection.
package final class Socket: Sendable {
    private static let lastID = Atomic<UInt64>(0)

    /// Unique in this process.
    package let id: UInt64
    /// The peer's address as the kernel sees it: a proxy's, if there is one.
    package let remoteAddress: String
    /// Where its frames are written.
    package var eventLoop: any EventLoop { self.channel.eventLoop }

    private let channel: any Channel
    private let inbox: Inbox
    private let outbox: Outbox
    private let closing: Closing
    private let seat: SocketSeat?
    private let identity: Mutex<UserID?>
    private let bound: NIOLoopBound<SocketOutbound>
    private let connection: NIOLoopBound<SocketConnection>

    /// Turns `channel`, whose handshake is done, into a socket. On its event loop.
    static func make(
        on channel: any Channel,
        limits: SocketLimits,
        accepted: AcceptedSocket? = nil
    ) throws -> Socket {
        let connection = SocketConnection(
            limits: limits,
            inbox: Inbox(capacity: limits.maxWaitingMessages),
            outbox: Outbox(maxBytes: limits.maxPendingBytes),
            closing: Closing()
        )
        try channel.pipeline.syncOperations.addHandler(connection)
        return Socket(channel: channel, connection: connection, accepted: accepted)
    }

    private init(channel: any Channel, connection: SocketConnection, accepted: AcceptedSocket?) {
        self.id = Self.lastID.add(1, ordering: .relaxed).newValue
        self.remoteAddress = channel.remoteAddress?.ipAddress ?? ""
        self.channel = channel
        self.inbox = connection.inbox
        self.outbox = connection.outbox
        self.closing = connection.closing
        self.seat = accepted?.seat
        self.identity = Mutex(accepted?.account)
        self.bound = NIOLoopBound(SocketOutbound(connection), eventLoop: channel.eventLoop)
        self.connection = NIOLoopBound(connection, eventLoop: channel.eventLoop)
    }

    // MARK: Identity

    /// The account whose socket this is, as its request or a message has proved; nil for a stranger.
    package var account: UserID? { self.identity.withLock { $0 } }

    /// Tells what the peer has proved over the socket itself: from now on it counts with `account`, and closes when
    /// `credential` ends (`SocketRegistry.close`).
    ///
    /// - Returns: false when the account has as many sockets as it may, or the credential has just ended.
    package func identify(as account: UserID, by credential: String) -> Bool {
        guard self.seat?.identify(account, by: credential) ?? true else { return false }
        self.identity.withLock { $0 = account }
        return true
    }

    // MARK: Receiving

    /// What the peer says.
    package var messages: SocketMessages { SocketMessages(socket: self) }

    /// The next message, or nil if the socket ends first. Throws `SocketTimeout`.
    package func receive(within limit: Duration) async throws -> String? {
        let inbox = self.inbox
        let ticket = inbox.makeTicket()
        let timer = self.eventLoop.scheduleTask(in: TimeAmount(limit)) { inbox.cut(ticket, .expired) }
        defer { timer.cancel() }
        switch await self.inbox.receive(ticket, resumeReading: self.resumeReading) {
        case .message(let text): return text
        case .ended: return nil
        case .expired: throw SocketTimeout()
        }
    }

    func nextMessage() async -> String? {
        guard
            case .message(let text) = await self.inbox.receive(
                self.inbox.makeTicket(),
                resumeReading: self.resumeReading
            )
        else { return nil }
        return text
    }

    private func resumeReading() { self.channel.read() }

    // MARK: Sending

    /// Sends from anywhere. Order is kept, also with writes made on the loop afterwards.
    package func send(_ frame: Frame) {
        if self.outbox.add(frame.bytes) { self.wakeLoop() }
    }

    /// Sends a close frame, once, after all that was sent before; gives the peer a few seconds, then hangs up.
    package func close(code: UInt16, reason: String = "") {
        if self.outbox.close(code: code, reason: reason) { self.wakeLoop() }
    }

    private func wakeLoop() {
        let connection = self.connection
        if self.eventLoop.inEventLoop { return connection.value.takeOutbox() }
        self.eventLoop.execute { connection.value.takeOutbox() }
    }

    /// For a fan-out; only on the event loop.
    package var outbound: SocketOutbound { self.bound.value }

    // MARK: Life

    /// Sends a ping of the protocol at this interval, from now on.
    package func startPings(every interval: Duration) {
        let connection = self.connection
        self.onLoop { connection.value.startTimers()?.startPings(every: TimeAmount(interval)) }
    }

    /// Hangs up once nothing, not even a pong, was heard for this long.
    package func dropAfterSilence(_ limit: Duration) {
        let connection = self.connection
        self.onLoop { connection.value.startTimers()?.dropAfterSilence(TimeAmount(limit)) }
    }

    /// How it ended; nil while it is open.
    var end: SocketEnd? { self.closing.end }
    /// How many messages the peer has sent.
    var receivedMessages: Int { self.inbox.delivered }

    /// The code that the peer closed with: 1005 if it gave none, nil if it sent no close frame.
    package var peerCloseCode: UInt16? { self.closing.peerCode }

    private func onLoop(_ body: @escaping @Sendable () -> Void) {
        if self.eventLoop.inEventLoop { body() } else { self.eventLoop.execute(body) }
    }

    /// Runs `handler`, then closes; returns when the connection is gone.
    ///
    /// A task of its own, awaited here, because a handler that outlives its socket is cancelled from the event loop.
    func run(_ handler: @escaping SocketHandler) async {
        let work = Task { await handler(self) }
        self.closing.setHandler(work)
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
        self.close(code: CloseCode.normal)
        let connection = self.connection
        self.onLoop { connection.value.handlerReturned() }
        try? await self.channel.closeFuture.get()
    }
}
