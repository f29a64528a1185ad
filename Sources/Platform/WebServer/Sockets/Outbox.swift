import NIOCore
import Synchronization

/// What other threads want written, on its way to the event loop.
///
/// Every write made on the loop empties it first, so order is kept. One trip to the loop takes all that
/// gathered meanwhile.
final class Outbox: Sendable {
    struct Content {
        var frames: [ByteBuffer] = []
        var bytes = 0
        var close: (code: UInt16, reason: String)?
        fileprivate var isClosed = false
    }

    private let maxBytes: Int
    private let content = Mutex(Content())
    /// Lets the loop's writes pass without the lock. Set under the lock, before the caller's `add` returns.
    private let isPending = Atomic(false)

    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// True if the loop has to be told; false if it knows already or the socket takes nothing more.
    func add(_ frame: ByteBuffer) -> Bool {
        self.content.withLock { content in
            guard !content.isClosed else { return false }
            guard content.bytes + frame.readableBytes <= self.maxBytes else {
                content.close = Self.overflow
                content.isClosed = true
                return self.mark()
            }
            content.frames.append(frame)
            content.bytes += frame.readableBytes
            return self.mark()
        }
    }

    /// Asks for a close after all that was added before. As `add`.
    func close(code: UInt16, reason: String) -> Bool {
        self.content.withLock { content in
            guard !content.isClosed else { return false }
            content.close = (code, reason)
            content.isClosed = true
            return self.mark()
        }
    }

    private func mark() -> Bool { !self.isPending.exchange(true, ordering: .acquiringAndReleasing) }

    /// On the loop: takes what gathered; nil if nothing did.
    func take() -> Content? {
        guard self.isPending.load(ordering: .acquiring) else { return nil }
        return self.content.withLock { content in
            self.isPending.store(false, ordering: .releasing)
            let taken = content
            content = Content()
            content.isClosed = taken.isClosed
            return taken
        }
    }

    static let overflow: (code: UInt16, reason: String) = (CloseCode.tryAgainLater, "reading too slowly")
}
