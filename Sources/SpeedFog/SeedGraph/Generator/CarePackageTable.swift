/// One gift of the care package: the game's item type, its number, and what a player calls it.
struct Gift: Sendable, Equatable {
    let type: Int
    let id: Int
    let name: String
}

/// Draws a care package; the tables hold items a run can use from its first minute.
enum CarePackageTable {
    /// Keys of the pool file, in the order in which gifts are listed.
    static let order = [
        "weapons", "shields", "catalysts", "head_armor", "body_armor", "arm_armor", "leg_armor", "talismans",
        "sorceries", "incantations", "crystal_tears", "ashes_of_war",
    ]

    static func size(of key: String) -> Int {
        self.rows(key).count
    }

    static func draw(_ settings: GeneratorSettings.CarePackage, using random: inout SeededRandom) -> [Gift] {
        guard settings.enabled else { return [] }
        var gifts: [Gift] = []
        for key in self.order {
            let count = settings.counts[key] ?? 0
            guard count > 0 else { continue }
            let upgrades = key == "weapons" || key == "shields" || key == "catalysts"
            let level = upgrades ? settings.weaponUpgrade : 0
            for (id, name) in random.shuffled(self.rows(key)).prefix(count) {
                gifts.append(
                    Gift(type: self.type(of: key), id: id + level, name: level > 0 ? "\(name) +\(level)" : name)
                )
            }
        }
        return gifts
    }

    private static func type(of key: String) -> Int {
        switch key {
        case "weapons", "shields", "catalysts": 0
        case "head_armor", "body_armor", "arm_armor", "leg_armor": 1
        case "talismans": 2
        case "ashes_of_war": 4
        default: 3
        }
    }

    private static func rows(_ key: String) -> [(Int, String)] {
        switch key {
        case "weapons": self.weapons
        case "shields": self.shields
        case "catalysts": self.catalysts
        case "head_armor": self.headArmor
        case "body_armor": self.bodyArmor
        case "arm_armor": self.armArmor
        case "leg_armor": self.legArmor
        case "talismans": self.talismans
        case "sorceries": self.sorceries
        case "incantations": self.incantations
        case "crystal_tears": self.crystalTears
        default: self.ashesOfWar
        }
    }
}
