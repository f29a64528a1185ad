import Synchronization
import Vocabulary

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let milliseconds = Mutex<Int64>(1_700_000_000_000)

    var now: @Sendable () -> Moment { { Moment(rawValue: self.milliseconds.withLock { $0 }) } }

    func advance(seconds: Int64) { self.milliseconds.withLock { $0 += seconds * 1_000 } }
}
