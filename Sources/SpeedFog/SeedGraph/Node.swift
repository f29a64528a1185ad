package import SpeedFogProtocol

/// What kind of place a node is.
package enum NodeType: String, Sendable, CaseIterable {
    case start
    case miniDungeon = "mini_dungeon"
    case bossArena = "boss_arena"
    case majorBoss = "major_boss"
    case legacyDungeon = "legacy_dungeon"
    case finalBoss = "final_boss"
}

/// One place of the seed: a cluster of zones that a runner enters and leaves through fog gates.
package struct Node: Sendable {
    /// A gate out of the node.
    package struct Exit: Equatable, Sendable {
        package var fogID: String?
        package var text: String
        /// The zone the gate stands in.
        package var from: String?
        package var fromText: String?
        /// The node behind the gate.
        package var to: String
    }

    /// A gate into the node.
    package struct Entrance: Equatable, Sendable {
        package var text: String
        /// The node the gate is reached from.
        package var from: String?
        /// The zone the gate leads to.
        package var to: String?
        package var toText: String?
    }

    package var id: String
    /// Nil when the file gives no type we know: the server still counts the node, the map leaves it out.
    package var type: NodeType?
    package var displayName: String
    package var zones: [String]
    package var layer: Int
    package var tier: Int?
    package var originalTier: Int?
    package var weight: Double
    package var exits: [Exit]
    package var entrances: [Entrance]
    package var bossName: String?
    package var randomizedBosses: [String]
    package var defeatFlag: Int?
    /// The node as the file has it, for viewers that may see it whole.
    package internal(set) var source: JSONObject
}

/// A directed connection between two nodes.
package struct Edge: Hashable, Sendable {
    package let from: String
    package let to: String

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// An item the seed may hand to its runners.
package struct CareItem: Equatable, Sendable {
    /// 0 weapon, 1 armour, 2 talisman, 3 goods, 4 Ash of War.
    package var type: Int
    package var id: Int
    package var name: String
}
