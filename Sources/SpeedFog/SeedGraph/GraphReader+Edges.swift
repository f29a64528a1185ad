import SpeedFogProtocol

/// Which place leads where.
extension GraphReader {
    /// Takes the list of edges, and the exits of nodes that it lacks: old and foreign exporters write only one of them.
    mutating func readEdges(_ root: JSONObject, into graph: inout Graph) {
        var seen: Set<Edge> = []
        var edges: [Edge] = []
        for element in self.array(root, "edges", most: Graph.maxEdges) {
            guard let from = element.object?["from"]?.string, let to = element.object?["to"]?.string,
                graph.nodes[from] != nil, graph.nodes[to] != nil
            else {
                self.warn("an edge names a node that does not exist; it is left out")
                continue
            }
            if from == to {
                self.warn("an edge leads from \(from.shortened) to itself; it is left out")
            } else if seen.insert(Edge(from: from, to: to)).inserted {
                edges.append(Edge(from: from, to: to))
            }
        }
        let isListed = !edges.isEmpty
        for edge in Self.edgesOfExits(in: graph) where edges.count < Graph.maxEdges && seen.insert(edge).inserted {
            if isListed {
                self.warn("the exit of \(edge.from.shortened) to \(edge.to.shortened) is no edge; it counts as one")
            }
            edges.append(edge)
        }
        graph.edges = self.withoutCycles(edges, nodes: graph.nodeOrder)
    }

    /// Exits that lead on. One that leads back to a higher layer is the other side of a gate, not a way of its own.
    private static func edgesOfExits(in graph: Graph) -> [Edge] {
        graph.nodeOrder.flatMap { id in
            (graph.nodes[id]?.exits ?? []).compactMap { exit in
                guard let target = graph.nodes[exit.to], target.id != id, target.layer >= graph.layer(of: id) else {
                    return nil
                }
                return Edge(from: id, to: exit.to)
            }
        }
    }

    /// Walks depth first and leaves out each edge that leads back to a node still on the path.
    private mutating func withoutCycles(_ edges: [Edge], nodes: [String]) -> [Edge] {
        var outgoing: [String: [String]] = [:]
        for edge in edges { outgoing[edge.from, default: []].append(edge.to) }
        var done: Set<String> = []
        var onPath: Set<String> = []
        var closing: Set<Edge> = []
        for root in nodes where !done.contains(root) {
            var path: [(node: String, next: Int)] = [(root, 0)]
            onPath.insert(root)
            while let top = path.last {
                let targets = outgoing[top.node] ?? []
                guard top.next < targets.count else {
                    onPath.remove(top.node)
                    done.insert(top.node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = targets[top.next]
                if onPath.contains(target) {
                    closing.insert(Edge(from: top.node, to: target))
                } else if !done.contains(target) {
                    onPath.insert(target)
                    path.append((target, 0))
                }
            }
        }
        for edge in edges where closing.contains(edge) {
            self.warn("the edge from \(edge.from.shortened) to \(edge.to.shortened) closes a circle; it is left out")
        }
        return edges.filter { !closing.contains($0) }
    }
}
