/// Finds ways through a graph regardless of the direction of its edges.
package struct PathFinder: Sendable {
    private let graph: Graph

    package init(_ graph: Graph) {
        self.graph = graph
    }

    /// A shortest way from one node to another, both included; nil when there is none.
    package func path(from start: String, to goal: String) -> [String]? {
        guard self.graph.nodes[start] != nil, self.graph.nodes[goal] != nil else { return nil }
        var cameFrom: [String: String] = [start: start]
        var queue = [start]
        var next = 0
        while next < queue.count, cameFrom[goal] == nil {
            let node = queue[next]
            next += 1
            for neighbour in self.graph.neighbours(of: node) where cameFrom[neighbour] == nil {
                cameFrom[neighbour] = node
                queue.append(neighbour)
            }
        }
        guard cameFrom[goal] != nil else { return nil }
        var path = [goal]
        while let node = path.last, node != start, let previous = cameFrom[node] { path.append(previous) }
        return path.reversed()
    }

    /// The nodes a runner went through: a history without repeats and unknown nodes, with its gaps bridged.
    ///
    /// Where no way leads from one visit to the next, they simply follow each other.
    package func route(through history: some Sequence<String>) -> [String] {
        var route: [String] = []
        for node in history where self.graph.nodes[node] != nil && node != route.last {
            if let last = route.last {
                route += (self.path(from: last, to: node) ?? [last, node]).dropFirst()
            } else {
                route.append(node)
            }
        }
        return route
    }
}
