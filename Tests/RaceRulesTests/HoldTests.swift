import RoomTesting
import SpeedFogProtocol
import Testing

@testable import RaceRules

@Suite struct HoldTests {
    private func hold(_ room: SampleRoom, _ run: RunID = .first) throws -> Int {
        try #require(room[run].holds.keys.min())
    }

    @Test func `a finish without any gate is held and is not first`() throws {
        var room = try SampleRoom()
        room.play(.second)
        room.flag(SampleSeed.keep, 20_000, .second)
        room.play(igtMs: 1_500)

        let outcome = room.flag(SampleSeed.finish, 3_000)

        #expect(outcome.kinds == ["held"])
        #expect(room[.first].status == .playing)
        #expect(room.state.board.rows.first?.run == .second)
        #expect(
            outcome.told == [
                .error(
                    .first,
                    "The finish is held: 3 gates before it never arrived. The organiser decides whether it counts."
                )
            ]
        )
    }

    @Test func `the same held finish told again is one hold`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.finish, 3_000)
        room.flag(SampleSeed.finish, 3_400)
        room.say(.finished(igtMs: 3_000), at: 9)

        #expect(room[.first].holds.count == 1)
    }

    @Test func `an accepted finish counts from its own time and ends the race`() throws {
        var room = try SampleRoom(runs: 1)
        room.play()
        room.flag(SampleSeed.finish, 3_000, at: 4)
        room.say(.statusUpdate(igtMs: 9_000, deathCount: 0), at: 10)
        let number = try self.hold(room)

        let outcome = try room.take { try $0.accept(hold: number, of: .first, at: .at(60)) }

        #expect(room[.first].status == .finished)
        #expect(room[.first].igtMs == 3_000)
        #expect(room[.first].finishedAt == Reading.at(4).moment)
        #expect(room.state.status == .finished)
        #expect(outcome.told == [.roomState, .roomStatus, .leaderboard])
    }

    @Test func `a refused hold never counts, and is decided once`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.finish, 3_000)
        let number = try self.hold(room)

        try room.take { try $0.refuse(hold: number, of: .first, at: .at(60)) }

        #expect(room[.first].status == .playing)
        #expect(room[.first].holds.isEmpty)
        #expect(throws: RuleError.noSuchHold(number)) { try room.state.accept(hold: number, of: .first, at: .at(61)) }
    }

    @Test func `a gate that the graph can't reach is held while the mod was there`() throws {
        var room = try SampleRoom()
        room.play()

        let outcome = room.flag(SampleSeed.bossFromHall, 30_000)

        #expect(outcome.kinds == ["held"])
        #expect(room[.first].history.count == 1)
        #expect(room[.first].layer == 0)
    }

    @Test func `a gate counts and is marked where the mod was away long enough to have lost those before it`() throws {
        var room = try SampleRoom()
        room.play(at: 10)
        _ = room.state.disconnected(.first, from: .sample(1), at: .at(12))
        _ = room.state.connected(.first, by: .sample(1), at: .at(45))

        let outcome = room.flag(SampleSeed.bossFromHall, 40_000, at: 46)

        #expect(outcome.kinds == ["crossed"])
        #expect(room[.first].missingGates == 2)
        #expect(room[.first].history.map(\.nodeID) == ["start", "boss"])
    }

    @Test func `a short absence explains one gate and not two`() throws {
        var room = try SampleRoom()
        room.play(at: 10)
        _ = room.state.disconnected(.first, from: .sample(1), at: .at(12))
        _ = room.state.connected(.first, by: .sample(1), at: .at(25))

        #expect(room.flag(SampleSeed.hallFromCave, 15_000, at: 26).kinds == ["crossed"])
        #expect(room[.first].missingGates == 1)
        #expect(room.flag(SampleSeed.finish, 16_000, at: 27).kinds == ["held"], "the absence was used up")
    }

    @Test func `a silence on an open connection is an absence too`() throws {
        var room = try SampleRoom()
        room.play(at: 10)

        let outcome = room.flag(SampleSeed.hallFromCave, 30_000, at: 40)

        #expect(outcome.kinds == ["crossed"])
        #expect(room[.first].missingGates == 1)
    }

    @Test func `accepting a gate lets those count that were only held for its sake`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.hallFromCave, 20_000)
        room.flag(SampleSeed.bossFromHall, 30_000)
        #expect(room[.first].holds.count == 2)
        let number = try self.hold(room)

        let outcome = try room.take { try $0.accept(hold: number, of: .first, at: .at(60)) }

        #expect(outcome.kinds == ["holdAccepted", "holdAccepted"])
        #expect(room[.first].history.map(\.nodeID) == ["start", "hall", "boss"])
        #expect(room[.first].layer == 3)
        #expect(room[.first].zone == "boss")
    }

    @Test func `a gate accepted late goes in among what came after it`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.hallFromCave, 20_000)
        room.flag(SampleSeed.cave, 40_000)
        let number = try self.hold(room)

        try room.take { try $0.accept(hold: number, of: .first, at: .at(60)) }

        #expect(room[.first].history.map(\.nodeID) == ["start", "hall", "cave"])
        #expect(room[.first].zone == "cave")
        #expect(room[.first].layer == 2)
    }

    @Test func `a run whose finish is held is not swept, and its finish may still be accepted after the end`() throws {
        var room = try SampleRoom(runs: 1)
        room.play()
        room.flag(SampleSeed.finish, 3_000)
        let number = try self.hold(room)

        #expect(room.state.sweep(at: .at(9_000), limit: 1_800_000, watchedSince: 0).isEmpty)
        try room.take { try $0.finish(at: .at(9_001)) }
        #expect(room[.first].status == .abandoned)
        try room.take { try $0.accept(hold: number, of: .first, at: .at(9_002)) }

        #expect(room[.first].status == .finished)
        #expect(room[.first].igtMs == 3_000)
    }

    @Test func `nobody can fill a room with holds`() throws {
        var room = try SampleRoom()
        room.play()
        for number in 0..<500 { room.flag(SampleSeed.bossFromHall, 30_000 + number * 2_000) }

        #expect(room[.first].holds.count == Hold.mostOfARun)
    }
}
