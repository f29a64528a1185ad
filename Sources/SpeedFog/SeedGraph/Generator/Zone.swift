/// What a zone is in a seed; the raw values are those of graph.json.
package enum ZoneKind: String, Sendable, CaseIterable {
    case start
    case miniDungeon = "mini_dungeon"
    case bossArena = "boss_arena"
    case majorBoss = "major_boss"
    case legacyDungeon = "legacy_dungeon"
    case finalBoss = "final_boss"
}

/// A part of the game that can be a node of a seed: one way in, one or more ways on.
package struct Zone: Sendable, Equatable {
    /// The first area's id, such as `limgrave_murkwatercave`.
    package let id: String
    /// All areas that belong to it, the first one included.
    package let areas: [String]
    package let displayName: String
    package let kind: ZoneKind
    package let weight: Int
    package let map: String
    package let boss: String?
    /// Fog gates: the first is the way in, the others may lead on.
    package let gates: [Gate]
    /// How hard the unmodified game makes it.
    package let nativeTier: Int
    package let isDLC: Bool
    /// A run may end here.
    package let endsRuns: Bool

    /// Most ways on that the zone can have.
    package var exitCapacity: Int { self.gates.count - 1 }

    /// The node's id in graph.json: it depends on the areas alone, so that statistics find a zone again in another seed.
    package var nodeID: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in self.areas.joined(separator: "+").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let digits = String((hash >> 32) & 0xFFFF, radix: 16)
        return "\(self.id)_" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A fog gate of the zone.
    package struct Gate: Sendable, Equatable {
        /// The object in the map, such as `AEG099_001_9000`.
        package let object: String
        package let area: String
        package let text: String
    }
}
