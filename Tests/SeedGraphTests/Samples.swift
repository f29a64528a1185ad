import Foundation
import SeedGraph
import Testing

enum SampleGraph: String, CaseIterable, Sendable {
    case old = "v3-13-layers"
    case new = "v4.4-generated"

    var json: Data {
        get throws {
            let name = self.rawValue
            let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Graphs"))
            return try Data(contentsOf: url)
        }
    }

    var graph: Graph {
        get throws { try Graph(json: try self.json, source: self.rawValue) }
    }
}

extension Graph {
    /// A graph from JSON text.
    static func sample(_ json: String) throws -> Graph {
        try Graph(json: json.utf8, source: "sample.json")
    }

    /// A graph of bare nodes by layer: `["a"], ["b", "c"]`, with edges such as `"a>b"`.
    static func sample(layers: [[String]], edges: [String], type: String = "mini_dungeon") throws -> Graph {
        let nodes = layers.enumerated().flatMap { layer, ids in
            ids.map { #""\#($0)":{"type":"\#(layer == 0 ? "start" : type)","layer":\#(layer)}"# }
        }
        let pairs = edges.map { edge in
            let ends = edge.split(separator: ">")
            return #"{"from":"\#(ends[0])","to":"\#(ends[1])"}"#
        }
        return try Self.sample(
            #"{"total_layers":\#(layers.count),"nodes":{\#(nodes.joined(separator: ","))},"edges":[\#(pairs.joined(separator: ","))]}"#
        )
    }

    /// Four places with everything the server reads.
    static func chapel() throws -> Graph { try Self.sample(Self.chapelJSON) }

    static let chapelJSON = #"""
        {"version":"4.2","seed":77,"total_layers":3,"total_nodes":4,"total_paths":2,
         "nodes":{
          "start_a1b2":{"type":"start","display_name":"Quiet Chapel","zones":["chapel_x","chapel_yard"],"layer":0,"tier":1,"weight":1,
           "exits":[{"fog_id":"g1","text":"behind the altar","from":"chapel_x","to":"cave_c3d4"},
                    {"fog_id":"g2","text":"cliff door","from":"chapel_yard","from_text":"Region - Chapel Yard","to":"keep_e5f6"}]},
          "cave_c3d4":{"type":"mini_dungeon","display_name":"Limgrave - Damp Cave","zones":["cave_x"],"layer":1,"tier":4,"original_tier":1,"weight":3,
           "entrances":[{"text":"cave mouth","from":"start_a1b2","to":"cave_x","to_text":"Mouth"}],
           "exits":[{"fog_id":"g3","text":"boss exit","from":"cave_x","to":"boss_0708"}]},
          "keep_e5f6":{"type":"legacy_dungeon","display_name":"Old Keep","zones":["keep_x","keep_y"],"layer":1,"tier":5,"weight":9.5,
           "exits":[{"fog_id":"g4","text":"throne gate","from":"keep_y","to":"boss_0708"}]},
          "boss_0708":{"type":"final_boss","display_name":"Throne - Last King","zones":["throne_x","keep_y"],"layer":2,"tier":9,"weight":2,
           "randomized_boss":"Some Dragon","exits":[],
           "entrances":[{"text":"left gate","from":"cave_c3d4","to":"throne_x"},{"text":"right gate","from":"keep_e5f6","to":"throne_x"}]}},
         "edges":[{"from":"start_a1b2","to":"cave_c3d4"},{"from":"start_a1b2","to":"keep_e5f6"},
                  {"from":"cave_c3d4","to":"boss_0708"},{"from":"keep_e5f6","to":"boss_0708"}],
         "connections":[{"exit_area":"chapel_x","exit_gate":"m10","entrance_area":"cave_x","entrance_gate":"m31","flag_id":1040292800}],
         "area_tiers":{"throne_x":9},
         "event_map":{"1040292803":"boss_0708","1040292800":"cave_c3d4","1040292801":"keep_e5f6","1040292802":"boss_0708"},
         "finish_event":1040292804,
         "death_flags":{"cave_c3d4":[1,2,3],"nowhere":[4,5,6]},
         "care_package":[{"type":0,"id":1000000,"name":"Dagger"},{"type":4,"id":10100,"name":"Some Ash of War"},{"type":4,"id":0,"name":"None"}]}
        """#
}
