import RaceRules
import RoomTesting
import Synchronization

/// Both clocks, moved by the test.
final class TestClock: Sendable {
    private let seconds: Mutex<Double>

    init(_ seconds: Double = 0) { self.seconds = Mutex(seconds) }

    var now: Reading { .at(self.seconds.withLock { $0 }) }

    func pass(seconds: Double) { self.seconds.withLock { $0 += seconds } }
}
