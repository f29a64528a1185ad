package import NIOCore

/// What one socket may use, and how long it may take.
package struct SocketLimits: Sendable {
    /// Largest message taken from a client, over all its fragments; more closes with 1009.
    package var maxMessageBytes = 64 * 1024
    /// Most bytes that may wait for one client; more closes with 1013.
    package var maxPendingBytes = 1024 * 1024
    /// `isWritable` turns false above this many waiting bytes ...
    package var highWaterMark = 64 * 1024
    /// ... and true again below this many.
    package var lowWaterMark = 16 * 1024
    /// Reading pauses while this many messages wait for the handler.
    package var maxWaitingMessages = 16
    /// Size of the buffer that a socket reads into; it is kept while the socket lives.
    package var receiveBufferBytes = 1024
    /// How long a fresh connection may take to send its first request and to settle what it becomes.
    package var handshakeTimeout: TimeAmount = .seconds(10)
    /// How long a peer may take to answer our close frame, and a handler to return once its socket is closing.
    package var closeTimeout: TimeAmount = .seconds(5)
    /// The kernel drops a connection whose peer leaves bytes unacknowledged for this long.
    package var unacknowledgedTimeout: TimeAmount = .seconds(30)
    /// Bytes that the kernel takes ahead of the network; the rest waits here, where it is counted.
    package var kernelUnsentBytes = 32 * 1024
    /// Keep-alive time of connections that stay HTTP.
    package var httpIdleTimeout: Duration? = .seconds(60)

    /// The limits of production.
    package init() {}
}
