import SeedGraph

/// What a player needs to know of a graph to find a way: where one can go, and what leads to the end.
struct RouteMap {
    struct Stop {
        let id: String
        let kind: NodeType?
        let tier: Int
        let effort: Double
        var next: [Int] = []
        var previous: [Int] = []
        /// Gates to the end; `nil` if none leads there.
        var distance: Int?
    }

    private(set) var stops: [Stop]
    let start: Int
    let layers: Int

    /// Only ways into places that a flag marks are ways: nobody hears of the others.
    init(_ graph: Graph, flags: GateFlags) throws(UnfinishableSeed) {
        var index: [String: Int] = [:]
        var stops: [Stop] = []
        for id in graph.nodeOrder {
            guard let node = graph.nodes[id], index[id] == nil else { continue }
            index[id] = stops.count
            let tier = graph.tier(of: id) ?? 1
            stops.append(Stop(id: id, kind: node.type, tier: tier, effort: Self.effort(of: node, tier: tier)))
        }
        for edge in graph.edges {
            guard let from = index[edge.from], let to = index[edge.to], from != to, flags.marks(edge.to),
                !stops[from].next.contains(to)
            else { continue }
            stops[from].next.append(to)
            stops[to].previous.append(from)
        }
        guard let start = graph.startNode.flatMap({ index[$0] }) else { throw UnfinishableSeed([.noWayToTheEnd]) }
        self.stops = stops
        self.start = start
        self.layers = max(graph.totalLayers, 1)
        self.measureDistances(to: graph.ends)
        guard self.stops[start].distance != nil else { throw UnfinishableSeed([.noWayToTheEnd]) }
    }

    /// Minutes-like cost before scaling: big places take longer, but not in proportion, and later tiers are tougher.
    private static func effort(of node: Node, tier: Int) -> Double {
        let size = 1.4 + 0.35 * min(max(node.weight, 0), 24)
        let fight: Double =
            switch node.type {
            case .start: 0.35
            case .bossArena: 1.1
            case .majorBoss: 1.5
            case .finalBoss: 2.2
            default: 1
            }
        return size * fight * (0.9 + 0.015 * Double(min(max(tier, 0), 40)))
    }

    private mutating func measureDistances(to ends: Set<String>) {
        var frontier = self.stops.indices.filter { ends.contains(self.stops[$0].id) }
        for end in frontier { self.stops[end].distance = 0 }
        var distance = 0
        while !frontier.isEmpty {
            distance += 1
            var reached: [Int] = []
            for stop in frontier {
                for previous in self.stops[stop].previous where self.stops[previous].distance == nil {
                    self.stops[previous].distance = distance
                    reached.append(previous)
                }
            }
            frontier = reached
        }
    }

    /// Mean effort of a straight way from start to end, by which efforts become minutes.
    var straightEffort: Double {
        var total = 0.0
        var layer: Set<Int> = [self.start]
        while let farthest = layer.compactMap({ self.stops[$0].distance }).max() {
            let efforts = layer.map { self.stops[$0].effort }.sorted()
            total += efforts.reduce(0, +) / Double(efforts.count)
            guard farthest > 0 else { break }
            var following: Set<Int> = []
            for stop in layer {
                for next in self.stops[stop].next where (self.stops[next].distance ?? .max) < farthest {
                    following.insert(next)
                }
            }
            layer = following
        }
        return max(total, 1)
    }
}
