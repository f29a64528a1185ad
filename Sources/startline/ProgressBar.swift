import Foundation
import Synchronization

/// How far long work is, on standard error: a bar that redraws itself on a terminal, a line every tenth elsewhere.
final class ProgressBar: Sendable {
    private struct State {
        var drawn = ContinuousClock.now - .seconds(1)
        var tenth = -1
        var width = 0
    }

    private let terminal = Terminal()
    private let begun = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter fraction: 0 to 1.
    func show(_ fraction: Double, _ words: String) {
        let fraction = min(max(fraction.isFinite ? fraction : 0, 0), 1)
        self.state.withLock { state in
            guard self.terminal.redraws else {
                let tenth = Int(fraction * 10)
                guard tenth > state.tenth else { return }
                state.tenth = tenth
                self.terminal.note("\(tenth * 10) %: \(words)")
                return
            }
            guard state.drawn.duration(to: .now) > .milliseconds(100) || fraction == 1 else { return }
            state.drawn = .now
            let full = Int((fraction * 24).rounded())
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 24 - full)
            let line =
                "\(bar) \(String(Int(fraction * 100)).padded(3, right: true)) %  \(words)\(self.remaining(fraction))"
            let text = "\r" + line.padded(state.width)
            state.width = line.count
            FileHandle.standardError.write(Data(text.utf8))
        }
    }

    /// Leaves the last state of the bar where it is.
    func end() {
        if self.terminal.redraws, self.state.withLock({ $0.width > 0 }) { self.terminal.note("") }
    }

    private func remaining(_ fraction: Double) -> String {
        let spent = Double(self.begun.duration(to: .now).components.seconds)
        guard fraction > 0.02, fraction < 1, spent >= 3 else { return "" }
        let left = Int(spent / fraction - spent)
        return left >= 60 ? ", about \(left / 60) min left" : ", about \(left) s left"
    }
}
