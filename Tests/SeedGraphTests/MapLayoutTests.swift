import SeedGraph
import Testing

@Suite struct MapLayoutTests {
    @Test func `a fork lies symmetrically around its ends`() throws {
        let layout = MapLayout(try .chapel())

        #expect(layout.nodes.map(\.id) == ["start_a1b2", "cave_c3d4", "keep_e5f6", "boss_0708"])
        #expect(layout.nodes.map(\.x) == [90, 190, 190, 290])
        #expect(layout.nodes.map(\.y) == [130, 90, 170, 130])
        #expect(layout.width == 380)
        #expect(layout.height == 260)
        #expect(layout.nodes.map(\.label) == ["Quiet Chapel", "Damp Cave", "Old Keep", "Last King"])
        #expect(layout.nodes.map(\.labelAbove) == [false, true, false, false])
        #expect(layout.nodes.map(\.radius) == [10, 5, 10, 10])
        #expect(layout.nodes.map(\.shape) == [.play, .disc, .target, .stop])
    }

    @Test func `columns follow their parents and then their children`() throws {
        let graph = try Graph.sample(
            layers: [["a"], ["b", "c", "d"], ["e", "f"], ["g"]],
            edges: ["a>b", "a>c", "a>d", "b>e", "c>e", "d>f", "e>g", "f>g"]
        )
        let layout = MapLayout(graph)
        let expected = [170, 90, 170, 250, 143 + 1.0 / 3, 223 + 1.0 / 3, 183 + 1.0 / 3]

        #expect(zip(layout.nodes.map(\.y), expected).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(layout.width == 480)
        #expect(abs(layout.height - 340) < 1e-9)
    }

    @Test func `nodes of a column are ordered by where their parents lie`() throws {
        let graph = try Graph.sample(layers: [["s"], ["p", "q"], ["x", "y"]], edges: ["s>p", "s>q", "p>y", "q>x"])
        let layout = MapLayout(graph)

        #expect(layout.nodes.map(\.id) == ["s", "p", "q", "x", "y"])
        #expect(layout.nodes.map(\.y) == [130, 90, 170, 170, 90])
        #expect(layout.nodes.filter(\.labelAbove).map(\.id) == ["p", "y"])
    }

    @Test(
        arguments: [
            (100, 0.4, [(0, 0), (100, 0.4)]), (100, 40, [(0, 0), (35, 0), (75, 40), (100, 40)]),
            (100, -40, [(0, 0), (35, 0), (75, -40), (100, -40)]), (100, 65, [(0, 0), (35, 0), (100, 65)]),
            (100, 80, [(0, 0), (20, 0), (100, 80)]), (100, 100, [(0, 0), (100, 100)]),
            (100, -140, [(0, 0), (100, -140)]),
            (-100, 40, [(0, 0), (-100, 40)]), (0, 80, [(0, 0), (0, 80)]),
        ] as [(Double, Double, [(Double, Double)])]
    )
    func `an edge is level, turns by 45 degrees and is level again`(
        dx: Double,
        dy: Double,
        expected: [(Double, Double)]
    ) {
        let line = MapLayout.line(from: .init(x: 0, y: 0), to: .init(x: dx, y: dy))

        #expect(line == expected.map { MapLayout.Point(x: $0.0, y: $0.1) })
    }

    @Test(arguments: [
        ("Flame Peak - Grave - Ancient Hero of Zamor", "Ancient Hero o…"), ("Fifteen letters", "Fifteen letters"),
        ("A-B", "A-B"), ("", ""), ("Region - ", ""),
    ])
    func `a label is the last part of a name, cut at 15 characters`(name: String, label: String) throws {
        let graph = try Graph.sample(#"{"nodes":{"a":{"type":"start","display_name":"\#(name)"}}}"#)

        #expect(MapLayout(graph).nodes.map(\.label) == [label])
    }

    @Test(arguments: [
        ("start", 10, MapLayout.Shape.play), ("final_boss", 10, .stop), ("legacy_dungeon", 10, .target),
        ("major_boss", 9, .diamond), ("boss_arena", 7, .ring), ("mini_dungeon", 5, .disc),
    ])
    func `a type has its radius and shape`(type: String, radius: Double, shape: MapLayout.Shape) throws {
        let node = try #require(MapLayout(try Graph.sample(#"{"nodes":{"a":{"type":"\#(type)"}}}"#)).nodes.first)

        #expect(node.radius == radius)
        #expect(node.shape == shape)
    }

    @Test func `a node of an unknown type is not on the map, nor are its edges`() throws {
        let graph = try Graph.sample(
            #"{"nodes":{"a":{"type":"start"},"b":{"type":"shop","layer":1}},"edges":[{"from":"a","to":"b"}]}"#
        )
        let layout = MapLayout(graph)

        #expect(layout.nodes.map(\.id) == ["a"])
        #expect(layout.edges == [])
        #expect(layout.width == 180)
        #expect(layout.height == 180)
    }

    @Test func `a map may be empty`() throws {
        let layout = MapLayout(try Graph.sample(#"{"nodes":{"a":{}}}"#))

        #expect(layout.nodes == [])
        #expect(layout.height == 180)
    }

    @Test(arguments: SampleGraph.allCases)
    func `a real graph keeps its distances and stays inside its frame`(sample: SampleGraph) throws {
        let graph = try sample.graph
        let layout = MapLayout(graph)

        #expect(layout == MapLayout(try sample.graph))
        #expect(layout.nodes.count == graph.nodes.count)
        #expect(layout.edges.count == graph.edges.count)
        #expect(layout.nodes.map(\.y).min() == 90)
        #expect(abs((layout.nodes.map(\.y).max() ?? 0) - (layout.height - 90)) < 1e-6)
        #expect(layout.width == 90 + Double(graph.totalLayers - 1) * 100 + 90)
        for column in Dictionary(grouping: layout.nodes, by: \.layer).values {
            let heights = column.map(\.y).sorted()
            #expect(zip(heights, heights.dropFirst()).allSatisfy { abs($1 - $0 - 80) < 1e-6 })
        }
        for edge in layout.edges {
            for (start, end) in zip(edge.points, edge.points.dropFirst()) where edge.points.count > 2 {
                #expect(abs(end.y - start.y) < 1e-6 || abs(abs(end.y - start.y) - (end.x - start.x)) < 1e-6)
            }
        }
    }
}
