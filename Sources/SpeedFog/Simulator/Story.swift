package import SeedGraph

/// What one player does on one seed, told in game time before it happens. The same seed gives the same story everywhere.
package struct Story: Sendable, Equatable {
    /// One thing that happens.
    package struct Beat: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            /// A fog gate into `node` is crossed; `flag` is what the game raises.
            case gate(flag: Int, node: String)
            case death
            /// The last boss falls.
            case finish(flag: Int)
            /// The player has had enough.
            case abandon
        }

        package let igtMs: Int
        package let kind: Kind
    }

    /// In the order of time; the last is the finish or the abandon.
    package let beats: [Beat]
    /// Ids of all nodes the player stood in, in order, the start first, returns included.
    package let route: [String]

    /// The story of player `player` of `count`. With two or more players exactly one of them gives up on the way.
    package init(graph: Graph, seed: UInt64, player: Int, of count: Int) throws(UnfinishableSeed) {
        let flags = try GateFlags(of: graph)
        let map = try RouteMap(graph, flags: flags)
        var table = Dice(seed: seed, stream: -1)
        let quitter = count > 1 ? table.below(count) : -1
        var teller = StoryTeller(map: map, flags: flags, random: Dice(seed: seed, stream: player))
        teller.tell()
        self.route = teller.route
        self.beats = player == quitter ? teller.givingUp() : teller.beats
    }

    /// Gates crossed, returns included.
    package var gates: Int {
        self.beats.count {
            if case .gate = $0.kind { true } else { false }
        }
    }

    package var deaths: Int { self.beats.count { $0.kind == .death } }
    package var lengthMs: Int { self.beats.last?.igtMs ?? 0 }
    package var isAbandoned: Bool { self.beats.last?.kind == .abandon }
}
