/// The zone a runner is in, as shown in the game.
package struct ZoneView: Equatable, Sendable {
    /// One way out.
    package struct Exit: Equatable, Sendable {
        package var text: String
        package var to: String
        package var toName: String
        package var discovered: Bool

        package init(text: String, to: String, toName: String, discovered: Bool) {
            self.text = text
            self.to = to
            self.toName = toName
            self.discovered = discovered
        }
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
