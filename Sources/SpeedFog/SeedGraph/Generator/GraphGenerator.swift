import SpeedFogProtocol

/// A seed as files hold it.
package struct GeneratedSeed: Sendable, Equatable {
    package let seed: UInt64
    package let totalLayers: Int
    package let totalNodes: Int
    /// graph.json, byte for byte the same for the same settings and seed.
    package let graphJSON: [UInt8]
    package let spoilerLog: String
}

/// Makes seeds from a pool's settings, from nothing but its arguments.
package struct GraphGenerator: Sendable {
    package static let maximumSeed: UInt64 = 9_007_199_254_740_991
    /// Plans tried before the weights that ways may differ in are called impossible.
    private static let attempts: UInt64 = 64

    private let catalogue: ZoneCatalogue

    package init(catalogue: ZoneCatalogue = .standard) {
        self.catalogue = catalogue
    }

    package func generate(settings: GeneratorSettings, seed: UInt64) throws(GeneratorError) -> GeneratedSeed {
        guard seed <= Self.maximumSeed else {
            // Beyond this, readers that keep numbers as doubles would see another seed.
            throw .outOfRange(key: "seed", value: "\(seed)", allowed: "from 0 to \(Self.maximumSeed)")
        }
        try settings.validate(against: self.catalogue)
        var narrowest = Int.max
        for attempt in 0..<Self.attempts {
            var mixer = SplitMix64(state: seed &+ attempt &* 0x2545_F491_4F6C_DD1D)
            var random = SeededRandom(seed: mixer.next())
            let plan = try SeedPlan.draw(settings, catalogue: self.catalogue, using: &random)
            narrowest = min(narrowest, plan.spread)
            guard plan.spread <= settings.budget.tolerance else { continue }
            return try self.written(plan, settings: settings, seed: seed, using: &random)
        }
        throw .impossible(
            key: "budget.tolerance",
            reason:
                "ways to the final boss differ by \(narrowest) in weight at least, more than \(settings.budget.tolerance)"
        )
    }

    private func written(
        _ plan: SeedPlan,
        settings: GeneratorSettings,
        seed: UInt64,
        using random: inout SeededRandom
    ) throws(GeneratorError) -> GeneratedSeed {
        let flags = try SeedFlags(plan)
        let bosses =
            settings.enemy.randomizeBosses
            ? BossShuffle.draw(plan, lockFinal: settings.enemy.lockFinalBoss, using: &random) : [:]
        let gifts = CarePackageTable.draw(settings.carePackage, using: &random)
        let document = GraphDocument(
            seed: seed,
            settings: settings,
            plan: plan,
            flags: flags,
            bosses: bosses,
            gifts: gifts
        )
        return GeneratedSeed(
            seed: seed,
            totalLayers: plan.layers,
            totalNodes: plan.nodes.count,
            graphJSON: Array(document.json.encoded().utf8),
            spoilerLog: document.spoilerLog
        )
    }
}
