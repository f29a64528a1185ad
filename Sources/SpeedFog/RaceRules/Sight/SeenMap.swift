package import SeedGraph
package import SpeedFogProtocol

/// The part of a seed's map that somebody has earned.
package struct SeenMap: Sendable {
    /// What the map shows of one place.
    package enum Place: Equatable, Sendable {
        case discovered
        /// It is known to be there, behind a gate, and on which layer; its id is a made-up one.
        case hidden
    }

    /// The places that are shown, by their real ids; nothing of any other is.
    package let places: [String: Place]
    /// The id under which a place is shown, by its real one.
    package let shownID: [String: String]
    /// Gates of discovered places, between the ids that are shown.
    package let edges: [Edge]
    /// The graph as sockets carry it.
    package let json: RawJSON

    init(of graph: Graph, discovered: Set<String>, names: HiddenNames) {
        let known = graph.nodeOrder.filter(discovered.contains)
        let near = Set(known.flatMap { graph.neighbours(of: $0) }).subtracting(known)
        var places: [String: Place] = [:]
        var shownID: [String: String] = [:]
        for id in known {
            places[id] = .discovered
            shownID[id] = id
        }
        for id in near {
            places[id] = .hidden
            shownID[id] = names[id]
        }
        self.places = places
        self.shownID = shownID
        self.edges = graph.edges.filter { discovered.contains($0.from) || discovered.contains($0.to) }
            .map { Edge(from: shownID[$0.from] ?? $0.from, to: shownID[$0.to] ?? $0.to) }
        let words = SeenNodes(graph: graph, discovered: discovered, shownID: shownID)
        self.json = words.json(
            known: known,
            hidden: near.map { (names[$0], $0) }.sorted { $0.0 < $1.0 },
            edges: self.edges
        )
    }
}

extension RoomState {
    /// The map that one run has earned; nil without a seed or for a run that is not here.
    package func map(seenBy run: RunID) -> SeenMap? {
        guard let graph = self.graph, let seed = self.seedID, let found = self.runs[run] else { return nil }
        let names = HiddenNames(of: graph, key: [seed.rawValue, run.rawValue])
        return SeenMap(of: graph, discovered: found.discovered(startingAt: graph.startNode), names: names)
    }

    /// Every place to which some run has been.
    package var discoveredByField: Set<String> {
        let start = self.graph?.startNode
        return self.runs.values.reduce(into: []) { $0.formUnion($1.discovered(startingAt: start)) }
    }

    /// The map for those who are shown what the whole field has discovered, or had at some time; nil without a seed.
    package func map(ofPlacesSeenByField places: Set<String>) -> SeenMap? {
        guard let graph = self.graph, let seed = self.seedID else { return nil }
        let names = HiddenNames(of: graph, key: [seed.rawValue, self.id.rawValue])
        return SeenMap(of: graph, discovered: places, names: names)
    }
}

/// The nodes of a seen map as the file has them, without what is not known yet.
private struct SeenNodes {
    let graph: Graph
    let discovered: Set<String>
    let shownID: [String: String]

    func json(known: [String], hidden: [(shown: String, real: String)], edges: [Edge]) -> RawJSON {
        var root = JSONObject()
        root.set("version", to: self.graph.version.map(JSON.string))
        root.set("total_layers", to: .integer(self.graph.totalLayers))
        let nodes =
            known.compactMap { id in self.node(id).map { JSONObject.Member(key: id, value: .object($0)) } }
            + hidden.map { shown, real in
                let layer = JSONObject([.init(key: "layer", value: .integer(self.graph.layer(of: real)))])
                return JSONObject.Member(key: shown, value: .object(layer))
            }
        root.set("nodes", to: .object(JSONObject(nodes)))
        root.set("edges", to: .array(edges.map { .object(Self.object($0)) }))
        return RawJSON(text: JSON.object(root).encoded())
    }

    private static func object(_ edge: Edge) -> JSONObject {
        JSONObject([.init(key: "from", value: .string(edge.from)), .init(key: "to", value: .string(edge.to))])
    }

    private func node(_ id: String) -> JSONObject? {
        guard var object = self.graph.nodes[id]?.source else { return nil }
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
        let named = self.named(entrance, key: "from", name: "from_name")
        if let from = entrance["from"]?.string, self.discovered.contains(from) { return named }
        var hidden = named
        hidden.set("text", to: nil)
        hidden.set("to_text", to: nil)
        return hidden
    }

    private func named(_ gate: JSONObject, key: String, name: String) -> JSONObject {
        var gate = gate
        let other = gate[key]?.string
        if let other, self.discovered.contains(other) {
            gate.set(name, to: .string(self.graph.displayName(of: other)))
        } else {
            gate.set(name, to: .string("???"))
            gate.set(key, to: other.flatMap { self.shownID[$0] }.map(JSON.string))
        }
        return gate
    }
}
