import SeedGraph
import SpeedFogProtocol
import Testing

@Suite struct TolerantGraphTests {
    @Test func `a node may lack everything`() throws {
        let node = try #require(try Graph.sample(#"{"nodes":{"a":{}}}"#).nodes["a"])

        #expect(node.type == nil)
        #expect(node.displayName == "a")
        #expect(node.zones == [])
        #expect(node.layer == 0)
        #expect(node.tier == nil)
        #expect(node.weight == 1)
        #expect(node.exits == [])
    }

    @Test func `a node may have everything of a wrong type`() throws {
        let graph = try Graph.sample(
            #"""
            {"version":4,"seed":"x","total_layers":"3","total_nodes":-1,"total_paths":2.5,"event_map":[],"edges":{},
             "care_package":"none","finish_event":true,"death_flags":7,"start_node":5,
             "nodes":{"a":{"type":7,"display_name":[],"zones":"z","layer":"1","tier":true,"original_tier":{},"weight":"w",
              "exits":{"to":"a"},"entrances":5,"defeat_flag":"f","randomized_boss":9,"randomized_bosses":[1,"Dragon",null]}}}
            """#
        )
        let node = try #require(graph.nodes["a"])

        #expect(node.randomizedBosses == ["Dragon"])
        #expect(node.tier == nil)
        #expect(graph.totalLayers == 1)
        #expect(graph.declaredTotalLayers == 0)
        #expect(graph.startNode == "a")
        #expect(graph.finishEvent == nil)
        #expect(graph.totalNodes == nil)
        #expect(!graph.warnings.isEmpty)
    }

    @Test(arguments: [("-5", 0), ("2.0", 2), ("2.5", 0), ("99999", 1000), ("1e99", 0), ("true", 0)])
    func `a layer is a whole number from 0 to 1000`(literal: String, layer: Int) throws {
        let graph = try Graph.sample(#"{"nodes":{"a":{"type":"start","layer":\#(literal)}}}"#)

        #expect(graph.layer(of: "a") == layer)
        #expect(graph.totalLayers == layer + 1)
    }

    @Test(arguments: [
        "", #""total_layers":0,"#, #""total_layers":-3,"#, #""total_layers":null,"#, #""total_layers":5000,"#,
    ])
    func `a missing number of layers is worked out and warned of`(member: String) throws {
        let graph = try Graph.sample(#"{\#(member)"nodes":{"a":{"type":"start"},"b":{"type":"boss_arena","layer":4}}}"#)

        #expect(graph.totalLayers == 5)
        #expect(graph.declaredTotalLayers == 0)
        #expect(graph.warnings.contains { $0.hasPrefix("total_layers") })
    }

    @Test func `edges to nowhere, to themselves and twice are left out`() throws {
        let graph = try Graph.sample(layers: [["a"], ["b"]], edges: ["a>b", "a>x", "x>b", "a>a", "a>b"])

        #expect(graph.edges == [Edge(from: "a", to: "b")])
        #expect(graph.warnings.count == 3)
    }

    @Test func `exits are edges where the list lacks them`() throws {
        let nodes = #"""
            "a":{"type":"start","layer":0,"exits":[{"to":"b"},{"to":"c"}]},
            "b":{"layer":1,"exits":[{"to":"z"},{"to":"a"},{"to":"b"},{"to":"nowhere"}]},
            "c":{"layer":1,"exits":[{"to":"z"}]},"z":{"type":"final_boss","layer":2,"exits":[]}
            """#
        let edges = [("a", "b"), ("a", "c"), ("b", "z"), ("c", "z")].map { Edge(from: $0, to: $1) }

        let without = try Graph.sample(#"{"total_layers":3,"nodes":{\#(nodes)}}"#)
        let half = try Graph.sample(
            #"{"total_layers":3,"nodes":{\#(nodes)},"edges":[{"from":"b","to":"z"},{"from":"a","to":"b"}]}"#
        )

        #expect(without.edges == edges)
        #expect(without.successors(of: "a") == ["b", "c"])
        #expect(without.warnings.allSatisfy { !$0.contains("exit") && !$0.contains("circle") })
        #expect(Set(half.edges) == Set(edges))
        #expect(half.warnings.count { $0.contains("exit") } == 2)
    }

    @Test func `the edge that closes a circle is left out`() throws {
        let graph = try Graph.sample(layers: [["a"], ["b"], ["c"]], edges: ["a>b", "b>c", "c>a"])

        #expect(graph.edges == [Edge(from: "a", to: "b"), Edge(from: "b", to: "c")])
        #expect(graph.warnings == ["the edge from c to a closes a circle; it is left out"])
    }

    @Test func `a long chain of nodes does not exhaust the stack`() throws {
        let ids = (0..<Graph.maxNodes).map { "n\($0)" }
        let graph = try Graph.sample(layers: [ids], edges: zip(ids, ids.dropFirst()).map { "\($0)>\($1)" })

        #expect(graph.edges.count == Graph.maxNodes - 1)
    }

    @Test(arguments: [
        (#"{"nodes":{"a":{"layer":0},"b":{"type":"start","layer":2},"c":{"type":"start"}},"start_node":"a"}"#, "b"),
        (#"{"nodes":{"a":{"layer":0},"b":{"layer":2}},"start_node":"b"}"#, "b"),
        (#"{"nodes":{"a":{"layer":2},"b":{"layer":1},"c":{"layer":1}},"start_node":"x"}"#, "b"),
        (#"{"nodes":{"a":{"layer":0},"b":{"layer":1}},"edges":[{"from":"b","to":"a"}]}"#, "b"),
    ])
    func `the start is the node of that type, else the named one, else the lowest open one`(
        json: String,
        start: String
    ) throws {
        #expect(try Graph.sample(json).startNode == start)
    }

    @Test func `ids that are too long are left out`() throws {
        let long = String(repeating: "x", count: 201)
        let graph = try Graph.sample(#"{"nodes":{"a":{"type":"start"},"\#(long)":{}},"event_map":{"5":"\#(long)"}}"#)

        #expect(graph.nodeOrder == ["a"])
        #expect(graph.eventMap == [:])
        #expect(graph.warnings.allSatisfy { $0.count < 150 })
    }

    @Test func `flags that are none are left out`() throws {
        let graph = try Graph.sample(
            #"{"nodes":{"a":{"type":"start"}},"event_map":{"x":"a","-1":"a","4294967296":"a","7":"a","8":"z","9":3},"finish_event":0}"#
        )

        #expect(graph.eventMap == [7: "a"])
        #expect(graph.eventIDs == [7])
        #expect(graph.finishEvent == nil)
    }

    @Test func `warnings do not grow without bound`() throws {
        let edges = Array(repeating: "{}", count: 1000).joined(separator: ",")
        let graph = try Graph.sample(
            #"{"total_layers":1,"nodes":{"a":{"type":"start","layer":0}},"edges":[\#(edges)]}"#
        )

        #expect(graph.warnings.count == 101)
        #expect(graph.warnings.last == "… and 900 more")
    }

    @Test func `a byte order mark and broken text are tolerated`() throws {
        let bytes =
            [0xEF, 0xBB, 0xBF] + Array(#"{"nodes":{"a":{"type":"start","display_name":"x"#.utf8) + [0xFF]
            + Array("\"}}}".utf8)
        let graph = try Graph(json: bytes, source: "bom")

        #expect(graph.displayName(of: "a") == "x\u{FFFD}")
        #expect(graph.rawJSON.hasPrefix("{"))
    }
}
