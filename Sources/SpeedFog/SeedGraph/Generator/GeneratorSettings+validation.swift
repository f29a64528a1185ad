extension GeneratorSettings {
    /// Throws for the first value that no seed can honour, before any work is done.
    func validate(against catalogue: ZoneCatalogue) throws(GeneratorError) {
        let structure = self.structure
        try Self.check("structure.min_layers", structure.minLayers, 3...200)
        try Self.check("structure.max_layers", structure.maxLayers, 3...200)
        try Self.check("structure.max_parallel_paths", structure.maxParallelPaths, 1...8)
        try Self.check("structure.max_branches", structure.maxBranches, 1...8)
        try Self.check("structure.min_branch_age", structure.minBranchAge, 0...100)
        try Self.check("structure.final_tier", structure.finalTier, 1...100)
        try Self.check("structure.split_probability", structure.splitProbability)
        try Self.check("structure.merge_probability", structure.mergeProbability)
        try Self.check("structure.major_boss_ratio", structure.majorBossRatio)
        try Self.check("requirements.legacy_dungeons", self.requirements.legacyDungeons, 0...200)
        try Self.check("requirements.bosses", self.requirements.bosses, 0...200)
        try Self.check("requirements.mini_dungeons", self.requirements.miniDungeons, 0...200)
        try Self.check("budget.tolerance", self.budget.tolerance, 0...10_000)
        try Self.check("care_package.weapon_upgrade", self.carePackage.weaponUpgrade, 0...25)
        if structure.minLayers > structure.maxLayers {
            throw .impossible(
                key: "structure.min_layers",
                reason: "\(structure.minLayers) is more than structure.max_layers, \(structure.maxLayers)"
            )
        }
        if let first = structure.firstLayerType, first == .start || first == .finalBoss {
            throw .outOfRange(
                key: "structure.first_layer_type",
                value: first.rawValue,
                allowed: "mini_dungeon, boss_arena, major_boss or legacy_dungeon"
            )
        }
        for candidate in structure.finalBossCandidates where candidate != "all" {
            guard catalogue.zone(candidate)?.endsRuns == true else {
                throw .impossible(
                    key: "structure.final_boss_candidates",
                    reason: "there is no final or major boss zone called \(candidate)"
                )
            }
        }
        for key in StartingGoods.unknown(in: self.startingItems.keys) {
            throw .impossible(key: "starting_items.\(key)", reason: "there is no such starting item")
        }
        for key in CarePackageTable.order {
            try Self.check("care_package.\(key)", self.carePackage.counts[key] ?? 0, 0...CarePackageTable.size(of: key))
        }
    }

    private static func check(_ key: String, _ value: Int, _ allowed: ClosedRange<Int>) throws(GeneratorError) {
        guard allowed.contains(value) else {
            throw .outOfRange(
                key: key,
                value: "\(value)",
                allowed: "from \(allowed.lowerBound) to \(allowed.upperBound)"
            )
        }
    }

    private static func check(_ key: String, _ share: Double) throws(GeneratorError) {
        guard share >= 0, share <= 1 else {
            throw .outOfRange(key: key, value: "\(share)", allowed: "from 0 to 1")
        }
    }

    /// A share as thousandths, so that every later comparison is of integers.
    static func permille(_ share: Double) -> Int {
        Int((share * 1000).rounded())
    }
}
