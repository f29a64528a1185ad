import NIOCore

extension Channel {
    /// What the kernel is to do for every connection. Call it on the event loop.
    ///
    /// A channel that has no such option (a test's, a Unix socket) goes without.
    func tuneForHTTP(_ limits: HTTPLimits) {
        guard let options = self.syncOptions else { return }
        try? options.setOption(.tcpOption(.tcp_nodelay), value: 1)
        try? options.setOption(.socketOption(.so_keepalive), value: 1)
        #if os(Linux)
        let unacknowledged = SocketOptionValue(limits.unacknowledgedTimeout.nanoseconds / 1_000_000)
        try? options.setOption(.tcpOption(.userTimeout), value: unacknowledged)
        try? options.setOption(.tcpOption(.keepAliveIdle), value: 30)
        try? options.setOption(.tcpOption(.keepAliveInterval), value: 10)
        #endif
    }

    /// What the kernel and NIO are to do for a connection that has become a socket, beside `tuneForHTTP`.
    func tuneForSocket(_ limits: SocketLimits) {
        guard let options = self.syncOptions else { return }
        try? options.setOption(
            .recvAllocator,
            value: FixedSizeRecvByteBufferAllocator(capacity: limits.receiveBufferBytes)
        )
        // One read a turn: the pool of receive buffers then never holds more than one.
        try? options.setOption(.maxMessagesPerRead, value: 1)
        try? options.setOption(
            .writeBufferWaterMark,
            value: .init(low: limits.lowWaterMark, high: limits.highWaterMark)
        )
        // What may pile up in the kernel while a handler does not read.
        try? options.setOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(limits.maxMessageBytes))
        #if os(Linux)
        try? options.setOption(.tcpOption(.notSentLowWaterMark), value: SocketOptionValue(limits.kernelUnsentBytes))
        #endif
    }
}

#if os(Linux)
extension NIOBSDSocket.Option {
    /// `TCP_USER_TIMEOUT`, in milliseconds.
    static let userTimeout = NIOBSDSocket.Option(rawValue: 18)
    /// `TCP_NOTSENT_LOWAT`, in bytes.
    fileprivate static let notSentLowWaterMark = NIOBSDSocket.Option(rawValue: 25)
    /// `TCP_KEEPIDLE`, in seconds.
    fileprivate static let keepAliveIdle = NIOBSDSocket.Option(rawValue: 4)
    /// `TCP_KEEPINTVL`, in seconds.
    fileprivate static let keepAliveInterval = NIOBSDSocket.Option(rawValue: 5)
}
#endif
