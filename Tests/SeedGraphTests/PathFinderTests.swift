import SeedGraph
import Testing

@Suite struct PathFinderTests {
    @Test func `a way may go against the edges`() throws {
        let finder = PathFinder(try .chapel())

        #expect(finder.path(from: "cave_c3d4", to: "keep_e5f6") == ["cave_c3d4", "start_a1b2", "keep_e5f6"])
        #expect(finder.path(from: "cave_c3d4", to: "cave_c3d4") == ["cave_c3d4"])
        #expect(finder.path(from: "cave_c3d4", to: "nowhere") == nil)
    }

    @Test func `gaps of a history are bridged, repeats and unknown nodes dropped`() throws {
        let finder = PathFinder(try .chapel())

        #expect(
            finder.route(through: ["start_a1b2", "start_a1b2", "?", "start_a1b2", "boss_0708", "keep_e5f6"])
                == ["start_a1b2", "cave_c3d4", "boss_0708", "keep_e5f6"]
        )
        #expect(finder.route(through: []) == [])
    }

    @Test func `visits that nothing connects follow each other`() throws {
        let finder = PathFinder(try .sample(layers: [["a"], ["b"]], edges: []))

        #expect(finder.route(through: ["a", "b"]) == ["a", "b"])
    }

    @Test(arguments: SampleGraph.allCases)
    func `from the start every node of a real graph is reached in as many steps as it has layers`(
        sample: SampleGraph
    ) throws {
        let graph = try sample.graph
        let start = try #require(graph.startNode)
        for id in graph.nodeOrder {
            #expect(PathFinder(graph).path(from: start, to: id)?.count == graph.layer(of: id) + 1)
        }
    }
}
