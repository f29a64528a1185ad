import Synchronization

/// Tells work on another thread that nobody waits for its result any more.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isRequested: Bool { self.flag.load(ordering: .acquiring) }

    func request() {
        self.flag.store(true, ordering: .releasing)
    }

    func check() throws {
        if self.isRequested { throw CancellationError() }
    }
}
