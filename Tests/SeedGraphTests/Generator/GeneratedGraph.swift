import Foundation
import Testing

@testable import SeedGraph

/// A generated graph.json as anybody would read it, apart from our own reader.
struct GeneratedGraph: Decodable {
    struct Node: Decodable {
        struct Exit: Decodable {
            let fog_id: String
            let text: String
            let from: String
            let to: String
        }
        struct Entrance: Decodable {
            let from: String
            let to: String
        }
        let type: String
        let display_name: String
        let zones: [String]
        let layer: Int
        let tier: Int
        let weight: Int
        let exits: [Exit]
        let entrances: [Entrance]
        let boss_name: String?
        let randomized_boss: String?
    }
    struct Edge: Decodable, Hashable {
        let from: String
        let to: String
    }
    struct Connection: Decodable {
        let exit_area: String
        let exit_gate: String
        let entrance_area: String
        let entrance_gate: String
        let flag_id: Int
    }

    let version: String
    let seed: UInt64
    let total_layers: Int
    let total_nodes: Int
    let total_zones: Int
    let nodes: [String: Node]
    let edges: [Edge]
    let connections: [Connection]
    let area_tiers: [String: Int]
    let event_map: [String: String]
    let final_node_flag: Int
    let finish_event: Int
    let death_flags: [String: [Int]]

    init(_ seed: GeneratedSeed) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(seed.graphJSON))
    }
}

extension GeneratorSettings {
    /// An hour's race.
    static var standard: GeneratorSettings {
        var settings = GeneratorSettings()
        settings.budget.tolerance = 12
        settings.requirements.legacyDungeons = 2
        settings.requirements.bosses = 10
        settings.requirements.miniDungeons = 8
        settings.structure.minLayers = 25
        settings.structure.maxLayers = 30
        settings.structure.firstLayerType = .bossArena
        settings.structure.splitProbability = 0.35
        settings.structure.minBranchAge = 2
        settings.structure.finalBossCandidates = ["leyndell_erdtree", "erdtree_eldenbeast"]
        settings.carePackage.enabled = true
        settings.carePackage.weaponUpgrade = 8
        settings.carePackage.counts = ["weapons": 5, "ashes_of_war": 3, "talismans": 4]
        settings.startingItems.keys = ["academy_key", "lantern"]
        return settings
    }

    /// Half an hour.
    static var sprint: GeneratorSettings {
        var settings = Self.standard
        settings.requirements.legacyDungeons = 1
        settings.requirements.bosses = 4
        settings.requirements.miniDungeons = 3
        settings.structure.minLayers = 10
        settings.structure.maxLayers = 15
        settings.structure.finalTier = 12
        settings.structure.minBranchAge = 1
        return settings
    }

    /// Steeper and wider.
    static var hardcore: GeneratorSettings {
        var settings = Self.standard
        settings.budget.tolerance = 16
        settings.requirements.legacyDungeons = 3
        settings.requirements.bosses = 12
        settings.requirements.miniDungeons = 5
        settings.structure.finalTier = 28
        settings.structure.maxParallelPaths = 4
        settings.structure.majorBossRatio = 0.35
        settings.structure.firstLayerType = .miniDungeon
        settings.structure.finalBossCandidates = ["all"]
        return settings
    }

    /// Every boss elsewhere.
    static var bossShuffle: GeneratorSettings {
        var settings = Self.standard
        settings.enemy.randomizeBosses = true
        return settings
    }
}
