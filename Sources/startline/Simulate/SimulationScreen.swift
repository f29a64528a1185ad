import Foundation
import Simulator
import Synchronization

/// Tells on standard output how a simulation goes, in colour on a terminal only.
final class SimulationScreen: Sendable {
    private struct State {
        var running = 0
        var gates = 0
        var lost = 0
        var done = 0
        var told = ""
    }

    private let verbose: Bool
    private let terminal = Terminal()
    private let state = Mutex(State())

    init(verbose: Bool) {
        self.verbose = verbose
    }

    func say(_ text: String) { self.terminal.say(text) }

    func take(_ player: String, _ news: PlayerNews) {
        switch news {
        case .started: self.state.withLock { $0.running += 1 }
        case .gate(let node, let igt):
            self.state.withLock { $0.gates += 1 }
            if self.verbose { self.say("\(gameTime(igt))  \(player) enters \(node)") }
        case .lost(let why):
            self.state.withLock { $0.lost += 1 }
            // A token the server does not take is never a passing trouble.
            if self.verbose || why.hasPrefix("refused") { self.say("\(player) lost the connection (\(why))") }
        case .connected(let reconnects):
            if self.verbose, reconnects > 0 { self.say("\(player) is back (\(reconnects))") }
        case .finished(let igt): self.end("\(self.terminal.styled(player, .green)) finishes at \(gameTime(igt))")
        case .abandoned(let igt): self.end("\(self.terminal.styled(player, .yellow)) gives up at \(gameTime(igt))")
        }
    }

    private func end(_ text: String) {
        self.state.withLock { $0.done += 1 }
        self.say(text)
    }

    /// Every five seconds one line, if there is something new to say; ends with its task.
    func keepTelling() async {
        while (try? await Task.sleep(for: .seconds(5))) != nil {
            let line = self.state.withLock { state in
                let line =
                    state.running == 0
                    ? "waiting for the start"
                    : "\(state.gates) gates, \(state.done) of \(state.running) done, \(state.lost) connections lost"
                guard line != state.told else { return "" }
                state.told = line
                return line
            }
            if !line.isEmpty { self.say(line) }
        }
    }

    func result(_ result: PlayerResult) {
        let style: Terminal.Style =
            switch result.ending {
            case .finished: .green
            case .abandoned: .yellow
            case .raceOver, .stopped: .red
            }
        self.say(self.terminal.styled(result.line, style))
    }
}
