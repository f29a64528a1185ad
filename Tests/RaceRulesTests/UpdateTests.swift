import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import RaceRules

@Suite struct UpdateTests {
    @Test func `whoever applies each update has the same room`() throws {
        var room = try SampleRoom()
        var follower = room.state
        var version: UInt64 = 0
        func follow(_ outcome: Outcome, _ at: Double) {
            version += 1
            follower.apply(
                Update(
                    epoch: 1,
                    version: version,
                    at: Reading.at(at).moment,
                    outcome: outcome,
                    furnishing: outcome.change.isStructural ? room.state.furnishing : nil
                )
            )
        }

        follow(room.state.connected(.first, by: .sample(1), at: .at(1)), 1)
        follow(room.say(.ready, at: 1), 1)
        follow(room.say(.statusUpdate(igtMs: 900, deathCount: 1), at: 2), 2)
        follow(room.flag(SampleSeed.cave, 20_000), 3)
        follow(room.say(.statusUpdate(igtMs: 25_000, deathCount: 3), at: 4), 4)
        follow(room.flag(SampleSeed.bossFromHall, 26_000), 5)
        follow(try room.take { try $0.give(.caster, to: .sample(70), at: .at(6)) }, 6)

        #expect(follower.runs == room.state.runs)
        #expect(follower.board == room.state.board)
        #expect(follower.roles == room.state.roles)
        #expect(follower.furnishing.people == room.state.furnishing.people)
        #expect(follower.isConnected(.first))
    }

    @Test func `a change says from where on a history is new`() throws {
        var room = try SampleRoom()
        room.play()
        let gate = room.flag(SampleSeed.cave, 20_000).change
        let deaths = room.say(.statusUpdate(igtMs: 21_000, deathCount: 2), at: 4).change
        let clock = room.say(.statusUpdate(igtMs: 22_000, deathCount: 2), at: 5).change

        #expect(gate.rows == [.first: 1])
        #expect(gate.discoverers == [.first])
        #expect(deaths.rows == [.first: 1], "deaths belong to the entry of the place")
        #expect(clock.rows.isEmpty && clock.clocks == [.first])
    }

    @Test func `changes that follow each other are one`() throws {
        var room = try SampleRoom()
        room.play()
        var change = room.say(.statusUpdate(igtMs: 9_000, deathCount: 0), at: 2).change
        change.merge(room.flag(SampleSeed.cave, 20_000).change)
        change.merge(room.flag(SampleSeed.hallFromCave, 30_000).change)
        change.merge(room.say(.statusUpdate(igtMs: 31_000, deathCount: 0), at: 5).change)

        #expect(change.rows == [.first: 1])
        #expect(change.clocks.isEmpty, "a row that changed carries its clock")
        #expect(!change.isStructural)
        change.merge(try room.take { try $0.finish(at: .at(9)) }.change)
        #expect(change.isStructural)
    }

    @Test func `that somebody saw the map changes nothing for others, unless that one runs`() throws {
        var room = try SampleRoom()

        let stranger = room.state.mapShown(to: .stranger, at: .at(1)).change
        let runner = room.state.mapShown(to: .sample(101), at: .at(2)).change

        #expect(stranger.isEmpty)
        #expect(runner.rows == [.first: 0] && !runner.isStructural)
    }
}
