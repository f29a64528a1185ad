/// The type of every layer of a seed, from the start to the final boss.
struct LayerPlan: Sendable, Equatable {
    let kinds: [ZoneKind]

    /// Draws how many layers there are and what each one holds.
    static func draw(
        _ settings: GeneratorSettings,
        supply: ZoneSupply,
        using random: inout SeededRandom
    ) throws(GeneratorError) -> LayerPlan {
        var counts = try self.required(settings, supply: supply)
        let structure = settings.structure
        let needed = counts.total + 2
        if needed > structure.maxLayers {
            throw .impossible(
                key: "structure.max_layers",
                reason:
                    "the requirements need \(needed) layers with start and final boss, more than \(structure.maxLayers)"
            )
        }
        let layers = random.within(max(structure.minLayers, needed)...structure.maxLayers)
        try self.fill(&counts, to: layers - 2, settings, supply: supply, using: &random)
        return LayerPlan(kinds: self.arranged(counts, first: structure.firstLayerType, using: &random))
    }

    /// How many layers of each type.
    private struct Counts {
        var legacy = 0
        var mini = 0
        var arena = 0
        var major = 0

        var total: Int { self.legacy + self.mini + self.arena + self.major }
    }

    private static func required(
        _ settings: GeneratorSettings,
        supply: ZoneSupply
    ) throws(GeneratorError) -> Counts {
        let asked = settings.requirements
        let first = settings.structure.firstLayerType
        var counts = Counts()
        counts.legacy = max(asked.legacyDungeons, first == .legacyDungeon ? 1 : 0)
        counts.mini = max(asked.miniDungeons, first == .miniDungeon ? 1 : 0)
        let bosses = max(asked.bosses, first == .bossArena || first == .majorBoss ? 1 : 0)
        let ratio = GeneratorSettings.permille(settings.structure.majorBossRatio)
        counts.major = min((bosses * ratio + 500) / 1000, supply.count(of: .majorBoss))
        if first == .majorBoss { counts.major = max(1, counts.major) }
        if first == .bossArena { counts.major = min(counts.major, bosses - 1) }
        counts.arena = bosses - counts.major
        try self.check(counts.legacy, .legacyDungeon, "requirements.legacy_dungeons", supply)
        try self.check(counts.mini, .miniDungeon, "requirements.mini_dungeons", supply)
        try self.check(counts.arena, .bossArena, "requirements.bosses", supply)
        try self.check(counts.major, .majorBoss, "structure.major_boss_ratio", supply)
        return counts
    }

    private static func check(
        _ count: Int,
        _ kind: ZoneKind,
        _ key: String,
        _ supply: ZoneSupply
    ) throws(GeneratorError) {
        guard count > supply.count(of: kind) else { return }
        throw .impossible(
            key: key,
            reason:
                "\(count) layers of \(kind.rawValue) are asked for, the game has \(supply.count(of: kind)) such zones"
        )
    }

    /// Adds layers up to the length drawn, of the types of which the game has enough to fill them side by side.
    private static func fill(
        _ counts: inout Counts,
        to length: Int,
        _ settings: GeneratorSettings,
        supply: ZoneSupply,
        using random: inout SeededRandom
    ) throws(GeneratorError) {
        let ratio = GeneratorSettings.permille(settings.structure.majorBossRatio)
        let width = settings.structure.maxParallelPaths
        for _ in counts.total..<length {
            let mini = supply.count(of: .miniDungeon) / width > counts.mini ? 450 : 0
            let arena = supply.count(of: .bossArena) / width > counts.arena ? 1000 : 0
            let major = supply.count(of: .majorBoss) / width > counts.major ? 1000 : 0
            let legacy = supply.count(of: .legacyDungeon) / width > counts.legacy ? 60 : 0
            let boss = arena + major > 0 ? 490 : 0
            if mini + boss + legacy == 0 {
                try self.widen(&counts, settings, supply: supply)
                continue
            }
            let draw = random.below(mini + boss + legacy)
            if draw < mini {
                counts.mini += 1
            } else if draw < mini + legacy {
                counts.legacy += 1
            } else if arena == 0
                || (major > 0 && (counts.major + 1) * 1000 <= ratio * (counts.arena + counts.major + 1))
            {
                counts.major += 1
            } else {
                counts.arena += 1
            }
        }
    }

    /// Nothing is left for layers of full width: takes what the game has most of, which makes narrower layers.
    private static func widen(
        _ counts: inout Counts,
        _ settings: GeneratorSettings,
        supply: ZoneSupply
    ) throws(GeneratorError) {
        if supply.count(of: .bossArena) > counts.arena {
            counts.arena += 1
        } else if supply.count(of: .miniDungeon) > counts.mini {
            counts.mini += 1
        } else if supply.count(of: .legacyDungeon) > counts.legacy {
            counts.legacy += 1
        } else {
            throw .impossible(
                key: "structure.min_layers",
                reason: "\(settings.structure.minLayers) layers need more zones than the game has"
            )
        }
    }

    private static func arranged(
        _ counts: Counts,
        first: ZoneKind?,
        using random: inout SeededRandom
    ) -> [ZoneKind] {
        var counts = counts
        var slots = [ZoneKind?](repeating: nil, count: counts.total)
        if let first, !slots.isEmpty {
            slots[0] = first
            switch first {
            case .legacyDungeon: counts.legacy -= 1
            case .majorBoss: counts.major -= 1
            case .bossArena: counts.arena -= 1
            default: counts.mini -= 1
            }
        }
        // Legacy dungeons are the long parts: one in each stretch, so that they do not follow upon one another.
        for number in 0..<counts.legacy {
            let low = number * slots.count / counts.legacy
            let high = max(low, (number + 1) * slots.count / counts.legacy - 1)
            self.place(.legacyDungeon, in: low...high, of: &slots, using: &random)
        }
        for _ in 0..<counts.major {
            self.place(.majorBoss, in: slots.count / 2...slots.count - 1, of: &slots, using: &random)
        }
        let rest = Array(repeating: ZoneKind.miniDungeon, count: counts.mini)
        var others = random.shuffled(rest + Array(repeating: .bossArena, count: counts.arena))
        return [.start] + slots.map { $0 ?? others.removeLast() } + [.finalBoss]
    }

    /// Puts a layer at a random free place of the range, or, if there is none, at the last free place of all.
    private static func place(
        _ kind: ZoneKind,
        in range: ClosedRange<Int>,
        of slots: inout [ZoneKind?],
        using random: inout SeededRandom
    ) {
        let free = range.filter { slots[$0] == nil }
        if !free.isEmpty {
            slots[free[random.below(free.count)]] = kind
        } else if let last = slots.lastIndex(where: { $0 == nil }) {
            slots[last] = kind
        }
    }
}
