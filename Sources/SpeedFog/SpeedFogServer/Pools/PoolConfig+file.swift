extension PoolConfig {
    /// Reads what a pool file says; a value that makes no sense counts as missing, for the file may be another tool's.
    package init(_ file: PoolFile, type: PoolType) {
        func int(_ section: String, _ key: String) -> Int? {
            if case .int(let value) = file.value(section, key) { value } else { nil }
        }
        func bool(_ section: String, _ key: String) -> Bool? {
            if case .bool(let value) = file.value(section, key) { value } else { nil }
        }
        func text(_ section: String, _ key: String) -> String? {
            if case .string(let value) = file.value(section, key), !value.isEmpty { value } else { nil }
        }
        self.init(type: type)
        self.name = text("display", "name")
        self.sortOrder = int("display", "sort_order") ?? 99
        self.estimatedDuration = text("display", "estimated_duration")
        self.description = text("display", "description")
        self.legacyDungeons = int("requirements", "legacy_dungeons")
        self.minLayers = int("structure", "min_layers")
        self.maxLayers = int("structure", "max_layers")
        self.finalTier = int("structure", "final_tier")
        self.startingItems = PoolLabels.startingItems(of: file)
        self.carePackage = bool("care_package", "enabled")
        self.weaponUpgrade = int("care_package", "weapon_upgrade")
        self.carePackageItems = self.carePackage == true ? PoolLabels.carePackage(of: file) : nil
        self.itemsRandomized = bool("item_randomizer", "enabled")
        self.autoUpgradeWeapons = bool("item_randomizer", "auto_upgrade_weapons")
        self.removeRequirements = bool("item_randomizer", "remove_requirements")
        self.randomizeBosses = bool("enemy", "randomize_bosses")
        self.nerfGargoyles = bool("item_randomizer", "nerf_gargoyles")
        switch file.value("structure", "major_boss_ratio") {
        case .double(let ratio): self.majorBossRatio = ratio >= 0.35 ? "High" : ratio >= 0.15 ? "Medium" : "Low"
        case .int(let ratio): self.majorBossRatio = ratio >= 1 ? "High" : "Low"
        default: break
        }
        self.itemDifficulty = int("item_randomizer", "difficulty").map {
            $0 >= 65 ? "Hard" : $0 >= 45 ? "Normal" : "Easy"
        }
    }
}

/// Words for what a pool gives its players.
enum PoolLabels {
    private static let keys = [
        ("academy_key", "Academy Key"), ("pureblood_medal", "Pureblood Medal"),
        ("drawing_room_key", "Drawing Room Key"), ("lantern", "Lantern"), ("physick_flask", "Physick Flask"),
        ("great_runes", "Great Runes"), ("whetblades", "Whetblades"), ("omother", "O, Mother"),
        ("welldepthskey", "Well Depths Key"), ("gaolupperlevelkey", "Gaol Upper Level Key"),
        ("gaollowerlevelkey", "Gaol Lower Level Key"), ("holeladennecklace", "Hole-Laden Necklace"),
        ("messmerskindling", "Messmer's Kindling"),
    ]

    private static let gifts = [
        ("weapons", "Weapon"), ("shields", "Shield"), ("catalysts", "Catalyst"), ("talismans", "Talisman"),
        ("sorceries", "Sorcery"), ("incantations", "Incantation"), ("crystal_tears", "Crystal Tear"),
        ("ashes_of_war", "Ash of War"),
    ]

    static func startingItems(of file: PoolFile) -> [String]? {
        var labels = self.keys.filter { file.value("starting_items", $0.0) == .bool(true) }.map(\.1)
        func add(_ key: String, _ label: (Int) -> String) {
            let count = self.count(file, "starting_items", key)
            if count > 0 { labels.append(label(count)) }
        }
        add("talisman_pouches") { "\($0) Talisman \($0 == 1 ? "Pouch" : "Pouches")" }
        add("golden_seeds") { "\($0) Golden Seeds" }
        add("sacred_tears") { "\($0) Sacred Tears" }
        add("starting_runes") { $0 >= 1000 ? "\($0 / 1000)k Runes" : "\($0) Runes" }
        add("larval_tears") { "\($0) Larval \($0 == 1 ? "Tear" : "Tears")" }
        add("stonesword_keys") { "\($0) Stonesword \($0 == 1 ? "Key" : "Keys")" }
        return labels.isEmpty ? nil : labels
    }

    static func carePackage(of file: PoolFile) -> [String]? {
        let plurals = ["Sorcery": "Sorceries", "Ash of War": "Ashes of War"]
        var labels = self.gifts.compactMap { key, label -> String? in
            let count = self.count(file, "care_package", key)
            // Always plural: old pages know these labels letter by letter.
            return count > 0 ? "\(count) \(plurals[label] ?? label + "s")" : nil
        }
        let armour = ["head_armor", "body_armor", "arm_armor", "leg_armor"]
            .reduce(0) { $0 + self.count(file, "care_package", $1) }
        if armour > 0 { labels.append("\(armour) Armor pieces") }
        return labels.isEmpty ? nil : labels
    }

    private static func count(_ file: PoolFile, _ section: String, _ key: String) -> Int {
        if case .int(let count) = file.value(section, key) { count } else { 0 }
    }
}
