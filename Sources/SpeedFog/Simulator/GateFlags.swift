package import SeedGraph

/// The event flags a run raises: one for each way into a node, and one for the end.
package struct GateFlags: Sendable, Equatable {
    package let nodeOfFlag: [Int: String]
    package let finish: Int
    private let flagsOfNode: [String: [Int]]

    /// - Throws: `UnfinishableSeed` when the graph lacks flags, or a way that they mark.
    package init(of graph: Graph) throws(UnfinishableSeed) {
        let obstacles = graph.obstacles
        guard let finish = graph.finishEvent, obstacles.isEmpty else { throw UnfinishableSeed(obstacles) }
        self.nodeOfFlag = graph.eventMap
        self.finish = finish
        self.flagsOfNode = Dictionary(grouping: graph.eventMap.keys.sorted()) { graph.eventMap[$0] ?? "" }
    }

    /// Whether the server hears of it when a player comes here.
    func marks(_ node: String) -> Bool { self.flagsOfNode[node] != nil }

    /// The flag of entering `node`; `entrance` tells several ways in apart.
    func flag(into node: String, entrance: Int = 0) -> Int? {
        guard let flags = self.flagsOfNode[node], !flags.isEmpty else { return nil }
        return flags[entrance % flags.count]
    }
}

/// Nobody can play this seed to its end, so neither can a simulated player.
package struct UnfinishableSeed: Error, Equatable, CustomStringConvertible {
    package let obstacles: [Graph.Obstacle]

    init(_ obstacles: [Graph.Obstacle]) {
        self.obstacles = obstacles
    }

    package var description: String {
        "Nobody can finish this seed: \(self.obstacles.map(\.description).joined(separator: "; "))"
    }
}
