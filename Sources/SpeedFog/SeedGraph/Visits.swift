/// Rules about the list of nodes a runner came to.
package enum Visits {
    /// Whether a node is new to a history.
    package static func isFirst(_ node: String, in history: some Sequence<String>) -> Bool {
        !history.contains(node)
    }

    /// The layer of a runner who comes to a node: it never falls.
    package static func layer(arrivingAt node: String, from current: Int, graph: Graph) -> Int {
        max(current, graph.layer(of: node))
    }

    /// The highest layer in a history; 0 for an empty one.
    package static func highestLayer(of history: some Sequence<String>, graph: Graph) -> Int {
        history.reduce(0) { max($0, graph.layer(of: $1)) }
    }

    /// The visit a new death belongs to: the last one of the zone the runner is in, if it was recorded.
    package static func indexForDeath<History: BidirectionalCollection<String>>(
        in history: History,
        currentZone: String?
    ) -> History.Index? {
        currentZone.flatMap { history.lastIndex(of: $0) }
    }
}

/// The zone a runner is in, as shown in the game.
package struct ZoneView: Equatable, Sendable {
    /// One way out.
    package struct Exit: Equatable, Sendable {
        package var text: String
        package var to: String
        package var toName: String
        package var discovered: Bool
    }

    package var nodeID: String
    package var displayName: String
    package var tier: Int?
    package var originalTier: Int?
    package var exits: [Exit]

    /// Nil for a node the graph does not have; `discovered` is where the runner has been.
    package init?(of node: String, in graph: Graph, discovered: Set<String>) {
        guard let node = graph.nodes[node] else { return nil }
        self.nodeID = node.id
        self.displayName = node.displayName
        self.tier = node.tier
        self.originalTier = node.originalTier
        self.exits = node.exits.map { exit in
            Exit(
                text: exit.text + Self.suffix(exit, of: node),
                to: exit.to,
                toName: graph.displayName(of: exit.to),
                discovered: discovered.contains(exit.to)
            )
        }
    }

    /// A gate outside the node's main zone says where it stands.
    private static func suffix(_ exit: Node.Exit, of node: Node) -> String {
        guard let primary = node.zones.first, let from = exit.from, from != primary else { return "" }
        let label = exit.fromText.map(Self.lastPart) ?? Self.titleCased(from)
        return " [\(label)]"
    }

    /// `Region - Dungeon - Boss` is known by its boss.
    static func lastPart(_ name: String) -> String {
        let separator: [Character] = [" ", "-", " "]
        let characters = Array(name)
        let start = characters.indices.last { characters[$0...].starts(with: separator) }
        return start.map { String(characters[($0 + separator.count)...]) } ?? name
    }

    static func titleCased(_ zone: String) -> String {
        var afterLetter = false
        var words = ""
        for character in zone {
            words += character == "_" ? " " : afterLetter ? character.lowercased() : character.uppercased()
            afterLetter = character.isLetter
        }
        return words
    }
}
