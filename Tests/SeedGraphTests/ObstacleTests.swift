import SeedGraph
import Testing

/// What keeps everybody from finishing a seed.
@Suite struct ObstacleTests {
    private static let ways =
        #"{"from":"a","to":"b"},{"from":"a","to":"c"},{"from":"b","to":"z"},{"from":"c","to":"z"}"#

    private func graph(edges: String = ways, _ members: String) throws -> Graph {
        let nodes = #"""
            "a":{"type":"start","layer":0},"b":{"type":"boss_arena","layer":1},"c":{"type":"boss_arena","layer":1},
            "z":{"type":"final_boss","layer":2}
            """#
        return try .sample(#"{"total_layers":3,"nodes":{\#(nodes)},"edges":[\#(edges)]\#(members)}"#)
    }

    @Test func `a seed as generators make it has none`() throws {
        let generated = try GraphGenerator().generate(settings: GeneratorSettings(), seed: 4)

        #expect(try SampleGraph.new.graph.obstacles == [])
        #expect(try Graph.chapel().obstacles == [])
        #expect(try Graph(json: generated.graphJSON, source: "generated").obstacles == [])
    }

    @Test func `a graph of old has no flags at all`() throws {
        #expect(try SampleGraph.old.graph.obstacles == [.noGateFlags, .noFinishFlag])
    }

    @Test(arguments: [
        ("", [Graph.Obstacle.noGateFlags, .noFinishFlag]),
        (#","event_map":{},"finish_event":9"#, [.noGateFlags]),
        (#","event_map":{"5":"nowhere"},"finish_event":9"#, [.noGateFlags]),
        (#","event_map":{"5":"b","6":"z"}"#, [.noFinishFlag]),
        (#","event_map":{"5":"b","6":"z"},"finish_event":0"#, [.noFinishFlag]),
        (#","event_map":{"5":"b","6":"z"},"finish_event":9"#, []),
        (#","event_map":{"5":"b"},"finish_event":9"#, [.silentPlace("c")]),
        (#","event_map":{"6":"z"},"finish_event":9"#, [.silentPlace("b")]),
    ])
    func `flags that are missing stand in the way`(members: String, obstacles: [Graph.Obstacle]) throws {
        #expect(try self.graph(members).obstacles == obstacles)
    }

    @Test(arguments: [
        "", #"{"from":"a","to":"b"}"#, #"{"from":"b","to":"z"},{"from":"c","to":"z"}"#,
        // An edge is a way forward.
        #"{"from":"a","to":"b"},{"from":"z","to":"b"}"#,
    ])
    func `an end that no way leads to is never reached`(edges: String) throws {
        let graph = try self.graph(edges: edges, #","event_map":{"5":"b","6":"z"},"finish_event":9"#)

        #expect(graph.obstacles == [.noWayToTheEnd])
    }

    @Test func `without a final boss the deepest place is the end`() throws {
        let flags = #""event_map":{"5":"b","6":"c"},"finish_event":9"#
        let nodes = #""a":{"type":"start","layer":0},"b":{"layer":1},"c":{"layer":2}"#

        let open = try Graph.sample(
            #"{"nodes":{\#(nodes)},"edges":[{"from":"a","to":"b"},{"from":"b","to":"c"}],\#(flags)}"#
        )
        let shut = try Graph.sample(#"{"nodes":{\#(nodes)},"edges":[{"from":"a","to":"b"}],\#(flags)}"#)

        #expect(open.ends == ["c"])
        #expect(open.obstacles == [])
        #expect(shut.obstacles == [.noWayToTheEnd])
    }

    @Test func `each is told in words`() {
        let all: [Graph.Obstacle] = [.noGateFlags, .noFinishFlag, .noWayToTheEnd, .silentPlace("cave_1")]

        #expect(Set(all.map(\.description)).count == all.count)
        #expect(all[0].description.contains("event_map"))
        #expect(all[1].description.contains("finish_event"))
        #expect(all[3].description.contains("cave_1"))
    }
}
