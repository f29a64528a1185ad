import Foundation
import SeedGraph
import SpeedFogProtocol
import Testing

@Suite struct VisibilityTests {
    @Test func `known nodes are whole, their neighbours are places without names`() throws {
        let revealed = try Graph.chapel().revealed(discovered: ["start_a1b2", "cave_c3d4"])

        #expect(revealed.discovered == ["start_a1b2", "cave_c3d4"])
        #expect(revealed.stubs == ["keep_e5f6", "boss_0708"])
        #expect(
            revealed.json.text
                == #"{"version":"4.2","total_layers":3,"nodes":{"#
                + #""start_a1b2":{"type":"start","display_name":"Quiet Chapel","zones":["chapel_x","chapel_yard"],"layer":0,"tier":1,"weight":1,"#
                + #""exits":[{"fog_id":"g1","text":"behind the altar","from":"chapel_x","to":"cave_c3d4","to_name":"Limgrave - Damp Cave"},"#
                + #"{"fog_id":"g2","text":"cliff door","from":"chapel_yard","from_text":"Region - Chapel Yard","to":"keep_e5f6","to_name":"???"}]},"#
                + #""cave_c3d4":{"type":"mini_dungeon","display_name":"Limgrave - Damp Cave","zones":["cave_x"],"layer":1,"tier":4,"original_tier":1,"weight":3,"#
                + #""entrances":[{"text":"cave mouth","from":"start_a1b2","to":"cave_x","to_text":"Mouth","from_name":"Quiet Chapel"}],"#
                + #""exits":[{"fog_id":"g3","text":"boss exit","from":"cave_x","to":"boss_0708","to_name":"???"}]},"#
                + #""keep_e5f6":{"layer":1},"boss_0708":{"layer":2}},"#
                + #""edges":[{"from":"start_a1b2","to":"cave_c3d4"},{"from":"start_a1b2","to":"keep_e5f6"},{"from":"cave_c3d4","to":"boss_0708"}]}"#
        )
    }

    @Test func `the far side of an entrance is told only by who was there`() throws {
        let revealed = try Graph.chapel().revealed(discovered: ["boss_0708", "keep_e5f6"]).json.text

        #expect(revealed.contains(#"{"from":"cave_c3d4","to":"throne_x","from_name":"???"}"#))
        #expect(revealed.contains(#"{"text":"right gate","from":"keep_e5f6","to":"throne_x","from_name":"Old Keep"}"#))
        #expect(!revealed.contains("left gate"))
    }

    @Test func `who knows nothing sees nothing`() throws {
        let revealed = try Graph.chapel().revealed(discovered: ["nowhere"])

        #expect(revealed.json.text == #"{"version":"4.2","total_layers":3,"nodes":{},"edges":[]}"#)
    }

    @Test func `an exit to a node no edge leads to does not give its id away`() throws {
        let graph = try Graph.sample(
            #"{"total_layers":1,"nodes":{"a":{"layer":1,"exits":[{"text":"t","to":"secret"}]},"secret":{"layer":0}}}"#
        )

        #expect(!graph.revealed(discovered: ["a"]).json.text.contains("secret"))
    }

    @Test(arguments: SampleGraph.allCases)
    func `a real graph never tells more than the names of what was seen`(sample: SampleGraph) throws {
        let graph = try sample.graph
        for id in graph.nodeOrder {
            let revealed = graph.revealed(discovered: [id])
            let data = Data(revealed.json.text.utf8)
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let nodes = try #require(object["nodes"] as? [String: [String: Any]])

            #expect(Set(object.keys) == ["version", "total_layers", "nodes", "edges"])
            #expect(Set(nodes.keys) == Set([id] + graph.neighbours(of: id)))
            for (other, fields) in nodes where other != id { #expect(Set(fields.keys) == ["layer"]) }
            #expect(revealed.edges.allSatisfy { $0.from == id || $0.to == id })
            #expect(throws: Never.self) { try Graph.sample(revealed.json.text) }
        }
    }

    @Test func `who knows everything sees every node whole`() throws {
        let graph = try SampleGraph.new.graph
        let revealed = try Graph.sample(graph.revealed(discovered: Set(graph.nodeOrder)).json.text)

        #expect(revealed.nodeOrder == graph.nodeOrder)
        #expect(revealed.edges == graph.edges)
        #expect(revealed.nodes.mapValues(\.exits) == graph.nodes.mapValues(\.exits))
        #expect(MapLayout(revealed) == MapLayout(graph))
    }
}
