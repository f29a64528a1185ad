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
    /// How many frames of any kind a peer may send in a second, on average; what is more is read later.
    package var framesPerSecond = 100
    /// How many frames a peer that was quiet may send at once.
    package var frameBurst = 200
    /// Size of the buffer that a socket reads into; it is kept while the socket lives.
    package var receiveBufferBytes = 1024
    /// How long a peer may take to answer our close frame, and a handler to return once its socket is closing.
    package var closeTimeout: TimeAmount = .seconds(5)
    /// Bytes that the kernel takes ahead of the network; the rest waits here, where it is counted.
    package var kernelUnsentBytes = 32 * 1024

    /// The limits of production.
    package init() {}
}
