import SpeedFogProtocol

extension GraphReader {
    mutating func readNodes(_ root: JSONObject, into graph: inout Graph) throws(GraphError) {
        let members = self.object(root, "nodes").members
        guard members.count <= Graph.maxNodes else {
            throw GraphError(file: graph.name, reason: .tooManyNodes(members.count))
        }
        for member in members {
            guard 1...Graph.maxIDLength ~= member.key.count else {
                self.warn("the node id \(member.key.shortened) is empty or too long; the node is left out")
                continue
            }
            guard let fields = member.value.object else {
                self.warn("the node \(member.key.shortened) is not an object; it is left out")
                continue
            }
            let node = self.node(member.key, fields)
            if graph.nodes.updateValue(node, forKey: member.key) == nil {
                graph.nodeOrder.append(member.key)
            } else {
                self.warn("the node \(member.key.shortened) is there twice; the last counts")
            }
        }
        guard !graph.nodes.isEmpty else { throw GraphError(file: graph.name, reason: .noNodes) }
    }

    private mutating func node(_ id: String, _ fields: JSONObject) -> Node {
        let type = fields["type"]?.string.flatMap(NodeType.init)
        if type == nil { self.warn("the node \(id.shortened) has no type we know; the map leaves it out") }
        return Node(
            id: id,
            type: type,
            displayName: fields["display_name"]?.string ?? id,
            zones: self.array(fields, "zones").compactMap(\.string),
            layer: self.layer(id, fields),
            tier: fields["tier"]?.whole.map(Wire.clampI32),
            originalTier: fields["original_tier"]?.whole.map(Wire.clampI32),
            weight: fields["weight"]?.number.flatMap { $0.isFinite ? $0 : nil } ?? 1,
            exits: self.exits(id, fields),
            entrances: self.array(fields, "entrances").compactMap(\.object).map(Self.entrance),
            bossName: fields["boss_name"]?.string,
            randomizedBosses: Self.bosses(fields),
            defeatFlag: fields["defeat_flag"]?.whole.flatMap { 1...Wire.maxFlag ~= $0 ? $0 : nil },
            source: fields
        )
    }

    private mutating func layer(_ id: String, _ fields: JSONObject) -> Int {
        guard let layer = fields["layer"]?.whole else {
            self.warn("the node \(id.shortened) has no layer; taking 0")
            return 0
        }
        let clamped = min(max(layer, 0), Graph.maxLayer)
        if clamped != layer { self.warn("the node \(id.shortened) is on layer \(layer); taking \(clamped)") }
        return clamped
    }

    private mutating func exits(_ id: String, _ fields: JSONObject) -> [Node.Exit] {
        var exits: [Node.Exit] = []
        for element in self.array(fields, "exits") {
            guard let exit = element.object, let to = exit["to"]?.string else {
                self.warn("an exit of \(id.shortened) leads nowhere; it is left out")
                continue
            }
            exits.append(
                Node.Exit(
                    fogID: exit["fog_id"]?.string,
                    text: exit["text"]?.string ?? "",
                    from: exit["from"]?.string,
                    fromText: exit["from_text"]?.string,
                    to: to
                )
            )
        }
        return exits
    }

    private static func entrance(_ fields: JSONObject) -> Node.Entrance {
        Node.Entrance(
            text: fields["text"]?.string ?? "",
            from: fields["from"]?.string,
            to: fields["to"]?.string,
            toText: fields["to_text"]?.string
        )
    }

    /// Older exporters name one boss, newer ones list them.
    private static func bosses(_ fields: JSONObject) -> [String] {
        if let boss = fields["randomized_boss"]?.string { return [boss] }
        return (fields["randomized_bosses"]?.array ?? []).compactMap(\.string)
    }

    // MARK: Edges

    mutating func readEdges(_ root: JSONObject, into graph: inout Graph) {
        var seen: Set<Edge> = []
        var edges: [Edge] = []
        for element in self.array(root, "edges") {
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
        graph.edges = self.withoutCycles(edges, nodes: graph.nodeOrder)
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
