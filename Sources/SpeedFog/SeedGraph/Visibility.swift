package import SpeedFogProtocol

/// The part of a graph that someone who has been to some of its nodes may see.
package struct RevealedGraph: Equatable, Sendable {
    /// Nodes shown whole.
    package let discovered: [String]
    /// Nodes next to them, of which only the place on the map is shown.
    package let stubs: [String]
    package let edges: [Edge]
    package let json: RawJSON
}

extension Graph {
    /// What a viewer may see who knows `discovered`; anything else of the graph is left out.
    package func revealed(discovered: Set<String>) -> RevealedGraph {
        let known = self.nodeOrder.filter(discovered.contains)
        let near = Set(known.flatMap { self.neighbours(of: $0) }).subtracting(known)
        let stubs = self.nodeOrder.filter(near.contains)
        let edges = self.edges.filter { discovered.contains($0.from) || discovered.contains($0.to) }
        let view = RevealedNodes(graph: self, discovered: discovered, near: near)
        let nodes = self.nodeOrder.compactMap { id in
            view.node(id).map { JSONObject.Member(key: id, value: .object($0)) }
        }
        var root = JSONObject()
        root.set("version", to: self.version.map(JSON.string))
        root.set("total_layers", to: .integer(self.totalLayers))
        root.set("nodes", to: .object(JSONObject(nodes)))
        root.set(
            "edges",
            to: .array(
                edges.map { edge in
                    .object(
                        JSONObject([
                            .init(key: "from", value: .string(edge.from)), .init(key: "to", value: .string(edge.to)),
                        ])
                    )
                }
            )
        )
        let json = RawJSON(text: JSON.object(root).encoded())
        return RevealedGraph(discovered: known, stubs: stubs, edges: edges, json: json)
    }
}

private struct RevealedNodes {
    let graph: Graph
    let discovered: Set<String>
    let near: Set<String>

    /// A known node whole, a near one as its layer only, any other not at all.
    func node(_ id: String) -> JSONObject? {
        guard let node = self.graph.nodes[id] else { return nil }
        if self.near.contains(id) { return JSONObject([.init(key: "layer", value: .integer(node.layer))]) }
        guard self.discovered.contains(id) else { return nil }
        var object = node.source
        if let exits = object["exits"]?.array {
            object.set("exits", to: .array(exits.compactMap(\.object).map { .object(self.exit($0)) }))
        }
        if let entrances = object["entrances"]?.array {
            object.set("entrances", to: .array(entrances.compactMap(\.object).map { .object(self.entrance($0)) }))
        }
        return object
    }

    /// The text on a gate is seen by standing before it; what lies behind is not.
    private func exit(_ exit: JSONObject) -> JSONObject {
        self.named(exit, key: "to", name: "to_name")
    }

    /// The words of an entrance describe its far side, so they wait until that side was seen.
    private func entrance(_ entrance: JSONObject) -> JSONObject {
        var entrance = self.named(entrance, key: "from", name: "from_name")
        if let from = entrance["from"]?.string, self.discovered.contains(from) { return entrance }
        entrance.set("text", to: nil)
        entrance.set("to_text", to: nil)
        return entrance
    }

    private func named(_ gate: JSONObject, key: String, name: String) -> JSONObject {
        var gate = gate
        let other = gate[key]?.string
        if let other, self.discovered.contains(other) {
            gate.set(name, to: .string(self.graph.displayName(of: other)))
        } else {
            gate.set(name, to: .string("???"))
            if other.map(self.near.contains) != true { gate.set(key, to: nil) }
        }
        return gate
    }
}
