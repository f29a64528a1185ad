import SpeedFogProtocol

extension GraphReader {
    mutating func readNodes(_ root: JSONObject, into graph: inout Graph) throws(GraphError) {
        let members = self.object(root, "nodes").members
        guard members.count <= Graph.maxNodes else {
            throw GraphError(file: graph.name, reason: .tooManyNodes(members.count))
        }
        for member in members {
            guard 1...Graph.maxIDLength ~= member.key.unicodeScalars.count else {
                self.warn("the node id \(member.key.shortened) is empty or too long; the node is left out")
                continue
            }
            guard member.key.isCleanID else {
                throw GraphError(file: graph.name, reason: .badID(member.key.shortened))
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
            displayName: self.words(fields["display_name"]) ?? id,
            zones: self.array(fields, "zones", most: Graph.maxParts).compactMap { self.words($0) },
            layer: self.layer(id, fields),
            tier: fields["tier"]?.whole.map(Wire.clampI32),
            originalTier: fields["original_tier"]?.whole.map(Wire.clampI32),
            weight: fields["weight"]?.number.flatMap { $0.isFinite ? $0 : nil } ?? 1,
            exits: self.exits(id, fields),
            entrances: self.array(fields, "entrances", most: Graph.maxParts).compactMap(\.object)
                .map { self.entrance($0) },
            bossName: self.words(fields["boss_name"]),
            randomizedBosses: self.bosses(fields),
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
        for element in self.array(fields, "exits", most: Graph.maxParts) {
            guard let exit = element.object, let to = self.words(exit["to"]) else {
                self.warn("an exit of \(id.shortened) leads nowhere; it is left out")
                continue
            }
            exits.append(
                Node.Exit(
                    fogID: exit["fog_id"]?.string,
                    text: self.words(exit["text"]) ?? "",
                    from: self.words(exit["from"]),
                    fromText: self.words(exit["from_text"]),
                    to: to
                )
            )
        }
        return exits
    }

    private mutating func entrance(_ fields: JSONObject) -> Node.Entrance {
        Node.Entrance(
            text: self.words(fields["text"]) ?? "",
            from: self.words(fields["from"]),
            to: self.words(fields["to"]),
            toText: self.words(fields["to_text"])
        )
    }

    /// Older exporters name one boss, newer ones list them.
    private mutating func bosses(_ fields: JSONObject) -> [String] {
        if let boss = self.words(fields["randomized_boss"]) { return [boss] }
        let bosses = (fields["randomized_bosses"]?.array ?? []).prefix(Graph.maxParts)
        return bosses.compactMap { self.words($0) }
    }
}
