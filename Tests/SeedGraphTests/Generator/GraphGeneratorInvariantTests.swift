import Testing

@testable import SeedGraph

@Suite struct GraphGeneratorInvariantTests {
    struct Pool: CustomTestStringConvertible, Sendable {
        let name: String
        let settings: GeneratorSettings
        var testDescription: String { self.name }
    }

    static let pools = [
        Pool(name: "standard", settings: .standard), Pool(name: "sprint", settings: .sprint),
        Pool(name: "hardcore", settings: .hardcore), Pool(name: "boss_shuffle", settings: .bossShuffle),
    ]

    @Test(arguments: Self.pools)
    func `five hundred seeds of each pool hold every invariant`(pool: Pool) throws {
        for seed in 0..<500 as Range<UInt64> {
            let graph = try GeneratedGraph(GraphGenerator().generate(settings: pool.settings, seed: seed))
            let comment = Comment(rawValue: "seed \(seed)")
            #expect(self.shapeProblems(graph) == [], comment)
            #expect(self.flagProblems(graph) == [], comment)
            #expect(self.settingsProblems(graph, pool.settings) == [], comment)
        }
    }

    private func shapeProblems(_ graph: GeneratedGraph) -> [String] {
        var problems: [String] = []
        func check(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }
        let starts = graph.nodes.filter { $0.value.type == "start" }
        let finals = graph.nodes.filter { $0.value.type == "final_boss" }
        let last = graph.total_layers - 1
        check(starts.count == 1 && starts.first?.value.layer == 0, "not one start in layer 0")
        check(finals.count == 1 && finals.first?.value.layer == last, "not one final boss in the last layer")
        check(Set(graph.nodes.values.map(\.layer)) == Set(0...last), "a layer is empty")
        check(graph.total_nodes == graph.nodes.count, "total_nodes is wrong")
        for layer in 0...last {
            check(
                Set(graph.nodes.values.filter { $0.layer == layer }.map(\.type)).count == 1,
                "layer \(layer) mixes types"
            )
        }
        check(Set(graph.edges).count == graph.edges.count, "an edge is there twice")
        for edge in graph.edges {
            guard let from = graph.nodes[edge.from], let to = graph.nodes[edge.to] else {
                problems.append("an edge leads nowhere")
                continue
            }
            check(to.layer == from.layer + 1, "the edge \(edge) skips a layer")
        }
        for (id, node) in graph.nodes {
            check(node.exits.isEmpty == (node.type == "final_boss"), "\(id) is a dead end")
            check(node.entrances.isEmpty == (node.type == "start"), "\(id) can't be reached")
            check(Set(node.exits.map(\.to)).count == node.exits.count, "\(id) has two exits to one node")
            check(Set(node.exits.map { $0.from + $0.fog_id }).count == node.exits.count, "\(id) uses a gate twice")
            check(node.exits.allSatisfy { node.zones.contains($0.from) }, "\(id) has an exit from elsewhere")
            check(id.hasPrefix(node.zones[0] + "_"), "\(id) is not named after its zone")
        }
        let zones = graph.nodes.values.flatMap(\.zones)
        check(Set(zones).count == zones.count, "a zone is used twice")
        check(graph.total_zones == zones.count && Set(graph.area_tiers.keys) == Set(zones), "zones are miscounted")
        return problems
    }

    private func flagProblems(_ graph: GeneratedGraph) -> [String] {
        var problems: [String] = []
        func check(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }
        let exits = graph.nodes.values.reduce(0) { $0 + $1.exits.count }
        let entrances = graph.nodes.values.reduce(0) { $0 + $1.entrances.count }
        let count = graph.edges.count
        check(
            [exits, entrances, graph.connections.count, graph.event_map.count].allSatisfy { $0 == count },
            "counts differ"
        )
        let base = 1_050_294_000
        check(graph.connections.map(\.flag_id) == (base..<base + count).map { $0 }, "gate flags are not consecutive")
        for (edge, connection) in zip(graph.edges, graph.connections) {
            check(graph.event_map[String(connection.flag_id)] == edge.to, "a flag names the wrong node")
            check(graph.nodes[edge.from]?.zones.contains(connection.exit_area) == true, "an exit area is wrong")
            check(graph.nodes[edge.to]?.zones.contains(connection.entrance_area) == true, "an entrance area is wrong")
        }
        check(Set(graph.connections.map(\.exit_gate)).count == count, "a gate leads two ways")
        let final = graph.nodes.first { $0.value.type == "final_boss" }?.key
        check(graph.event_map[String(graph.final_node_flag)] == final, "final_node_flag is not the last gate")
        check(graph.finish_event == base + count, "finish_event does not follow the gates")
        check(graph.event_map[String(graph.finish_event)] == nil, "finish_event is a gate")
        let deaths = graph.death_flags.values.flatMap { $0 }.sorted()
        check(
            deaths == Array(graph.finish_event + 1..<graph.finish_event + 1 + 3 * (graph.nodes.count - 1)),
            "death flags"
        )
        check((deaths.last ?? 0) < base + 1000, "flags leave their page")
        return problems
    }

    private func settingsProblems(_ graph: GeneratedGraph, _ settings: GeneratorSettings) -> [String] {
        var problems: [String] = []
        func check(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }
        let structure = settings.structure
        let rows = (0..<graph.total_layers).map { layer in graph.nodes.values.filter { $0.layer == layer } }
        let kinds = rows.map { $0[0].type }
        check((structure.minLayers...structure.maxLayers).contains(graph.total_layers), "wrong number of layers")
        check(rows.allSatisfy { $0.count <= structure.maxParallelPaths }, "too many ways side by side")
        check(graph.nodes.values.allSatisfy { $0.exits.count <= structure.maxBranches }, "too many exits")
        check(rows[1].count > 1, "there is only one way from the start")
        check(kinds[1] == structure.firstLayerType?.rawValue, "the first layer is of another type")
        check(kinds.count { $0 == "legacy_dungeon" } >= settings.requirements.legacyDungeons, "too few legacy dungeons")
        check(kinds.count { $0 == "mini_dungeon" } >= settings.requirements.miniDungeons, "too few mini dungeons")
        let bosses = kinds.count { $0 == "boss_arena" || $0 == "major_boss" }
        check(bosses >= settings.requirements.bosses, "too few bosses")
        let tiers = rows.map { $0[0].tier }
        check(tiers == tiers.sorted() && tiers.first == 1 && tiers.last == structure.finalTier, "tiers do not rise")
        if settings.enemy.randomizeBosses {
            let shuffled = graph.nodes.values.filter { $0.boss_name != nil && $0.type != "final_boss" }
            check(
                shuffled.compactMap(\.boss_name).sorted() == shuffled.compactMap(\.randomized_boss).sorted(),
                "shuffled bosses are not the same bosses"
            )
        }
        return problems
    }
}
