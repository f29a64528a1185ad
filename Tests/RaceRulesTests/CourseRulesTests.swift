import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import RaceRules

@Suite struct CourseRulesTests {
    @Test func `the finish flag ends a run at the last layer, and what comes later is dropped`() throws {
        var room = try SampleRoom()
        room.play()
        room.arrive(igtMs: 90_000, at: 7)

        let later = room.flag(SampleSeed.hallFromCave, 95_000)
        let clock = room.say(.statusUpdate(igtMs: 99_000, deathCount: 9), at: 8)

        #expect(later.isEmpty)
        #expect(clock.isEmpty)
        #expect(room[.first].status == .finished)
        #expect(room[.first].igtMs == 90_000)
        #expect(room[.first].layer == 4)
        #expect(room[.first].finishedAt == Reading.at(7).moment)
        #expect(room.state.status == .running)
    }

    @Test func `the last finish ends the race: state and status first, then the leaderboard`() throws {
        var room = try SampleRoom(runs: 1)
        room.play()
        room.flag(SampleSeed.keep, 10_000)
        room.flag(SampleSeed.crypt, 20_000)
        room.flag(SampleSeed.bossFromCrypt, 30_000)

        let last = room.say(.finished(igtMs: 95_000), at: 9)

        #expect(last.kinds == ["finished", "finished"])
        #expect(last.told == [.roomState, .roomStatus, .leaderboard])
        #expect(room.state.status == .finished)
        #expect(last.change.isStructural)
    }

    @Test func `an abandon is told, ends the race when it was the last, and can't be repeated`() throws {
        var room = try SampleRoom()
        room.play()
        room.arrive(igtMs: 90_000)

        let outcome = try room.take { try $0.abandon(.second, at: .at(9)) }

        #expect(outcome.told == [.leaderboard, .roomState, .roomStatus])
        #expect(room.state.status == .finished)
        #expect(throws: RuleError.notRunning) { try room.state.abandon(.second, at: .at(10)) }
        #expect(throws: RuleError.noSuchRun(.sample(99))) { try room.state.abandon(.sample(99), at: .at(10)) }
    }

    @Test func `a forced end abandons everyone on the way, whatever they were doing`() throws {
        var room = try SampleRoom(runs: 3)
        room.play()
        room.say(.ready, .second, at: 2)
        room.play(.third)
        room.arrive(.third, igtMs: 90_000)

        let outcome = try room.take { try $0.finish(at: .at(10)) }

        #expect(outcome.told == [.roomState, .roomStatus])
        #expect(room[.first].status == .abandoned)
        #expect(room[.second].status == .abandoned)
        #expect(room[.third].status == .finished)
        #expect(throws: RuleError.notRunning) { try room.state.finish(at: .at(11)) }
    }

    @Test func `a reset closes the attempt and forgets nothing of it`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 20_000, at: 20)
        let before = room.state

        let outcome = try room.take { try $0.reset(at: .at(30)) }

        #expect(outcome.told == [.close(.everyone, .reset)])
        #expect(room.state.attempt == 2)
        #expect(room.state.status == .setup)
        #expect(room.state.startedAt == nil)
        #expect(room.state.releasedAt != nil)
        #expect(room.state.allRuns.allSatisfy { $0.status == .registered && $0.history.isEmpty && $0.igtMs == 0 })
        let then = RoomState.asOf(
            Reading.at(29).moment,
            events: room.events,
            id: room.state.id,
            furnishing: before.furnishing
        )
        #expect(then.runs == before.runs)
        #expect(throws: RuleError.nothingToReset) { try room.state.reset(at: .at(31)) }
    }

    @Test func `an old attempt is replayed on the seed it was run on`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 20_000, at: 20)
        try room.take { try $0.reset(at: .at(30)) }
        let other = try SampleSeed.seed(2)
        try room.take { try $0.reroll(to: other, at: .at(40)) }

        let then = RoomState.asOf(
            Reading.at(25).moment,
            events: room.events,
            id: room.state.id,
            furnishing: Furnishing(name: "Dawn", seed: try SampleSeed.seed(1))
        )

        #expect(room.state.seedID == other.id)
        #expect(then.seedID == SeedID.sample(901))
        #expect(then.runs[.first]?.layer == 1)
        #expect(then.board.rows.first?.run == .first)
    }

    @Test func `who does not play for the limit is abandoned`() throws {
        let limit: Int64 = 1_800_000
        var room = try SampleRoom()
        room.play(at: 100)

        #expect(room.state.sweep(at: .at(1_800), limit: limit, watchedSince: 0).isEmpty)
        let neverBegan = try room.take { $0.sweep(at: .at(1_801), limit: limit, watchedSince: 0) }
        let stopped = try room.take { $0.sweep(at: .at(1_901), limit: limit, watchedSince: 0) }

        #expect(neverBegan.changedRuns() == [.second])
        #expect(stopped.changedRuns() == [.first])
        #expect(room.state.status == .finished)
    }

    @Test func `a jump of the wall clock abandons nobody`() throws {
        var room = try SampleRoom()
        room.play(at: 100)
        let jumped = Reading(moment: Reading.at(100).moment + 7 * 86_400_000, uptime: 101_000)

        #expect(room.state.sweep(at: jumped, limit: 1_800_000, watchedSince: 0).isEmpty)
    }

    @Test func `the time in which the server was away does not count against anybody`() throws {
        let limit: Int64 = 1_800_000
        let played = try SampleRoom()
        // The process begins anew: its clock that never jumps starts at 0, and what it knows comes from events and rows.
        var reopened = RoomState(id: played.state.id, furnishing: played.state.furnishing)
        for event in played.events { reopened.apply(event) }
        let later = Reading.at(100_000).moment

        let soon = reopened.sweep(at: Reading(moment: later, uptime: 500 + limit), limit: limit, watchedSince: 500)
        let late = reopened.sweep(at: Reading(moment: later, uptime: 501 + limit), limit: limit, watchedSince: 500)

        #expect(soon.isEmpty)
        #expect(late.changedRuns() == [.first, .second])
    }

    @Test func `a race starts once, with its seed released and somebody in it`() throws {
        var room = try SampleRoom(started: false)

        let outcome = try room.take { try $0.start(at: .at(0)) }

        #expect(outcome.told == [.raceStart, .startZone, .roomStatus, .roomState])
        #expect(throws: RuleError.notInSetup) { try room.state.start(at: .at(1)) }
        var unreleased = try SampleRoom(started: false)
        try unreleased.take { try $0.reroll(to: try SampleSeed.seed(2), at: .at(-5)) }
        #expect(throws: RuleError.notReleased) { try unreleased.state.start(at: .at(0)) }
    }
}
