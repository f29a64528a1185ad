import NIOCore

/// Pings and the watch for silence of one socket; only sockets that asked for one have it.
final class SocketTimers {
    private unowned let connection: SocketConnection
    /// A ping may find that its socket is closing: then no other may follow, for the connection soon is no more.
    private var isStopped = false
    private let eventLoop: any EventLoop
    private var ping: Scheduled<Void>?
    private var silence: Scheduled<Void>?

    init(connection: SocketConnection, eventLoop: any EventLoop) {
        self.connection = connection
        self.eventLoop = eventLoop
    }

    func startPings(every interval: TimeAmount) {
        guard !self.isStopped else { return }
        self.ping?.cancel()
        self.ping = self.eventLoop.assumeIsolated().scheduleTask(in: interval) {
            // A peer that has bytes waiting shows by them whether it lives.
            if self.connection.isWritable {
                self.connection.write(Frame.ping.bytes)
                self.connection.flush()
            }
            self.startPings(every: interval)
        }
    }

    func dropAfterSilence(_ limit: TimeAmount) {
        guard !self.isStopped else { return }
        // While we do not read, silence is not the peer's.
        let heard = self.connection.isHeld ? self.eventLoop.now : self.connection.lastHeard
        let deadline = heard + limit
        guard deadline > self.eventLoop.now else { return self.connection.drop("silent for too long") }
        self.silence?.cancel()
        self.silence = self.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.dropAfterSilence(limit) }
    }

    func stop() {
        self.isStopped = true
        self.ping?.cancel()
        self.silence?.cancel()
    }
}

@available(*, unavailable)
extension SocketTimers: Sendable {}
