import Foundation
import SeedGraph
import SpeedFogProtocol
import Testing

@Suite struct GraphTests {
    @Test func `everything the server needs is read`() throws {
        let graph = try Graph.chapel()

        #expect(graph.warnings == [])
        #expect(graph.version == "4.2")
        #expect(graph.seed == 77)
        #expect(graph.totalLayers == 3)
        #expect(graph.totalNodes == 4)
        #expect(graph.totalPaths == 2)
        #expect(graph.nodeOrder == ["start_a1b2", "cave_c3d4", "keep_e5f6", "boss_0708"])
        #expect(graph.startNode == "start_a1b2")
        #expect(graph.eventIDs == [1_040_292_800, 1_040_292_801, 1_040_292_802, 1_040_292_803, 1_040_292_804])
        #expect(graph.finishEvent == 1_040_292_804)
        #expect(graph.node(forFlag: 1_040_292_802) == "boss_0708")
        #expect(graph.node(forFlag: 1_040_292_804) == nil)
        #expect(graph.spawnItems == [SpawnItem(id: 10_100, quantity: 1)])
        #expect(graph.deathFlags == ["cave_c3d4": [1, 2, 3]])
        #expect(graph.rawJSON == Graph.chapelJSON)
    }

    @Test func `a node is read whole`() throws {
        let node = try #require(try Graph.chapel().nodes["cave_c3d4"])

        #expect(node.type == .miniDungeon)
        #expect(node.displayName == "Limgrave - Damp Cave")
        #expect(node.zones == ["cave_x"])
        #expect(node.layer == 1)
        #expect(node.tier == 4)
        #expect(node.originalTier == 1)
        #expect(node.weight == 3)
        #expect(node.exits.map(\.to) == ["boss_0708"])
        #expect(node.entrances.map(\.from) == ["start_a1b2"])
    }

    @Test func `neighbours are known in both directions`() throws {
        let graph = try Graph.chapel()

        #expect(graph.successors(of: "start_a1b2") == ["cave_c3d4", "keep_e5f6"])
        #expect(graph.predecessors(of: "boss_0708") == ["cave_c3d4", "keep_e5f6"])
        #expect(graph.neighbours(of: "cave_c3d4") == ["start_a1b2", "boss_0708"])
        #expect(graph.neighbours(of: "nowhere") == [])
        #expect(graph.layer(of: "nowhere") == 0)
        #expect(graph.tier(of: "nowhere") == nil)
    }

    @Test func `a zone may be part of several nodes`() throws {
        let graph = try Graph.chapel()

        #expect(graph.nodes(containingZone: "keep_y") == ["keep_e5f6", "boss_0708"])
        #expect(graph.nodes(containingZone: "nowhere") == [])
    }

    @Test func `an old graph has no flags`() throws {
        let graph = try SampleGraph.old.graph

        #expect(graph.version == "3.0")
        #expect(graph.nodes.count == 16)
        #expect(graph.edges.count == 17)
        #expect(graph.totalLayers == 13)
        #expect(graph.totalPaths == 4)
        #expect(graph.startNode == "chapel_start_4f96")
        #expect(graph.eventIDs == [])
        #expect(graph.finishEvent == nil)
        #expect(graph.nodes.values.allSatisfy { $0.exits.isEmpty && $0.type != nil })
        #expect(graph.warnings == [])
    }

    @Test func `a new graph has them all`() throws {
        let graph = try SampleGraph.new.graph

        #expect(graph.version == "4.4")
        #expect(graph.nodes.count == 75)
        #expect(graph.edges.count == 93)
        #expect(graph.totalLayers == 30)
        #expect(graph.totalNodes == 75)
        #expect(graph.totalPaths == nil)
        #expect(graph.eventIDs.count == 94)
        #expect(graph.eventIDs.last == graph.finishEvent)
        #expect(graph.eventIDs == graph.eventIDs.sorted())
        #expect(graph.deathFlags.count == 74)
        #expect(graph.itemsSpawnedFlag == 1_050_290_000)
        #expect(graph.nodes.values.map(\.exits.count).reduce(0, +) == 93)
        #expect(graph.edges.allSatisfy { graph.layer(of: $0.to) == graph.layer(of: $0.from) + 1 })
        #expect(graph.warnings == [])
    }

    @Test func `without an event map the mod watches nothing, though the finish is known`() throws {
        let graph = try Graph.sample(#"{"total_layers":1,"nodes":{"a":{"type":"start","layer":0}},"finish_event":5}"#)

        #expect(graph.eventIDs == [])
        #expect(graph.finishEvent == 5)
    }

    @Test func `a finish inside the event map is not watched twice`() throws {
        let graph = try Graph.sample(
            #"{"total_layers":1,"nodes":{"a":{"type":"start","layer":0}},"event_map":{"9":"a","5":"a"},"finish_event":5}"#
        )

        #expect(graph.eventIDs == [5, 9])
    }

    @Test(
        arguments: [
            ("", GraphError.Reason.notJSON(offset: 0)), ("{\"nodes\":", .notJSON(offset: 9)), ("[]", .notObject),
            ("null", .notObject), ("{}", .noNodes), (#"{"nodes":[]}"#, .noNodes),
            (#"{"nodes":{"a":7,"":{}}}"#, .noNodes),
            (String(repeating: "[", count: 100_000), .tooDeep),
        ])
    func `a broken file is refused by name`(json: String, reason: GraphError.Reason) {
        let expected = GraphError(file: "sample.json", reason: reason)

        #expect(throws: expected) { try Graph.sample(json) }
        #expect(expected.description.hasPrefix("sample.json: the "))
    }

    @Test func `too large a file and too many nodes are refused`() {
        let bytes = [UInt8](repeating: 0x20, count: Graph.maxBytes + 1)
        let nodes = (0...Graph.maxNodes).map { #""n\#($0)":{}"# }.joined(separator: ",")

        #expect(throws: GraphError(file: "big", reason: .tooLarge(bytes: bytes.count))) {
            try Graph(json: bytes, source: "big")
        }
        #expect(throws: GraphError(file: "sample.json", reason: .tooManyNodes(Graph.maxNodes + 1))) {
            try Graph.sample(#"{"nodes":{\#(nodes)}}"#)
        }
    }
}
