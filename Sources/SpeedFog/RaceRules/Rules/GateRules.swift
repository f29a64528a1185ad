import SeedGraph
import SpeedFogProtocol

/// A gate or a finish that a mod told of.
extension Draft {
    /// - Parameter igtMs: nil where the game told no usable time: then the run's last known clock counts.
    mutating func cross(_ id: RunID, into node: String, flag: Int, igtMs: Int?) {
        if self.state.runs[id]?.status == .ready { self.begin(id, igtMs: igtMs ?? 0) }
        guard let run = self.state.runs[id], let graph = self.state.graph else { return }
        let told = igtMs ?? run.igtMs
        // After a restored save the highest clock counts, for gates as for the finish.
        let crossedAt = max(told, run.history.last?.igtMs ?? 0, run.restoredFromMs)
        let standsThere = run.zone == node && run.hasCrossed(into: node, igtMs: crossedAt)
        if standsThere || run.hasCrossed(into: node, igtMs: told) { return self.tell(.zone(id)) }
        var crossing = Crossing(
            node: node,
            isReturn: run.hasVisited(node),
            igtMs: crossedAt,
            clockMs: max(run.igtMs, crossedAt),
            flag: flag
        )
        if crossing.isReturn {
            guard run.history.count < Run.longestHistory else { return self.tell(.zone(id)) }
        } else {
            switch self.reach(run, to: [node], gates: 1, in: graph) {
            case .near: break
            case .explained(let missing): crossing.missingGates = missing
            case .unexplained(let missing): return self.hold(run, node: node, flag: flag, igtMs: told, missing: missing)
            }
        }
        self.record(.crossed(crossing), of: id)
        self.state.presence[id, default: Presence()].awayMs = 0
        self.state.presence[id]?.lastMove = self.now.uptime
        if crossing.isReturn {
            self.tell(.player(id, withHistory: true), .zone(id))
        } else {
            self.tell(.leaderboard, .zone(id), .revealed(id))
        }
    }

    mutating func finish(_ id: RunID, flag: Int?, igtMs: Int?) {
        if self.state.runs[id]?.status == .ready { self.begin(id, igtMs: igtMs ?? 0) }
        guard let run = self.state.runs[id], !run.hasHeldFinish else { return }
        // A run never finishes below the clock it had before a save was restored.
        let told = max(igtMs ?? run.igtMs, run.restoredFromMs)
        let igt = max(told, run.history.last?.igtMs ?? 0)
        var arrival = Arrival(igtMs: igt)
        if let graph = self.state.graph {
            switch self.reach(run, to: graph.ends, gates: 0, in: graph) {
            case .near: break
            case .explained(let missing): arrival.missingGates = missing
            case .unexplained(let missing): return self.hold(run, node: nil, flag: flag, igtMs: igt, missing: missing)
            }
        }
        self.record(.finished(arrival), of: id)
        self.tell(.leaderboard, .revealed(id))
        self.endIfAllOver()
    }

    private func reach(_ run: Run, to goals: Set<String>, gates: Int, in graph: Graph) -> Reach {
        let away = self.state.presence[run.id]?.awayMs ?? 0
        let visited = run.discovered(startingAt: graph.startNode)
        return Reach(from: visited, to: goals, gates: gates, awayMs: away, in: graph)
    }

    /// Keeps what can't be true, as far as the graph tells, for people to decide; the run goes on.
    private mutating func hold(_ run: Run, node: String?, flag: Int?, igtMs: Int, missing: Int) {
        let isKnown = run.holds.values.contains { $0.hold.node == node && abs($0.hold.igtMs - igtMs) < 1_000 }
        if !isKnown, run.holds.count < Hold.mostOfARun {
            let away = self.state.presence[run.id]?.awayMs ?? 0
            let hold = Hold(node: node, igtMs: igtMs, flag: flag, missingGates: missing, awayMs: away)
            self.record(.held(hold), of: run.id)
        }
        let what = node == nil ? "The finish" : "This gate"
        let gates = missing == 1 ? "1 gate" : "\(missing) gates"
        self.refuse(
            "\(what) is held: \(gates) before it never arrived. The organiser decides whether it counts.",
            to: run.id
        )
    }
}

extension Hold {
    /// What comes beyond is refused: nobody decides about so many.
    static let mostOfARun = 32
}
