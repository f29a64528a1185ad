package import NIOCore

/// How long an HTTP connection may take for what, so that nobody holds one for nothing.
package struct HTTPLimits: Sendable {
    /// How long a fresh connection may take to send the head of its first request and to settle what it becomes.
    package var handshakeTimeout: TimeAmount = .seconds(10)
    /// How long a connection may stay open without a request, or take to send the head of its next one.
    package var idleTimeout: Duration? = .seconds(60)
    /// The slowest that a peer may send the body of a request or take an answer that waits for it, in bytes a second,
    /// measured over each `rateWindow`. With `maxBodyBytes` it also bounds the time of a whole body: 128 s.
    package var slowestBytesPerSecond = 8 * 1024
    /// Over how long the rate of a transfer is measured: what is shorter may take this long at any rate.
    package var rateWindow: TimeAmount = .seconds(15)
    /// The longest body of a request that is read, wanted or not.
    package var maxBodyBytes = 1 << 20
    /// How long requests that are under way when the server is asked to stop may take to be answered.
    package var shutdownTimeout: TimeAmount = .seconds(5)
    /// How long a peer may take to hang up once we have said all we will.
    package var closeTimeout: TimeAmount = .seconds(5)
    /// The kernel drops a connection whose peer leaves bytes unacknowledged, or its window shut, for this long.
    package var unacknowledgedTimeout: TimeAmount = .seconds(30)

    /// The limits of production.
    package init() {}

    /// What a transfer has to move within a window.
    var bytesPerWindow: Int {
        Int(Double(self.slowestBytesPerSecond) * Double(self.rateWindow.nanoseconds) / 1e9)
    }
}
