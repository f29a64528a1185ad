import NIOCore
import struct RaceRules.RunID
import SeedGraph
import SpeedFogProtocol
import Testing
import Vocabulary
import WebServer

@testable import SpeedFogServer

@Suite struct RoomStateTests {
    private let first = RunID.sample(11)
    private let second = RunID.sample(12)

    @Test func `ready is told once`() throws {
        var state = try RoomState.sample(status: .setup)

        let once = state.receive(.ready, from: self.first, at: 1)
        let twice = state.receive(.ready, from: self.first, at: 2)

        #expect(once.events.map(\.kind) == [.ready])
        #expect(once.told == [.leaderboard])
        #expect(twice == Outcome())
        #expect(state.runs[self.first]?.status == .ready)
    }

    @Test func `nothing counts before the start`() throws {
        var state = try RoomState.sample(status: .setup)
        _ = state.receive(.ready, from: self.first, at: 1)

        let update = state.receive(.statusUpdate(igtMs: 5, deathCount: 0), from: self.first, at: 2)
        let gate = state.flag(SampleSeed.cave, 5, run: 1)
        let finish = state.receive(.finished(igtMs: 5), from: self.first, at: 3)

        for outcome in [update, gate, finish] { #expect(outcome.told == [.error(self.first, "Race not running")]) }
        #expect(state.runs[self.first]?.status == .ready)
    }

    @Test func `the first clock after the start makes a ready run play at the start node`() throws {
        var state = try RoomState.sample()
        _ = state.receive(.ready, from: self.first, at: 2_000)

        let outcome = state.receive(.statusUpdate(igtMs: 1_200, deathCount: 0), from: self.first, at: 2_500)

        #expect(outcome.events.map(\.kind) == [.started])
        #expect(outcome.told == [.leaderboard])
        let run = try #require(state.runs[self.first])
        #expect(run.status == .playing)
        #expect(run.currentZone == "start_a1b2")
        #expect(run.history == [HistoryEntry(nodeID: "start_a1b2", igtMs: 0)])
        #expect(run.igtMs == 1_200)
    }

    @Test func `a run that never said ready does not play by itself`() throws {
        var state = try RoomState.sample()

        let outcome = state.receive(.statusUpdate(igtMs: 1_200, deathCount: 0), from: self.first, at: 2_500)
        let gate = state.flag(SampleSeed.cave, 2_000, run: 1)

        #expect(outcome.told == [.player(self.first, withHistory: false)])
        #expect(state.runs[self.first]?.status == .registered)
        #expect(gate.told == [.error(self.first, "Send ready before event_flag")])
    }

    @Test func `a first visit moves the leaderboard, a return only the row`() throws {
        var state = try RoomState.sample()
        state.play(1)

        let visit = state.flag(SampleSeed.cave, 30_000, run: 1)
        _ = state.flag(SampleSeed.bossFromCave, 50_000, run: 1)
        let back = state.flag(SampleSeed.cave, 60_000, run: 1)

        #expect(visit.events.map(\.kind) == [.gate])
        #expect(visit.told == [.leaderboard, .zone(self.first), .revealed(self.first)])
        #expect(back.events.map(\.kind) == [.return])
        #expect(back.told == [.player(self.first, withHistory: true), .zone(self.first)])
        let run = try #require(state.runs[self.first])
        #expect(run.currentZone == "cave_c3d4")
        #expect(run.currentLayer == 2, "the layer only grows")
        #expect(run.history.map(\.nodeID) == ["start_a1b2", "cave_c3d4", "boss_0708", "cave_c3d4"])
    }

    @Test func `a gate before the first clock stands behind the start in the history`() throws {
        var state = try RoomState.sample()
        _ = state.receive(.ready, from: self.first, at: 2_000)

        let outcome = state.flag(SampleSeed.keep, 9_000, run: 1)

        #expect(outcome.events.map(\.kind) == [.started, .gate])
        #expect(state.runs[self.first]?.history.map(\.nodeID) == ["start_a1b2", "keep_e5f6"])
    }

    @Test(arguments: [0, 999, -999])
    func `the same crossing told again is not a second visit`(offset: Int) throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.cave, 30_000, run: 1)
        _ = state.flag(SampleSeed.bossFromCave, 50_000, run: 1)

        let again = state.flag(SampleSeed.bossFromKeep, 50_000 + offset, run: 1)
        let older = state.flag(SampleSeed.cave, 30_000 + offset, run: 1)

        for outcome in [again, older] {
            #expect(outcome.events.isEmpty)
            #expect(outcome.told == [.zone(self.first)], "the answer is what confirms a crossing to the mod")
        }
        #expect(state.runs[self.first]?.currentZone == "boss_0708")
    }

    @Test func `a gate told late keeps its own time and not the clock's`() throws {
        var state = try RoomState.sample()
        state.play(1, igtMs: 40_000)

        _ = state.flag(SampleSeed.cave, 35_000, run: 1)

        let run = try #require(state.runs[self.first])
        #expect(run.history.last == HistoryEntry(nodeID: "cave_c3d4", igtMs: 35_000))
        #expect(run.igtMs == 40_000)
    }

    @Test func `a gate and a finish without a clock take the last one known`() throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.cave, 2_400_000, run: 1)
        _ = state.receive(.statusUpdate(igtMs: 3_000_000, deathCount: 0), from: self.first, at: 3_000)

        let gate = state.receive(.eventFlag(flagID: SampleSeed.bossFromCave, igtMs: nil), from: self.first, at: 4_000)
        _ = state.receive(.statusUpdate(igtMs: 3_200_000, deathCount: 0), from: self.first, at: 5_000)
        let finish = state.receive(.finished(igtMs: nil), from: self.first, at: 6_000)

        #expect(gate.events.map(\.gateIGT) == [3_000_000])
        #expect(finish.events.map(\.igtMs) == [3_200_000])
    }

    @Test func `in-game time never runs back once a gate is crossed`() throws {
        var state = try RoomState.sample()
        state.play(1, igtMs: 5_000)
        _ = state.receive(.statusUpdate(igtMs: 10, deathCount: 0), from: self.first, at: 2_100)
        #expect(state.runs[self.first]?.igtMs == 10, "a new character starts over")
        _ = state.flag(SampleSeed.cave, 30_000, run: 1)

        let back = state.receive(.statusUpdate(igtMs: 20_000, deathCount: 0), from: self.first, at: 2_200)
        _ = state.flag(SampleSeed.bossFromCave, 100, run: 1)

        #expect(
            back.told.first
                == .error(self.first, "In-game time went back from 30000 ms to 20000 ms; the higher one is kept")
        )
        let run = try #require(state.runs[self.first])
        #expect(run.igtMs == 30_000)
        #expect(run.history.last?.igtMs == 30_000)
    }

    @Test func `deaths belong to the newest visit of the current zone`() throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.cave, 30_000, run: 1)

        let two = state.receive(.statusUpdate(igtMs: 31_000, deathCount: 2), from: self.first, at: 4_000)
        _ = state.receive(.statusUpdate(igtMs: 32_000, deathCount: 3), from: self.first, at: 5_000)
        _ = state.receive(.statusUpdate(igtMs: 33_000, deathCount: 1), from: self.first, at: 6_000)

        #expect(two.events.map(\.kind) == [.deaths])
        #expect(!two.mustBeDurable)
        let run = try #require(state.runs[self.first])
        #expect(run.history.last?.deaths == 3)
        #expect(run.deathCount == 1, "the count follows the game even when it falls")
    }

    @Test func `a flag that the seed does not know is refused in words`() throws {
        var state = try RoomState.sample()
        state.play(1)

        let outcome = state.flag(123, 30_000, run: 1)

        #expect(outcome.told == [.error(self.first, "Event flag 123 does not belong to this seed")])
        #expect(outcome.events.isEmpty)
    }

    @Test func `the finish flag ends a run at the last layer, and what comes later is dropped`() throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.cave, 30_000, run: 1)

        let finish = state.flag(SampleSeed.finish, 90_000, run: 1, at: 7_000)
        let later = state.flag(SampleSeed.bossFromCave, 95_000, run: 1)
        let clock = state.receive(.statusUpdate(igtMs: 99_000, deathCount: 9), from: self.first, at: 8_000)

        #expect(finish.events.map(\.kind) == [.finished])
        #expect(finish.told.first == .leaderboard)
        #expect(!finish.endsRace)
        #expect(later == Outcome())
        #expect(clock == Outcome())
        let run = try #require(state.runs[self.first])
        #expect(run.status == .finished)
        #expect(run.igtMs == 90_000)
        #expect(run.currentLayer == 3)
        #expect(run.finishedAt == 7_000)
    }

    @Test func `the last finish ends the race: state and status first, then the leaderboard`() throws {
        var state = try RoomState.sample()
        state.play(1)
        state.play(2)
        _ = state.flag(SampleSeed.finish, 90_000, run: 1)

        let last = state.receive(.finished(igtMs: 95_000), from: self.second, at: 9_000)

        #expect(last.endsRace)
        #expect(last.told == [.raceState, .raceStatus, .leaderboard])
        #expect(state.race.status == .finished)
    }

    @Test func `an abandon is told, ends the race when it was the last, and can't be repeated`() throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.finish, 90_000, run: 1)

        let outcome = try state.abandon(self.second, at: 9_000)

        #expect(outcome.told == [.leaderboard, .raceState, .raceStatus])
        #expect(outcome.endsRace)
        #expect(throws: LiveError.self) { _ = try state.abandon(self.second, at: 9_001) }
        #expect(throws: LiveError.participantNotFound(.sample(99))) { _ = try state.abandon(.sample(99), at: 9_001) }
    }

    @Test func `a forced end abandons everyone on the way, whatever they were doing`() throws {
        var state = try RoomState.sample(runs: 3)
        state.play(1)
        _ = state.receive(.ready, from: self.second, at: 2)
        state.play(3)
        _ = state.flag(SampleSeed.finish, 90_000, run: 3)

        let outcome = try state.end(at: 10_000)

        #expect(outcome.told == [.raceState, .raceStatus])
        #expect(state.runs[self.first]?.status == .abandoned)
        #expect(state.runs[self.second]?.status == .abandoned)
        #expect(state.runs[.sample(13)]?.status == .finished)
        #expect(throws: LiveError.self) { _ = try state.end(at: 10_001) }
    }

    @Test func `who does not play for a quarter of an hour is abandoned`() throws {
        let limit: Int64 = 15 * 60_000
        var state = try RoomState.sample()
        state.play(1, at: 100_000)

        #expect(state.sweepInactive(at: 1_000 + limit, limit: limit).events.isEmpty)
        let neverBegan = state.sweepInactive(at: 1_001 + limit, limit: limit)
        let stopped = state.sweepInactive(at: 100_001 + limit, limit: limit)

        #expect(neverBegan.events.map(\.run) == [self.second])
        #expect(!neverBegan.endsRace)
        #expect(stopped.events.map(\.run) == [self.first])
        #expect(stopped.endsRace)
    }

    @Test func `the time in which the server was away does not count against anybody`() throws {
        let limit: Int64 = 15 * 60_000
        var state = try RoomState.sample()
        state.play(1, at: 100_000)

        let back: Moment = 100_000 + 2 * limit
        #expect(state.sweepInactive(at: back, limit: limit, watchedSince: back - limit).events.isEmpty)
        #expect(state.sweepInactive(at: back + 1, limit: limit, watchedSince: back - limit).events.count == 2)
    }

    @Test func `a rival's row tells nothing of where the rival is`() throws {
        var state = try RoomState.sample()
        state.play(1)
        _ = state.flag(SampleSeed.cave, 20_000, run: 1)

        let frames = state.leaderboardFrames(own: [self.first, self.second])
        let own = String(buffer: frames.frame(for: .run(self.first)).bytes)

        #expect(own.contains("cave_c3d4") && own.contains(#""current_layer_tier":4"#))
        for audience in [Audience.masked, .run(self.second)] {
            let rival = String(buffer: frames.frame(for: audience).bytes)
            #expect(!rival.contains("cave_c3d4") && !rival.contains(#""current_layer_tier":4"#))
        }
    }

    @Test func `the same events give the same run again`() throws {
        var state = try RoomState.sample(runs: 1)
        var events: [RunEvent] = []
        events += state.receive(.ready, from: self.first, at: 1).events
        events += state.receive(.statusUpdate(igtMs: 700, deathCount: 1), from: self.first, at: 2).events
        events += state.flag(SampleSeed.keep, 20_000, run: 1).events
        events += state.receive(.statusUpdate(igtMs: 21_000, deathCount: 4), from: self.first, at: 4).events
        events += state.flag(SampleSeed.bossFromKeep, 30_000, run: 1).events
        events += state.flag(SampleSeed.keep, 40_000, run: 1).events
        events += state.flag(SampleSeed.finish, 60_000, run: 1).events
        let played = try #require(state.runs[self.first])

        var again = Run(id: played.id, runner: played.runner, colorIndex: played.colorIndex)
        let graph = try SampleSeed.graph()
        for event in events { again.apply(event, layer: { graph.layer(of: $0) }, totalLayers: graph.totalLayers) }

        #expect(again == played)
        #expect(events.map(\.sequence) == Array(1...events.count))
    }
}
