import RoomTesting
import SpeedFogProtocol
import Testing

@testable import RaceRules

@Suite struct ModRulesTests {
    @Test func `ready is told once`() throws {
        var room = try SampleRoom(started: false)

        let once = room.say(.ready, at: 1)
        let twice = room.say(.ready, at: 2)

        #expect(once.kinds == ["ready"])
        #expect(once.told == [.leaderboard])
        #expect(twice.isEmpty)
        #expect(room[.first].status == .ready)
    }

    @Test func `nothing counts before the start`() throws {
        var room = try SampleRoom(started: false)
        room.say(.ready, at: 1)

        let outcomes = [
            room.say(.statusUpdate(igtMs: 5, deathCount: 0), at: 2), room.flag(SampleSeed.cave, 5),
            room.say(.finished(igtMs: 5), at: 3),
        ]

        for outcome in outcomes { #expect(outcome.told == [.error(.first, "Race not running")]) }
        #expect(room[.first].status == .ready)
    }

    @Test func `the first clock after the start makes a ready run play at the start node`() throws {
        var room = try SampleRoom()
        room.say(.ready, at: 1)

        let outcome = room.say(.statusUpdate(igtMs: 1_200, deathCount: 0), at: 2)

        #expect(outcome.kinds == ["started"])
        #expect(outcome.told == [.leaderboard])
        #expect(room[.first].status == .playing)
        #expect(room[.first].zone == "start")
        #expect(room[.first].history == [HistoryEntry(nodeID: "start", igtMs: 0)])
        #expect(room[.first].igtMs == 1_200)
    }

    @Test func `a run that never said ready does not play by itself`() throws {
        var room = try SampleRoom()

        let outcome = room.say(.statusUpdate(igtMs: 1_200, deathCount: 0), at: 2)
        let gate = room.flag(SampleSeed.cave, 2_000)

        #expect(outcome.told == [.player(.first, withHistory: false)])
        #expect(room[.first].status == .registered)
        #expect(gate.told == [.error(.first, "Send ready before event_flag")])
    }

    @Test func `a first visit moves the leaderboard, a return only the row`() throws {
        var room = try SampleRoom()
        room.play()

        let visit = room.flag(SampleSeed.cave, 30_000)
        room.flag(SampleSeed.hallFromCave, 50_000)
        let back = room.flag(SampleSeed.cave, 60_000)

        #expect(visit.told == [.leaderboard, .zone(.first), .revealed(.first)])
        #expect(back.told == [.player(.first, withHistory: true), .zone(.first)])
        #expect(room[.first].zone == "cave")
        #expect(room[.first].layer == 2, "the layer only grows")
        #expect(room[.first].history.map(\.nodeID) == ["start", "cave", "hall", "cave"])
    }

    @Test func `a gate before the first clock stands behind the start in the history`() throws {
        var room = try SampleRoom()
        room.say(.ready, at: 1)

        let outcome = room.flag(SampleSeed.keep, 9_000)

        #expect(outcome.kinds == ["started", "crossed"])
        #expect(room[.first].history.map(\.nodeID) == ["start", "keep"])
    }

    @Test(arguments: [0, 999, -999])
    func `the same crossing told again is not a second visit`(offset: Int) throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 30_000)
        room.flag(SampleSeed.hallFromCave, 50_000)

        for outcome in [
            room.flag(SampleSeed.hallFromKeep, 50_000 + offset), room.flag(SampleSeed.cave, 30_000 + offset),
        ] {
            #expect(outcome.events.isEmpty)
            #expect(outcome.told == [.zone(.first)], "the answer is what confirms a crossing to the mod")
        }
        #expect(room[.first].zone == "hall")
    }

    @Test func `deaths belong to the newest visit of the current zone`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 30_000)

        let two = room.say(.statusUpdate(igtMs: 31_000, deathCount: 2), at: 4)
        room.say(.statusUpdate(igtMs: 32_000, deathCount: 3), at: 5)
        room.say(.statusUpdate(igtMs: 33_000, deathCount: 1), at: 6)

        #expect(two.kinds.contains("deaths"))
        #expect(!two.mustBeDurable)
        #expect(room[.first].history.last?.deaths == 3)
        #expect(room[.first].deaths == 1, "the count follows the game even when it falls")
    }

    @Test func `a flag that the seed does not know is refused in words`() throws {
        var room = try SampleRoom()
        room.play()

        let outcome = room.flag(123, 30_000)

        #expect(outcome.told == [.error(.first, "Event flag 123 does not belong to this seed")])
        #expect(outcome.events.isEmpty)
    }

    @Test func `a run that goes back and forth for ever keeps a bounded history, and every new place`() throws {
        var room = try SampleRoom()
        room.play()
        var igt = 10_000
        for _ in 0..<Run.longestHistory {
            igt += 2_000
            room.flag(SampleSeed.cave, igt, at: Double(igt) / 1_000)
            igt += 2_000
            room.flag(SampleSeed.hallFromCave, igt, at: Double(igt) / 1_000)
        }

        let more = room.flag(SampleSeed.cave, igt + 2_000, at: Double(igt) / 1_000)
        let new = room.flag(SampleSeed.bossFromHall, igt + 4_000, at: Double(igt) / 1_000)

        #expect(more.events.isEmpty)
        #expect(more.told == [.zone(.first)])
        #expect(new.kinds == ["crossed"])
        #expect(room[.first].history.count == Run.longestHistory + 1)
    }
}
