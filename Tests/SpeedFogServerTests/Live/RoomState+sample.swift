import struct RaceRules.RaceID
import SeedGraph
import SpeedFogProtocol
import Vocabulary

@testable import SpeedFogServer

/// A seed of three layers with flags: start, two ways, one boss.
enum SampleSeed {
    static let cave = 9_000_000
    static let keep = 9_000_001
    static let bossFromCave = 9_000_002
    static let bossFromKeep = 9_000_003
    static let finish = 9_000_004

    static let json = """
        {"version":"4.2","seed":77,"total_layers":3,"total_nodes":4,"total_paths":2,
         "nodes":{
          "start_a1b2":{"type":"start","display_name":"Quiet Chapel","zones":["chapel_x"],"layer":0,"tier":1,"weight":1,
             "exits":[{"fog_id":"g1","text":"behind the altar","from":"chapel_x","to":"cave_c3d4"},
                      {"fog_id":"g2","text":"cliff door","from":"chapel_yard","from_text":"Region - Chapel Yard","to":"keep_e5f6"}]},
          "cave_c3d4":{"type":"mini_dungeon","display_name":"Damp Cave","zones":["cave_x"],"layer":1,"tier":4,"original_tier":1,"weight":3,
             "exits":[{"fog_id":"g3","text":"boss exit","from":"cave_x","to":"boss_0708"}]},
          "keep_e5f6":{"type":"legacy_dungeon","display_name":"Old Keep","zones":["keep_x"],"layer":1,"tier":5,"weight":9,
             "exits":[{"fog_id":"g4","text":"throne gate","from":"keep_x","to":"boss_0708"}]},
          "boss_0708":{"type":"final_boss","display_name":"Throne - Last King","zones":["throne_x"],"layer":2,"tier":9,"weight":2,"exits":[]}},
         "edges":[{"from":"start_a1b2","to":"cave_c3d4"},{"from":"start_a1b2","to":"keep_e5f6"},
                  {"from":"cave_c3d4","to":"boss_0708"},{"from":"keep_e5f6","to":"boss_0708"}],
         "event_map":{"9000000":"cave_c3d4","9000001":"keep_e5f6","9000002":"boss_0708","9000003":"boss_0708"},
         "finish_event":9000004,
         "care_package":[{"type":4,"id":10100,"name":"Some Ash of War"}]}
        """

    static func graph() throws -> Graph { try Graph(json: Array(Self.json.utf8), source: "sample") }
}

extension Identifier {
    /// Ids that a reader of a failure can tell apart.
    static func sample(_ number: Int) -> Self {
        let digits = String(number)
        return Self("00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits) ?? Self()
    }
}

extension Moment: ExpressibleByIntegerLiteral {
    /// Milliseconds since 1970.
    public init(integerLiteral value: Int64) { self.init(rawValue: value) }
}

extension RoomState {
    static let raceID = RaceID.sample(1)
    static let organizer = UserID.sample(2)

    /// A race with runs 11, 12, ... of users 101, 102, ...
    static func sample(runs: Int = 2, status: RaceStatus = .running) throws -> RoomState {
        var state = RoomState(
            race: RoomRace(
                id: Self.raceID,
                name: "Dawn",
                organizer: Self.organizer,
                casters: [],
                status: .setup,
                startedAt: nil,
                seedsReleasedAt: 500
            ),
            seed: RoomSeed(number: "0a1b2c3d4e5f", graph: try SampleSeed.graph()),
            runs: (1...max(runs, 1)).map { number in
                Run(
                    id: .sample(10 + number),
                    runner: Runner(id: .sample(100 + number), username: "runner\(number)", displayName: nil),
                    colorIndex: number
                )
            }
        )
        if status != .setup { state.started(at: 1_000) }
        return state
    }

    /// Makes run `number` play: ready, then a first clock.
    mutating func play(_ number: Int, igtMs: Int = 1_000, at now: Moment = 2_000) {
        _ = self.receive(.ready, from: .sample(10 + number), at: now)
        _ = self.receive(.statusUpdate(igtMs: igtMs, deathCount: 0), from: .sample(10 + number), at: now)
    }

    mutating func flag(_ flag: Int, _ igtMs: Int, run number: Int, at now: Moment = 3_000) -> Outcome {
        self.receive(.eventFlag(flagID: flag, igtMs: igtMs), from: .sample(10 + number), at: now)
    }
}
