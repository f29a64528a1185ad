import SeedGraph

/// Whether what a mod tells of can follow from what it told before, as far as the graph knows.
///
/// Mods of version 1.3.2 forget the gates that are crossed while they have no connection, so a gap alone proves nothing.
enum Reach: Equatable {
    /// One gate leads there from a place where the run has been.
    case near
    /// Gates are missing, and the mod was away long enough to have lost them.
    case explained(missing: Int)
    /// Gates are missing, and the mod was there.
    case unexplained(missing: Int)

    /// The least time, in milliseconds, in which one zone can be crossed from gate to gate.
    static let fewestMsAGate: Int64 = 10_000

    /// - Parameters:
    ///   - goals: the node of the gate, or for a finish each node from which the seed ends.
    ///   - gates: how many gates stand between a goal that was reached and what is asked: 1 for the gate of the node
    ///     itself, 0 for the finish, which is behind no gate.
    init(from visited: Set<String>, to goals: Set<String>, gates: Int, awayMs: Int64, in graph: Graph) {
        guard let distance = graph.distance(from: visited, to: goals) else {
            // Nothing leads there: the file knows fewer gates than the game, or the flag was never crossed.
            self = awayMs >= Self.fewestMsAGate ? .explained(missing: 1) : .unexplained(missing: 1)
            return
        }
        let missing = distance - gates
        if missing <= 0 {
            self = .near
        } else if awayMs >= Int64(missing) * Self.fewestMsAGate {
            self = .explained(missing: missing)
        } else {
            self = .unexplained(missing: missing)
        }
    }
}

extension Graph {
    /// Gates on the shortest way, in either direction of each gate; nil when there is none.
    func distance(from visited: Set<String>, to goals: Set<String>) -> Int? {
        var seen = visited
        var border = Array(visited)
        var distance = 0
        while !border.isEmpty {
            if border.contains(where: goals.contains) { return distance }
            distance += 1
            border = border.flatMap { self.neighbours(of: $0) }.filter { seen.insert($0).inserted }
        }
        return nil
    }
}
