/// The side of a socket that a fan-out writes to: no task, no copy, no encoding. Only on `socket.eventLoop`.
package final class SocketOutbound {
    private let connection: SocketConnection

    init(_ connection: SocketConnection) { self.connection = connection }

    /// Queues a frame behind all that was sent before. Nothing moves until `flush()`.
    ///
    /// A frame that would make more than `SocketLimits.maxPendingBytes` wait closes the socket with 1013.
    package func write(_ frame: Frame) { self.connection.write(frame.bytes) }

    /// Hands what was written to the kernel, as far as it takes it.
    package func flush() { self.connection.flush() }

    /// False while more than the high water mark waits, until less than the low one does.
    package var isWritable: Bool { self.connection.isWritable }

    /// Bytes that wait in the channel.
    package var pendingBytes: Int { self.connection.pendingBytes }

    /// Called on the loop when the socket becomes writable again. Dropped when the socket ends.
    package var onWritable: (() -> Void)? {
        get { self.connection.onWritable }
        set { if self.connection.phase != .closed { self.connection.onWritable = newValue } }
    }

    /// False as soon as a close frame was sent or received: writes then go nowhere.
    package var isOpen: Bool { self.connection.phase == .open }
}

@available(*, unavailable)
extension SocketOutbound: Sendable {}
