import Foundation
import RoomTesting
import SpeedFogProtocol
import Vocabulary

@testable import RaceRules

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
