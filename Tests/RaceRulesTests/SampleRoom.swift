import Foundation
import SeedGraph
import SpeedFogProtocol
import Vocabulary

@testable import RaceRules

/// A seed of four layers: start, two ways, two halls, one boss.
enum SampleSeed {
    static let cave = 9_000_000
    static let keep = 9_000_001
    static let hallFromCave = 9_000_002
    static let hallFromKeep = 9_000_003
    static let crypt = 9_000_004
    static let bossFromHall = 9_000_005
    static let bossFromCrypt = 9_000_006
    static let finish = 9_000_007

    static let json = """
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

    static func seed(_ number: Int = 1) throws -> Seed {
        Seed(
            id: .sample(900 + number),
            number: "seed\(number)",
            pool: "standard",
            graph: try Graph(json: Array(Self.json.utf8), source: "sample")
        )
    }
}

extension Identifier {
    /// Ids that a reader of a failure can tell apart.
    static func sample(_ number: Int) -> Self {
        let digits = String(number)
        let text = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return Self(text) ?? Self()
    }
}

extension Person {
    static func sample(_ number: Int) -> Person {
        Person(id: .sample(number), username: "runner\(number)", displayName: nil)
    }
}

extension Reading {
    /// Seconds after the room was made, by both clocks.
    static func at(_ seconds: Double) -> Reading {
        Reading(moment: Moment(rawValue: 1_000_000 + Int64(seconds * 1_000)), uptime: Int64(seconds * 1_000))
    }
}

extension RunID {
    static let first = RunID.sample(11)
    static let second = RunID.sample(12)
    static let third = RunID.sample(13)
}

extension UserID {
    static let organizer = UserID.sample(1)
    static let caster = UserID.sample(2)
    static let monitor = UserID.sample(3)
    static let stranger = UserID.sample(55)
}

/// A race whose events are kept, as a journal would.
struct SampleRoom {
    var state: RoomState
    var events: [RoomEvent]

    /// Runs 11, 12, ... of users 101, 102, ...; released and, unless in setup, started at second 0.
    init(runs: Int = 2, started: Bool = true, map: MapSetting = .live) throws {
        let made = RoomState.making(
            Making(kind: .race, organizer: .organizer, map: map),
            id: .sample(5),
            furnishing: Furnishing(name: "Dawn", seed: try SampleSeed.seed()),
            runs: [],
            at: .at(-60)
        )
        self.state = made.state
        self.events = made.outcome.events
        for number in 1...runs {
            try self.take { try $0.join(.sample(10 + number), person: .sample(100 + number), at: .at(-50)) }
        }
        try self.take { try $0.give(.caster, to: .sample(2), at: .at(-40)) }
        try self.take { try $0.give(.monitor, to: .sample(3), at: .at(-40)) }
        try self.take { try $0.release(at: .at(-30)) }
        if started { try self.take { try $0.start(at: .at(0)) } }
    }

    /// Does what `rule` does, and keeps its events.
    @discardableResult
    mutating func take(_ rule: (inout RoomState) throws -> Outcome) throws -> Outcome {
        let outcome = try rule(&self.state)
        self.events += outcome.events
        return outcome
    }

    @discardableResult
    mutating func say(_ message: ModMessage, _ run: RunID = .first, at seconds: Double) -> Outcome {
        let outcome = self.state.receive(message, from: run, at: .at(seconds))
        self.events += outcome.events
        return outcome
    }

    /// Makes a run play: its mod connects, is ready, and tells a first clock.
    mutating func play(_ run: RunID = .first, igtMs: Int = 1_000, at seconds: Double = 1) {
        _ = self.state.connected(run, by: .sample(1), at: .at(seconds))
        self.say(.ready, run, at: seconds)
        self.say(.statusUpdate(igtMs: igtMs, deathCount: 0), run, at: seconds)
    }

    @discardableResult
    mutating func flag(_ flag: Int, _ igtMs: Int?, _ run: RunID = .first, at seconds: Double = 3) -> Outcome {
        self.say(.eventFlag(flagID: flag, igtMs: igtMs), run, at: seconds)
    }

    /// Crosses the whole way through the cave and finishes.
    mutating func arrive(_ run: RunID = .first, igtMs: Int, at seconds: Double = 4) {
        self.flag(SampleSeed.cave, igtMs - 3_000, run, at: seconds)
        self.flag(SampleSeed.hallFromCave, igtMs - 2_000, run, at: seconds)
        self.flag(SampleSeed.bossFromHall, igtMs - 1_000, run, at: seconds)
        self.flag(SampleSeed.finish, igtMs, run, at: seconds)
    }

    subscript(run: RunID) -> Run { self.state.runs[run] ?? Run(id: run, user: .stranger, color: 0) }
}

extension Outcome {
    /// Short names of what was written down.
    var kinds: [String] {
        self.events.map { event in
            switch event.happening {
            case .ran(_, let happened): String(describing: happened).prefix { $0 != "(" }.description
            default: String(describing: event.happening).prefix { $0 != "(" }.description
            }
        }
    }
}

extension ConnectionID {
    static func sample(_ number: UInt64) -> ConnectionID { ConnectionID(rawValue: number) }
}
