import RoomTesting
import SpeedFogProtocol
import Testing

@testable import RaceRules

@Suite struct ClockTests {
    @Test func `a gate told late keeps its own time and not the clock's`() throws {
        var room = try SampleRoom()
        room.play(igtMs: 40_000)

        room.flag(SampleSeed.cave, 35_000)

        #expect(room[.first].history.last == HistoryEntry(nodeID: "cave", igtMs: 35_000))
        #expect(room[.first].igtMs == 40_000)
    }

    @Test func `a gate and a finish without a clock take the last known one`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 2_400_000)
        room.flag(SampleSeed.hallFromCave, 2_400_000)
        room.say(.statusUpdate(igtMs: 3_000_000, deathCount: 0), at: 3_000)

        room.flag(SampleSeed.bossFromHall, nil, at: 3_001)
        room.flag(SampleSeed.finish, nil, at: 3_002)

        #expect(room[.first].history.last?.igtMs == 3_000_000)
        #expect(room[.first].status == .finished)
        #expect(room[.first].igtMs == 3_000_000)
    }

    @Test func `a new character starts over before the first gate`() throws {
        var room = try SampleRoom()
        room.play(igtMs: 5_000)

        let outcome = room.say(.statusUpdate(igtMs: 10, deathCount: 0), at: 2)

        #expect(room[.first].igtMs == 10)
        #expect(!outcome.kinds.contains("clockWentBack"))
    }

    @Test func `a restored save keeps the higher clock, is told once, and is a sign of life`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 1_000_000, at: 1_000)
        room.say(.statusUpdate(igtMs: 2_000_000, deathCount: 0), at: 2_000)

        let back = room.say(.statusUpdate(igtMs: 800_000, deathCount: 0), at: 2_001)
        var later: [Outcome] = []
        for second in 1...1_900 {
            later.append(
                room.say(.statusUpdate(igtMs: 800_000 + second * 1_000, deathCount: 0), at: 2_001 + Double(second))
            )
        }
        let swept = room.state.sweep(at: .at(3_902), limit: 1_800_000, watchedSince: -60_000)

        #expect(back.kinds.contains("clockWentBack"))
        #expect(
            back.told.first
                == .error(.first, "In-game time went back from 2000000 ms to 800000 ms; the higher one is kept")
        )
        #expect(later.allSatisfy { $0.told == [.player(.first, withHistory: false)] })
        #expect(!swept.changedRuns().contains(.first), "who plays is not swept, whatever the clock shows")
        #expect(room[.first].igtMs == 2_700_000, "from the highest clock on it counts again")
        #expect(room[.first].evidence.clockWentBack == 1)
        #expect(room[.first].evidence.clockWentBackMs == 1_200_000)
    }

    @Test func `a run never finishes below the clock it had before a save was restored`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 100_000, at: 100)
        room.say(.statusUpdate(igtMs: 900_000, deathCount: 0), at: 900)
        room.say(.statusUpdate(igtMs: 200_000, deathCount: 0), at: 901)

        room.flag(SampleSeed.hallFromCave, 300_000, at: 1_000)
        room.flag(SampleSeed.bossFromHall, 400_000, at: 1_100)
        room.flag(SampleSeed.finish, 500_000, at: 1_200)

        #expect(room[.first].status == .finished)
        #expect(room[.first].igtMs == 900_000)
        #expect(room[.first].history.map(\.igtMs) == [0, 100_000, 900_000, 900_000])
    }

    @Test func `saves restored without end are not written down without end`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 30_000)

        for round in 0..<100 {
            room.say(.statusUpdate(igtMs: 60_000 + round, deathCount: 0), at: 100)
            room.say(.statusUpdate(igtMs: 40_000, deathCount: 0), at: 100)
        }

        #expect(room.events.count < 60)
        #expect(room[.first].igtMs == 60_099)
    }

    @Test func `a clock ahead of the time since the start is evidence and nothing else`() throws {
        var room = try SampleRoom()
        room.play(igtMs: 1_500_000, at: 2)

        room.flag(SampleSeed.cave, 1_520_000, at: 3)

        #expect(room[.first].evidence.clockAheadMs >= 1_498_000)
        #expect(room[.first].igtMs == 1_520_000)
        #expect(room[.first].history.count == 2)
    }

    @Test func `a clock within the slack is no evidence`() throws {
        var room = try SampleRoom()
        room.play(igtMs: 9_000, at: 1)

        #expect(room[.first].evidence == Run.Evidence())
    }
}
