/// One step of the ways through a seed: which zones of a layer lead to which of the next.
struct LayerWiring: Sendable, Equatable {
    /// For each zone of the next layer, the zones of this one that lead to it, from left to right.
    var parents: [[Int]]
    /// How many layers ago each of the next layer's ways last split or merged.
    var ages: [Int]

    /// What bounds a step.
    struct Limits: Sendable {
        /// Most zones in the next layer.
        var width: Int
        /// Fewest zones in the next layer, unless the width asks for fewer.
        var keep: Int
        /// Ways may still split.
        var maySplit: Bool
    }

    static func draw(
        ages: [Int],
        exits: [Int],
        limits: Limits,
        structure: GeneratorSettings.Structure,
        using random: inout SeededRandom
    ) -> LayerWiring {
        var wiring = Self.split(ages: ages, exits: exits, limits: limits, structure: structure, using: &random)
        wiring.merge(limits: limits, structure: structure, using: &random)
        if structure.crosslinks { wiring.crosslink(exits: exits, using: &random) }
        return wiring
    }

    private static func split(
        ages: [Int],
        exits: [Int],
        limits: Limits,
        structure: GeneratorSettings.Structure,
        using random: inout SeededRandom
    ) -> LayerWiring {
        let chance = GeneratorSettings.permille(structure.splitProbability)
        var spare = limits.width - ages.count
        var wiring = LayerWiring(parents: [], ages: [])
        for (node, age) in ages.enumerated() {
            var branches = 1
            while limits.maySplit, spare > 0, age >= structure.minBranchAge, branches < exits[node],
                random.chance(permille: chance)
            {
                branches += 1
                spare -= 1
            }
            for _ in 0..<branches {
                wiring.parents.append([node])
                wiring.ages.append(branches > 1 ? 0 : age + 1)
            }
        }
        return wiring
    }

    private mutating func merge(
        limits: Limits,
        structure: GeneratorSettings.Structure,
        using random: inout SeededRandom
    ) {
        let chance = GeneratorSettings.permille(structure.mergeProbability)
        var left = 0
        while left + 1 < self.parents.count {
            let old = min(self.ages[left], self.ages[left + 1]) > structure.minBranchAge
            if old, self.parents.count > limits.keep, random.chance(permille: chance) { self.join(left) }
            left += 1
        }
        while self.parents.count > max(1, limits.width) {
            self.join(random.below(self.parents.count - 1))
        }
    }

    private mutating func join(_ left: Int) {
        let right = self.parents.remove(at: left + 1)
        self.parents[left] += right.filter { !self.parents[left].contains($0) }
        self.ages.remove(at: left + 1)
        self.ages[left] = 0
    }

    /// Links neighbours across, where a zone has a gate to spare.
    private mutating func crosslink(exits: [Int], using random: inout SeededRandom) {
        for node in exits.indices {
            let children = self.parents.indices.filter { self.parents[$0].contains(node) }
            guard let first = children.first, let last = children.last, children.count < exits[node] else { continue }
            let child = random.chance(permille: 500) ? first - 1 : last + 1
            guard self.parents.indices.contains(child), random.chance(permille: 450) else { continue }
            self.parents[child].append(node)
            self.parents[child].sort()
        }
    }
}
