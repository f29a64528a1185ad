package import RaceRules
import SeedGraph

/// A seed of four layers: start, two ways, two halls, one boss.
package enum SampleSeed {
    /// Flags of the gates, by where they lead.
    package static let cave = 9_000_000
    /// As `cave`.
    package static let keep = 9_000_001
    /// As `cave`.
    package static let hallFromCave = 9_000_002
    /// As `cave`.
    package static let hallFromKeep = 9_000_003
    /// As `cave`.
    package static let crypt = 9_000_004
    /// As `cave`.
    package static let bossFromHall = 9_000_005
    /// As `cave`.
    package static let bossFromCrypt = 9_000_006
    /// As `cave`.
    package static let finish = 9_000_007

    /// The graph as its file.
    package static let json = """
        {"version":"4.2","seed":77,"total_layers":4,
         "nodes":{
          "start":{"type":"start","display_name":"Quiet Chapel","zones":["chapel_x"],"layer":0,"tier":1,"weight":1,
             "exits":[{"fog_id":"g1","text":"behind the altar","from":"chapel_x","to":"cave"},
                      {"fog_id":"g2","text":"cliff door","from":"chapel_x","to":"keep"}]},
          "cave":{"type":"mini_dungeon","display_name":"Damp Cave","zones":["cave_x"],"layer":1,"tier":4,"weight":3,
             "entrances":[{"text":"cave mouth","from":"start","to":"cave_x"}],
             "exits":[{"fog_id":"g3","text":"boss exit","from":"cave_x","to":"hall"}]},
          "keep":{"type":"legacy_dungeon","display_name":"Old Keep","zones":["keep_x"],"layer":1,"tier":5,"weight":9,
             "exits":[{"fog_id":"g4","text":"side gate","from":"keep_x","to":"hall"},
                      {"fog_id":"g5","text":"stairs","from":"keep_x","to":"crypt"}]},
          "hall":{"type":"boss_arena","display_name":"Long Hall","zones":["hall_x"],"layer":2,"tier":7,"weight":2,
             "entrances":[{"text":"left gate","from":"cave","to":"hall_x"},{"text":"right gate","from":"keep","to":"hall_x"}],
             "exits":[{"fog_id":"g6","text":"throne gate","from":"hall_x","to":"boss"}]},
          "crypt":{"type":"mini_dungeon","display_name":"Cold Crypt","zones":["crypt_x"],"layer":2,"tier":8,"weight":2,
             "exits":[{"fog_id":"g7","text":"tomb","from":"crypt_x","to":"boss"}]},
          "boss":{"type":"final_boss","display_name":"Throne - Last King","zones":["throne_x"],"layer":3,"tier":9,"weight":2,"exits":[]}},
         "edges":[{"from":"start","to":"cave"},{"from":"start","to":"keep"},{"from":"cave","to":"hall"},
                  {"from":"keep","to":"hall"},{"from":"keep","to":"crypt"},{"from":"hall","to":"boss"},
                  {"from":"crypt","to":"boss"}],
         "event_map":{"9000000":"cave","9000001":"keep","9000002":"hall","9000003":"hall","9000004":"crypt",
                      "9000005":"boss","9000006":"boss"},
         "finish_event":9000007}
        """

    /// A seed on this graph; each number is another one.
    package static func seed(_ number: Int = 1) throws -> Seed {
        Seed(
            id: .sample(900 + number),
            number: "seed\(number)",
            pool: "standard",
            graph: try Graph(json: Array(Self.json.utf8), source: "sample")
        )
    }
}
