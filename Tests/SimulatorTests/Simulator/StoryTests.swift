import Foundation
import SeedGraph
import Simulator
import SpeedFogProtocol
import Testing

/// The two real graphs.
enum SampleGraph: String, CaseIterable, Sendable {
    case small = "v3-13-layers"
    case large = "v4.4-generated"

    /// The small one is old and has no flags; its edges get them, in order.
    func load() throws -> Graph {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "SeedGraphTests/Graphs/\(self.rawValue).json")
        let bytes = Array(try Data(contentsOf: file))
        let graph = try Graph(json: bytes, source: self.rawValue)
        guard graph.eventMap.isEmpty, var root = try JSON(parsing: bytes).object else { return graph }
        let flags = graph.edges.enumerated().map { index, edge in
            JSONObject.Member(key: "\(9_000_000 + index)", value: .string(edge.to))
        }
        root.set("event_map", to: .object(JSONObject(flags)))
        root.set("finish_event", to: .integer(9_000_000 + flags.count))
        return try Graph(json: JSON.object(root).encoded().utf8, source: self.rawValue)
    }
}

@Suite struct StoryTests {
    @Test(arguments: SampleGraph.allCases)
    func `the same seed tells the same story`(sample: SampleGraph) throws {
        let graph = try sample.load()
        for player in 0..<4 {
            let once = try Story(graph: graph, seed: 7, player: player, of: 4)
            let again = try Story(graph: graph, seed: 7, player: player, of: 4)
            #expect(once == again)
            let other = try Story(graph: graph, seed: 8, player: player, of: 4)
            #expect(once != other)
        }
    }

    /// Pinned: whoever changes how stories are made sees it here, and a machine that computes differently shows itself.
    @Test func `a story is the same on every machine`() throws {
        let graph = try SampleGraph.small.load()
        let story = try Story(graph: graph, seed: 1, player: 0, of: 1)
        #expect(story.lengthMs == 2_266_137)
        #expect(story.gates == 14)
        #expect(story.deaths == 17)
    }

    @Test(arguments: SampleGraph.allCases, [2, 8])
    func `exactly one player gives up`(sample: SampleGraph, count: Int) throws {
        let graph = try sample.load()
        for seed in 0..<50 {
            let stories = try (0..<count).map {
                try Story(graph: graph, seed: UInt64(seed), player: $0, of: count)
            }
            #expect(stories.count { $0.isAbandoned } == 1)
        }
    }

    @Test func `one player alone goes to the end`() throws {
        let graph = try SampleGraph.small.load()
        for seed in 0..<50 {
            let story = try Story(graph: graph, seed: UInt64(seed), player: 0, of: 1)
            #expect(!story.isAbandoned)
        }
    }

    @Test(arguments: SampleGraph.allCases)
    func `players go where gates lead, and arrive`(sample: SampleGraph) throws {
        let graph = try sample.load()
        let flags = try GateFlags(of: graph)
        let doors = Set(graph.edges)
        let last = try #require(graph.nodes.values.first { $0.type == .finalBoss }?.id)
        for seed in 0..<200 {
            let story = try Story(graph: graph, seed: UInt64(seed), player: seed % 8, of: 1)
            let steps = zip(story.route, story.route.dropFirst())
            #expect(
                steps.allSatisfy { doors.contains(Edge(from: $0, to: $1)) || doors.contains(Edge(from: $1, to: $0)) }
            )
            #expect(story.route.last == last)
            #expect(story.beats.last?.kind == .finish(flag: flags.finish))
            #expect(zip(story.beats, story.beats.dropFirst()).allSatisfy { $0.igtMs <= $1.igtMs })
        }
    }

    @Test(arguments: SampleGraph.allCases)
    func `a run takes a believable time, and is believably deadly`(sample: SampleGraph) throws {
        let graph = try sample.load()
        let stories = try (0..<200).map {
            try Story(graph: graph, seed: UInt64($0), player: $0 % 8, of: 1)
        }
        // An hour for 25 layers.
        let minutes = stories.map { Double($0.lengthMs) / 60_000 / Double(graph.totalLayers) * 25 }.sorted()
        let mean = minutes.reduce(0, +) / 200
        #expect((54...66).contains(mean))
        #expect(minutes[20] > 46)
        #expect(minutes[180] < 74)
        #expect(minutes[0] > 38)
        #expect(minutes[199] < 92)
        let deaths = stories.map { Double($0.deaths) / Double(graph.totalLayers) * 25 }.sorted()
        let meanDeaths = deaths.reduce(0, +) / 200
        #expect((6...30).contains(meanDeaths))
        #expect(deaths[199] < 60)
    }

    @Test func `some turn back, players choose differently, bosses kill more than halls`() throws {
        let graph = try SampleGraph.large.load()
        let stories = try (0..<100).map {
            try Story(graph: graph, seed: UInt64($0 / 8), player: $0 % 8, of: 8)
        }
        let withReturns = stories.count { Set($0.route).count < $0.route.count }
        #expect((40...99).contains(withReturns))
        #expect(Set(stories[..<8].map(\.route)).count == 8)

        var deaths: [NodeType: Double] = [:]
        var stays: [NodeType: Double] = [:]
        for story in stories {
            var here = NodeType.start
            for beat in story.beats {
                if case .gate(_, let node) = beat.kind {
                    here = graph.nodes[node]?.type ?? .start
                    stays[here, default: 0] += 1
                }
                if beat.kind == .death { deaths[here, default: 0] += 1 }
            }
        }
        func rate(_ type: NodeType) -> Double { (deaths[type] ?? 0) / max(stays[type] ?? 0, 1) }
        #expect(rate(.bossArena) > rate(.miniDungeon))
        #expect(rate(.majorBoss) > rate(.miniDungeon))
        #expect(rate(.finalBoss) > rate(.bossArena))
    }

    @Test func `two crossings into one place are never taken for one`() throws {
        let graph = try SampleGraph.large.load()
        for seed in 0..<200 {
            let story = try Story(graph: graph, seed: UInt64(seed), player: 0, of: 1)
            var last: [String: Int] = [:]
            for beat in story.beats {
                guard case .gate(_, let node) = beat.kind else { continue }
                #expect(beat.igtMs - (last[node] ?? -5000) > 1000)
                last[node] = beat.igtMs
            }
        }
    }

    @Test(arguments: [
        ("", #""finish_event":2"#, [Graph.Obstacle.noGateFlags]),
        (#"{"from":"a","to":"b"}"#, #""event_map":{"1":"b"}"#, [.noFinishFlag]),
        ("", #""event_map":{"1":"b"},"finish_event":2"#, [.noWayToTheEnd]),
    ])
    func `a seed that nobody can finish has no story`(edge: String, flags: String, obstacles: [Graph.Obstacle]) throws {
        let nodes = #""a":{"type":"start","layer":0},"b":{"type":"final_boss","layer":1}"#
        let text = #"{"nodes":{\#(nodes)},"edges":[\#(edge)],\#(flags)}"#
        let graph = try Graph(json: text.utf8, source: "broken")

        let error = #expect(throws: UnfinishableSeed.self) { try Story(graph: graph, seed: 1, player: 0, of: 1) }

        let told = Set((error?.obstacles ?? []).map(\.description))
        #expect(told.isSuperset(of: obstacles.map(\.description)))
    }

    @Test func `players keep to places that a flag marks`() throws {
        let text = """
            {"nodes":{"a":{"type":"start","layer":0},"b":{"layer":1},"c":{"layer":1},"z":{"type":"final_boss","layer":2}},
             "edges":[{"from":"a","to":"b"},{"from":"a","to":"c"},{"from":"b","to":"z"},{"from":"c","to":"z"}],
             "event_map":{"1":"b","3":"z"},"finish_event":4}
            """
        let graph = try Graph(json: text.utf8, source: "half")
        for seed in 0..<50 {
            let story = try Story(graph: graph, seed: UInt64(seed), player: 0, of: 1)
            #expect(!story.route.contains("c") && story.route.last == "z")
        }
    }

    @Test func `a graph with a circle has an end`() throws {
        let text = """
            {"nodes":{"a":{"type":"start","layer":0},"b":{"layer":1},"c":{"layer":2},"z":{"type":"final_boss","layer":3}},
             "edges":[{"from":"a","to":"b"},{"from":"b","to":"c"},{"from":"c","to":"b"},{"from":"c","to":"a"},{"from":"c","to":"z"}],
             "event_map":{"1":"b","2":"c","3":"z"},"finish_event":4}
            """
        let graph = try Graph(json: Array(text.utf8), source: "circle")
        for seed in 0..<50 {
            let story = try Story(graph: graph, seed: UInt64(seed), player: 0, of: 1)
            #expect(story.route.last == "z")
        }
    }
}
