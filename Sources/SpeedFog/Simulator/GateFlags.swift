package import SeedGraph

/// The event flags a run raises: one for each way into a node, and one for the end.
package struct GateFlags: Sendable, Equatable {
    package let nodeOfFlag: [Int: String]
    /// `nil`: the seed has no such flag, and the end is told with a `finished` message.
    package let finish: Int?
    private let flagsOfNode: [String: [Int]]

    package init(nodeOfFlag: [Int: String], finish: Int?) {
        self.nodeOfFlag = nodeOfFlag
        self.finish = finish
        self.flagsOfNode = Dictionary(grouping: nodeOfFlag.keys.sorted()) { nodeOfFlag[$0] ?? "" }
    }

    /// The flags written in the graph; a v3 graph has none.
    package init(of graph: Graph) {
        self.init(nodeOfFlag: graph.eventMap, finish: graph.finishEvent)
    }

    /// Numbers the edges of a graph that has no flags, in the order of the file.
    package init(numbering graph: Graph, from base: Int = 1_040_292_800) {
        var nodes: [Int: String] = [:]
        for (index, edge) in graph.edges.enumerated() { nodes[base + index] = edge.to }
        self.init(nodeOfFlag: nodes, finish: base + graph.edges.count)
    }

    /// The flag of entering `node`; `entrance` tells several ways in apart.
    func flag(into node: String, entrance: Int = 0) -> Int? {
        guard let flags = self.flagsOfNode[node], !flags.isEmpty else { return nil }
        return flags[entrance % flags.count]
    }
}
