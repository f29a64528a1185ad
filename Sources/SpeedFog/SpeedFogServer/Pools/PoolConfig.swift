/// What the API says about a pool; the labels are words for players.
package struct PoolConfig: Sendable, Equatable {
    package var name: String?
    package var type: PoolType
    package var sortOrder = 99
    package var estimatedDuration: String?
    package var description: String?
    package var legacyDungeons: Int?
    package var minLayers: Int?
    package var maxLayers: Int?
    package var finalTier: Int?
    package var startingItems: [String]?
    package var carePackage: Bool?
    package var weaponUpgrade: Int?
    package var carePackageItems: [String]?
    package var itemsRandomized: Bool?
    package var autoUpgradeWeapons: Bool?
    package var removeRequirements: Bool?
    package var majorBossRatio: String?
    package var randomizeBosses: Bool?
    package var itemDifficulty: String?
    package var nerfGargoyles: Bool?
}

extension PoolConfig: Encodable {
    private enum Key: String, CodingKey {
        case name, type, description
        case sortOrder = "sort_order"
        case estimatedDuration = "estimated_duration"
        case legacyDungeons = "legacy_dungeons"
        case minLayers = "min_layers"
        case maxLayers = "max_layers"
        case finalTier = "final_tier"
        case startingItems = "starting_items"
        case carePackage = "care_package"
        case weaponUpgrade = "weapon_upgrade"
        case carePackageItems = "care_package_items"
        case itemsRandomized = "items_randomized"
        case autoUpgradeWeapons = "auto_upgrade_weapons"
        case removeRequirements = "remove_requirements"
        case majorBossRatio = "major_boss_ratio"
        case randomizeBosses = "randomize_bosses"
        case itemDifficulty = "item_difficulty"
        case nerfGargoyles = "nerf_gargoyles"
    }

    /// Every key is there; what the pool does not say is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(self.name, forKey: .name)
        try container.encode(self.type, forKey: .type)
        try container.encode(self.sortOrder, forKey: .sortOrder)
        try container.encode(self.estimatedDuration, forKey: .estimatedDuration)
        try container.encode(self.description, forKey: .description)
        try container.encode(self.legacyDungeons, forKey: .legacyDungeons)
        try container.encode(self.minLayers, forKey: .minLayers)
        try container.encode(self.maxLayers, forKey: .maxLayers)
        try container.encode(self.finalTier, forKey: .finalTier)
        try container.encode(self.startingItems, forKey: .startingItems)
        try container.encode(self.carePackage, forKey: .carePackage)
        try container.encode(self.weaponUpgrade, forKey: .weaponUpgrade)
        try container.encode(self.carePackageItems, forKey: .carePackageItems)
        try container.encode(self.itemsRandomized, forKey: .itemsRandomized)
        try container.encode(self.autoUpgradeWeapons, forKey: .autoUpgradeWeapons)
        try container.encode(self.removeRequirements, forKey: .removeRequirements)
        try container.encode(self.majorBossRatio, forKey: .majorBossRatio)
        try container.encode(self.randomizeBosses, forKey: .randomizeBosses)
        try container.encode(self.itemDifficulty, forKey: .itemDifficulty)
        try container.encode(self.nerfGargoyles, forKey: .nerfGargoyles)
    }
}
