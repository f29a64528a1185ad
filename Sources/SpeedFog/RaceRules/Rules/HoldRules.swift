import SeedGraph
import SpeedFogProtocol

extension RoomState {
    /// Lets a held gate or finish count, from its own time. Held gates that can be reached through it count with it.
    package mutating func accept(hold number: Int, of run: RunID, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            try draft.requireHold(number, of: run)
            draft.record(.holdAccepted(number), of: run)
            while let next = draft.holdWithinReach(of: run) { draft.record(.holdAccepted(next), of: run) }
            draft.tell(.leaderboard, .zone(run), .revealed(run))
            draft.endIfAllOver()
            // A race that was over has its final rows told as a whole.
            if draft.state.status == .finished, !draft.outcome.told.contains(.roomState) { draft.tell(.roomState) }
        }
    }

    /// Refuses a held gate or finish: it never counts.
    package mutating func refuse(hold number: Int, of run: RunID, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            try draft.requireHold(number, of: run)
            draft.record(.holdRefused(number), of: run)
            draft.tell(.leaderboard)
        }
    }
}

extension Draft {
    fileprivate func requireHold(_ number: Int, of id: RunID) throws(RuleError) {
        guard let run = self.state.runs[id] else { throw .noSuchRun(id) }
        guard self.state.status != .setup else { throw .notRunning }
        guard run.holds[number] != nil else { throw .noSuchHold(number) }
    }

    /// The oldest held gate of a run that one gate leads to now.
    fileprivate func holdWithinReach(of id: RunID) -> Int? {
        guard let run = self.state.runs[id], let graph = self.state.graph else { return nil }
        let visited = run.discovered(startingAt: graph.startNode)
        return run.holds.keys.sorted().first { number in
            guard let node = run.holds[number]?.hold.node else { return false }
            return graph.distance(from: visited, to: [node]).map { $0 <= 1 } ?? false
        }
    }
}
