import SeedGraph
import SpeedFogProtocol

/// The run all others are measured by.
struct Leader {
    let run: Run
    /// When it first came to each layer, in in-game milliseconds.
    let splits: [Int: Int]

    init(_ run: Run, in graph: Graph) {
        self.run = run
        var splits: [Int: Int] = [:]
        for visit in run.history {
            guard let layer = graph.nodes[visit.nodeID]?.layer, splits[layer] == nil else { continue }
            splits[layer] = visit.igtMs
        }
        self.splits = splits
    }

    /// How far a run is behind, as people see it: what it lost until it came to its layer, or what it has lost since the
    /// leader left that layer, whichever is more. So it never shrinks while the run loses time.
    func gap(of run: Run, layerEntry: Int?) -> Int? {
        switch run.status {
        case .ready, .registered, .abandoned: return nil
        case .finished: return run.igtMs - self.run.igtMs
        case .playing: break
        }
        guard let arrival = self.arrival(at: run.layer) else { return nil }
        let onEntry = (layerEntry ?? run.igtMs) - arrival
        guard let exit = self.exit(from: run.layer) else { return onEntry }
        return max(onEntry, run.igtMs - exit)
    }

    /// The rule of version 1.3.2: on a layer the leader has left, a run that is later than the leader's next split is
    /// measured by that split alone.
    func wireGap(of run: Run, layerEntry: Int?) -> Int? {
        switch run.status {
        case .ready, .registered, .abandoned: return nil
        case .finished: return run.igtMs - self.run.igtMs
        case .playing: break
        }
        guard let split = self.splits[run.layer] else { return nil }
        if let next = self.splits[run.layer + 1], run.igtMs > next { return run.igtMs - next }
        return (layerEntry ?? 0) - split
    }

    /// When the leader came to a layer, or to the next deeper one where it was never on this.
    private func arrival(at layer: Int) -> Int? {
        self.splits.filter { $0.key >= layer }.min { $0.key < $1.key }?.value
    }

    /// When the leader left a layer for a deeper one; from the last layer that is its finish.
    private func exit(from layer: Int) -> Int? {
        let next = self.splits.filter { $0.key > layer }.min { $0.key < $1.key }?.value
        return next ?? (self.run.status == .finished ? self.run.igtMs : nil)
    }
}
