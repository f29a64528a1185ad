package import SeedGraph

extension PoolFile {
    /// What the generator is asked for; a value of the wrong type is refused, a missing one keeps its default.
    package func generatorSettings() throws(PoolFileError) -> GeneratorSettings {
        var settings = GeneratorSettings()
        try self.read("run", "run_complete_message", into: &settings.run.runCompleteMessage)
        try self.read("run", "chapel_grace", into: &settings.run.chapelGrace)
        try self.read("budget", "tolerance", into: &settings.budget.tolerance)
        try self.read("requirements", "legacy_dungeons", into: &settings.requirements.legacyDungeons)
        try self.read("requirements", "bosses", into: &settings.requirements.bosses)
        try self.read("requirements", "mini_dungeons", into: &settings.requirements.miniDungeons)
        try self.read("enemy", "randomize_bosses", into: &settings.enemy.randomizeBosses)
        try self.read("enemy", "lock_final_boss", into: &settings.enemy.lockFinalBoss)
        try self.read("item_randomizer", "dlc", into: &settings.dlc)
        try self.readStructure(into: &settings.structure)
        try self.readStartingItems(into: &settings.startingItems)
        try self.readCarePackage(into: &settings.carePackage)
        return settings
    }

    /// The seed the file asks for; 0 and none mean any.
    package func fixedSeed() throws(PoolFileError) -> UInt64? {
        var seed = 0
        try self.read("run", "seed", into: &seed)
        guard seed >= 0 else { throw self.wrong("run", "seed", "0 or a positive whole number") }
        return seed == 0 ? nil : UInt64(seed)
    }

    private func readStructure(into structure: inout GeneratorSettings.Structure) throws(PoolFileError) {
        try self.read("structure", "max_parallel_paths", into: &structure.maxParallelPaths)
        try self.read("structure", "split_probability", into: &structure.splitProbability)
        try self.read("structure", "merge_probability", into: &structure.mergeProbability)
        try self.read("structure", "max_branches", into: &structure.maxBranches)
        try self.read("structure", "min_branch_age", into: &structure.minBranchAge)
        try self.read("structure", "crosslinks", into: &structure.crosslinks)
        try self.read("structure", "min_layers", into: &structure.minLayers)
        try self.read("structure", "max_layers", into: &structure.maxLayers)
        try self.read("structure", "final_tier", into: &structure.finalTier)
        try self.read("structure", "major_boss_ratio", into: &structure.majorBossRatio)
        var first = ""
        try self.read("structure", "first_layer_type", into: &first)
        if !first.isEmpty {
            guard let kind = ZoneKind(rawValue: first) else {
                throw self.wrong("structure", "first_layer_type", "a type of node such as boss_arena")
            }
            structure.firstLayerType = kind
        }
        switch self.value("structure", "final_boss_candidates") {
        case nil: break
        case .string(let name): structure.finalBossCandidates = [name]
        case .array(let values):
            structure.finalBossCandidates = []
            for value in values {
                guard case .string(let name) = value else {
                    throw self.wrong("structure", "final_boss_candidates", "a list of zone ids")
                }
                structure.finalBossCandidates.append(name)
            }
        default: throw self.wrong("structure", "final_boss_candidates", "a list of zone ids")
        }
    }

    private func readStartingItems(into items: inout GeneratorSettings.StartingItems) throws(PoolFileError) {
        try self.read("starting_items", "stonesword_keys", into: &items.stoneswordKeys)
        try self.read("starting_items", "talisman_pouches", into: &items.talismanPouches)
        try self.read("starting_items", "golden_seeds", into: &items.goldenSeeds)
        try self.read("starting_items", "sacred_tears", into: &items.sacredTears)
        try self.read("starting_items", "starting_runes", into: &items.startingRunes)
        try self.read("starting_items", "larval_tears", into: &items.larvalTears)
        items.keys = self.keys(of: "starting_items").filter { self.value("starting_items", $0) == .bool(true) }
    }

    private func readCarePackage(into package: inout GeneratorSettings.CarePackage) throws(PoolFileError) {
        try self.read("care_package", "enabled", into: &package.enabled)
        try self.read("care_package", "weapon_upgrade", into: &package.weaponUpgrade)
        for key in self.keys(of: "care_package") where key != "enabled" && key != "weapon_upgrade" {
            var count = 0
            try self.read("care_package", key, into: &count)
            package.counts[key] = count
        }
    }

    private func read(_ section: String, _ key: String, into target: inout Int) throws(PoolFileError) {
        switch self.value(section, key) {
        case nil: return
        case .int(let value): target = value
        case .double(let value) where value == value.rounded() && abs(value) < 1e15: target = Int(value)
        default: throw self.wrong(section, key, "a whole number")
        }
    }

    private func read(_ section: String, _ key: String, into target: inout Double) throws(PoolFileError) {
        switch self.value(section, key) {
        case nil: return
        case .int(let value): target = Double(value)
        case .double(let value): target = value
        default: throw self.wrong(section, key, "a number")
        }
    }

    private func read(_ section: String, _ key: String, into target: inout Bool) throws(PoolFileError) {
        switch self.value(section, key) {
        case nil: return
        case .bool(let value): target = value
        default: throw self.wrong(section, key, "true or false")
        }
    }

    private func read(_ section: String, _ key: String, into target: inout String) throws(PoolFileError) {
        switch self.value(section, key) {
        case nil: return
        case .string(let value): target = value
        default: throw self.wrong(section, key, "a text")
        }
    }

    private func wrong(_ section: String, _ key: String, _ expected: String) -> PoolFileError {
        .wrongType(file: "\(self.name).toml", key: "\(section).\(key)", expected: expected)
    }
}
