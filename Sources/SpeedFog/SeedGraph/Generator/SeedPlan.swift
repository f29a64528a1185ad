/// A seed before it is written: zones in layers, and the gates that join them.
struct SeedPlan: Sendable {
    /// One zone at its place.
    struct Node: Sendable {
        let zone: Zone
        let kind: ZoneKind
        let layer: Int
        let tier: Int
    }

    /// One fog gate that leads from one zone to one of the next layer.
    struct Link: Sendable {
        let from: Int
        let to: Int
        let exit: Zone.Gate
        let entrance: Zone.Gate
    }

    var nodes: [Node]
    var links: [Link]
    let layers: Int

    /// How much heavier the heaviest way to the end is than the lightest.
    var spread: Int {
        var lightest = [Int](repeating: 0, count: self.nodes.count)
        var heaviest = lightest
        var successors = [[Int]](repeating: [], count: self.nodes.count)
        for link in self.links { successors[link.from].append(link.to) }
        for node in self.nodes.indices.reversed() {
            let next = successors[node]
            let weight = self.nodes[node].zone.weight
            lightest[node] = weight + (next.map { lightest[$0] }.min() ?? 0)
            heaviest[node] = weight + (next.map { heaviest[$0] }.max() ?? 0)
        }
        return (heaviest.first ?? 0) - (lightest.first ?? 0)
    }
}

extension SeedPlan {
    /// Draws one plan; it honours everything but the weight that ways may differ in, which the caller judges.
    static func draw(
        _ settings: GeneratorSettings,
        catalogue: ZoneCatalogue,
        using random: inout SeededRandom
    ) throws(GeneratorError) -> SeedPlan {
        let final = self.finalZone(settings, catalogue: catalogue, using: &random)
        var supply = ZoneSupply(catalogue, dlc: settings.dlc, final: final, using: &random)
        let kinds = try LayerPlan.draw(settings, supply: supply, using: &random).kinds
        var plan = SeedPlan(nodes: [], links: [], layers: kinds.count)
        plan.nodes.append(Node(zone: catalogue.start, kind: .start, layer: 0, tier: 1))
        var row = [0]
        var ages = [settings.structure.minBranchAge]
        for layer in 1..<kinds.count {
            let exits = row.map { min(plan.nodes[$0].zone.exitCapacity, settings.structure.maxBranches) }
            let limits = self.limits(layer, kinds: kinds, supply: supply, structure: settings.structure)
            var structure = settings.structure
            // The first fork is what makes it a race of ways: it is not left to chance.
            if layer == 1 { structure.splitProbability = 1 }
            let wiring = LayerWiring.draw(
                ages: ages,
                exits: layer == 1 ? [min(exits[0], random.within(2...3))] : exits,
                limits: limits,
                structure: structure,
                using: &random
            )
            let zones =
                layer == kinds.count - 1
                ? [final] : supply.take(wiring.parents.count, of: kinds[layer], using: &random)
            let tier = self.tier(layer, of: kinds.count, final: settings.structure.finalTier)
            let next = zones.indices.map { plan.nodes.count + $0 }
            plan.nodes += zones.map { Node(zone: $0, kind: kinds[layer], layer: layer, tier: tier) }
            plan.link(row, next, wiring, using: &random)
            row = next
            ages = wiring.ages
        }
        return plan
    }

    private static func limits(
        _ layer: Int,
        kinds: [ZoneKind],
        supply: ZoneSupply,
        structure: GeneratorSettings.Structure
    ) -> LayerWiring.Limits {
        let last = kinds.count - 1
        guard layer < last else { return LayerWiring.Limits(width: 1, keep: 1, maySplit: false) }
        let later = kinds[(layer + 1)...].count { $0 == kinds[layer] }
        let available = supply.count(of: kinds[layer]) - later
        // The ways come together before the end: two zones lead to the final boss at most, three to those, and so on.
        let closing = last - layer + 1
        return LayerWiring.Limits(
            width: max(1, min(structure.maxParallelPaths, available, closing)),
            keep: closing > 3 ? 2 : 1,
            maySplit: closing > 4 || layer == 1
        )
    }

    private static func tier(_ layer: Int, of layers: Int, final: Int) -> Int {
        1 + ((final - 1) * layer * 2 + (layers - 1)) / (2 * (layers - 1))
    }

    private static func finalZone(
        _ settings: GeneratorSettings,
        catalogue: ZoneCatalogue,
        using random: inout SeededRandom
    ) -> Zone {
        let names = settings.structure.finalBossCandidates
        let any = names.isEmpty || names.contains("all")
        let candidates = catalogue.zones.filter {
            any ? $0.endsRuns && (settings.dlc || !$0.isDLC) : names.contains($0.id)
        }
        return candidates[random.below(candidates.count)]
    }

    /// Gives each link of a step a gate of its own on the way out; the way in is shared.
    private mutating func link(_ row: [Int], _ next: [Int], _ wiring: LayerWiring, using random: inout SeededRandom) {
        for (position, node) in row.enumerated() {
            var gates = random.shuffled(Array(self.nodes[node].zone.gates.dropFirst()))
            for (child, parents) in wiring.parents.enumerated() where parents.contains(position) {
                let entrance = self.nodes[next[child]].zone.gates[0]
                self.links.append(Link(from: node, to: next[child], exit: gates.removeLast(), entrance: entrance))
            }
        }
    }
}
