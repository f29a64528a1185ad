import Testing

@testable import SeedGraph

@Suite struct GraphGeneratorTests {
    /// FNV-1a: enough to notice a changed byte, and the same everywhere.
    private func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }

    static let golden: [(seed: UInt64, fingerprint: String)] = [
        (1, "f05a308757f893d1"), (2, "d8d3cc42c11e34a7"), (77, "8ced0a233a98faab"),
        (384_461_811, "9bcbff1bc57769cf"), (GraphGenerator.maximumSeed, "b8c0a8d2dc21f036"),
    ]

    @Test(arguments: Self.golden)
    func `a seed number gives the same bytes on every machine`(seed: UInt64, expected: String) throws {
        let generated = try GraphGenerator().generate(settings: .standard, seed: seed)

        #expect(self.fingerprint(generated.graphJSON) == expected)
    }

    @Test func `our own reader finds nothing odd in a generated graph`() throws {
        let generated = try GraphGenerator().generate(settings: .standard, seed: 42)

        let graph = try Graph(json: generated.graphJSON, source: "graph.json")

        #expect(graph.warnings == [])
        #expect(graph.totalLayers == generated.totalLayers)
        #expect(graph.nodes.count == generated.totalNodes)
    }

    @Test func `other seeds give other graphs`() throws {
        let graphs = try (0..<50).map { try GraphGenerator().generate(settings: .sprint, seed: $0).graphJSON }

        #expect(Set(graphs).count == 50)
    }

    @Test func `the spoiler log names every zone`() throws {
        let generated = try GraphGenerator().generate(settings: .standard, seed: 3)
        let graph = try GeneratedGraph(generated)

        #expect(graph.nodes.values.allSatisfy { generated.spoilerLog.contains($0.display_name) })
        #expect(generated.spoilerLog.contains("Care package"))
    }

    @Test func `probabilities decide how often ways split`() throws {
        func edges(_ split: Double) throws -> Int {
            var settings = GeneratorSettings.standard
            settings.structure.splitProbability = split
            settings.structure.maxParallelPaths = 5
            settings.structure.mergeProbability = 0.3
            settings.budget.tolerance = 200
            return try (0..<20).reduce(0) { sum, seed in
                sum + (try GeneratedGraph(GraphGenerator().generate(settings: settings, seed: seed)).nodes.count)
            }
        }

        #expect(try edges(0.9) > edges(0.05) + 100)
    }

    @Test func `without cross-links no two neighbouring ways touch unless they split or merge`() throws {
        var settings = GeneratorSettings.standard
        settings.structure.crosslinks = false
        settings.structure.splitProbability = 0
        settings.structure.mergeProbability = 0

        let graph = try GeneratedGraph(GraphGenerator().generate(settings: settings, seed: 5))
        let middle = graph.nodes.values.filter { (1..<graph.total_layers - 4).contains($0.layer) }

        #expect(middle.allSatisfy { $0.exits.count == 1 })
    }

    static let impossible: [(String, @Sendable (inout GeneratorSettings) -> Void)] = [
        ("structure.min_layers", { $0.structure.minLayers = 31 }),
        ("structure.min_layers", { $0.structure.minLayers = -1 }),
        ("structure.max_layers", { $0.requirements.bosses = 40 }),
        ("structure.max_parallel_paths", { $0.structure.maxParallelPaths = 0 }),
        ("structure.split_probability", { $0.structure.splitProbability = 1.5 }),
        ("structure.merge_probability", { $0.structure.mergeProbability = .nan }),
        ("structure.first_layer_type", { $0.structure.firstLayerType = .finalBoss }),
        ("structure.final_boss_candidates", { $0.structure.finalBossCandidates = ["nowhere"] }),
        ("structure.final_tier", { $0.structure.finalTier = 0 }),
        ("budget.tolerance", { $0.budget.tolerance = -1 }),
        (
            "requirements.legacy_dungeons",
            { settings in
                settings.structure.maxLayers = 150
                settings.requirements.legacyDungeons = 60
            }
        ),
        ("care_package.weapons", { $0.carePackage.counts["weapons"] = 1000 }),
        ("starting_items.jetpack", { $0.startingItems.keys = ["jetpack"] }),
    ]

    @Test(arguments: Self.impossible.indices)
    func `impossible settings are refused with the key to change`(index: Int) throws {
        var settings = GeneratorSettings.standard
        Self.impossible[index].1(&settings)

        let error = try #require(throws: GeneratorError.self) {
            try GraphGenerator().generate(settings: settings, seed: 1)
        }

        #expect(error.key == Self.impossible[index].0)
        #expect(error.description.contains(error.key))
    }

    @Test func `a seed beyond what doubles hold is refused`() {
        #expect(throws: GeneratorError.self) {
            try GraphGenerator().generate(settings: .standard, seed: GraphGenerator.maximumSeed + 1)
        }
    }

    @Test func `one way only is possible when asked for`() throws {
        var settings = GeneratorSettings.sprint
        settings.structure.maxParallelPaths = 1

        let graph = try GeneratedGraph(GraphGenerator().generate(settings: settings, seed: 9))

        #expect(graph.nodes.count == graph.total_layers)
    }
}
