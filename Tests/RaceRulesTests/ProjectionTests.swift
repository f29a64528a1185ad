import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import RaceRules

@Suite struct ProjectionTests {
    private let runner = UserID.sample(101)

    @Test func `strangers see no map before the start and everything after it`() throws {
        var room = try SampleRoom(started: false)
        for viewer in [nil, UserID.stranger] { #expect(room.state.projection(for: viewer) == .masked) }
        try room.take { try $0.start(at: .at(0)) }
        for viewer in [nil, UserID.stranger] { #expect(room.state.projection(for: viewer) == .full) }
        try room.take { try $0.finish(at: .at(10)) }
        for viewer in [nil, UserID.stranger] { #expect(room.state.projection(for: viewer) == .full) }
    }

    @Test func `a race can show its map late, or after the finish, to those who have no part in it`() throws {
        var delayed = try SampleRoom(map: .delayed(600_000))
        var hidden = try SampleRoom(map: .afterFinish)

        #expect(delayed.state.projection(for: nil) == .delayed(600_000))
        #expect(delayed.state.projection(for: .stranger) == .delayed(600_000))
        #expect(delayed.state.projection(for: .caster) == .full)
        #expect(hidden.state.projection(for: nil) == .masked)
        try delayed.take { try $0.finish(at: .at(10)) }
        try hidden.take { try $0.finish(at: .at(10)) }
        #expect(delayed.state.projection(for: nil) == .full)
        #expect(hidden.state.projection(for: nil) == .full)
    }

    @Test func `a runner sees only the own way until the own run is over`() throws {
        var room = try SampleRoom(started: false)
        #expect(room.state.projection(for: self.runner) == .own(.first, isManager: false))
        try room.take { try $0.start(at: .at(0)) }
        room.play()
        #expect(room.state.projection(for: self.runner) == .own(.first, isManager: false))
        room.flag(SampleSeed.finish, 3_000)
        #expect(room.state.projection(for: self.runner) == .own(.first, isManager: false), "a held finish is none yet")
        try room.take { try $0.abandon(.first, at: .at(9)) }
        #expect(room.state.projection(for: self.runner) == .full)
    }

    @Test func `those who run a race or comment it and do not race see everything, with what they decide about`() throws
    {
        var room = try SampleRoom(started: false)
        for started in [false, true] {
            if started { try room.take { try $0.start(at: .at(0)) } }
            #expect(room.state.projection(for: .organizer) == .managing)
            #expect(room.state.projection(for: .monitor) == .managing)
            #expect(room.state.projection(for: .caster) == .full)
        }
    }

    @Test func `an organiser who runs is a runner, and still knows that something is held`() throws {
        var room = try SampleRoom(started: false)
        try room.take { try $0.join(.third, person: .sample(1), at: .at(-1)) }

        let projection = room.state.projection(for: .organizer)

        #expect(projection == .own(.third, isManager: true))
        #expect(projection.showsEvidence && !projection.showsWholeMap)
    }

    @Test func `who was shown the map of a seed is marked when running it, on that seed only`() throws {
        var room = try SampleRoom(started: false)
        try room.take { $0.mapShown(to: .organizer, at: .at(-9)) }
        #expect(room.state.mapShown(to: .organizer, at: .at(-8)).isEmpty, "it is noted once")
        try room.take { try $0.join(.third, person: .sample(1), at: .at(-7)) }
        #expect(room[.third].knewMap)
        #expect(!room[.first].knewMap)
        try room.take { try $0.start(at: .at(0)) }
        try room.take { try $0.reset(at: .at(1)) }
        #expect(room[.third].knewMap)

        try room.take { try $0.reroll(to: try SampleSeed.seed(2), at: .at(2)) }

        #expect(!room[.third].knewMap)
    }

    @Test func `a row without the way tells nothing of where a run is`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.cave, 20_000)

        let own = try #require(room.state.row(of: .first, for: .own(.first, isManager: false))).info
        #expect(own.currentZone == "cave" && own.currentLayerTier == 4)
        for projection in [Projection.masked, .own(.second, isManager: true), .delayed(5)] {
            let rival = try #require(room.state.row(of: .first, for: projection)).info
            #expect(rival.currentZone == nil && rival.currentLayerTier == nil && rival.zoneHistory == nil)
            #expect(rival.currentLayer == 1)
        }
    }

    @Test func `holds and evidence are for those who decide, and without places for an organiser who runs`() throws {
        var room = try SampleRoom(started: false)
        try room.take { try $0.join(.third, person: .sample(1), at: .at(-1)) }
        try room.take { try $0.start(at: .at(0)) }
        room.play()
        room.flag(SampleSeed.hallFromCave, 20_000)
        room.say(.statusUpdate(igtMs: 20_000, deathCount: 0), at: 3)

        let managing = try #require(room.state.row(of: .first, for: .managing)?.judged)
        let playing = try #require(room.state.row(of: .first, for: .own(.third, isManager: true))?.judged)

        #expect(managing.holds.map(\.node) == ["hall"])
        #expect(managing.evidence.clockAheadMs == 17_000)
        #expect(playing.holds.map(\.node) == [nil])
        #expect(playing.holds.map(\.number) == managing.holds.map(\.number))
        for projection in [Projection.full, .masked, .own(.first, isManager: false), .delayed(1)] {
            #expect(room.state.row(of: .first, for: projection)?.judged == nil)
        }
    }

    @Test func `the newest connection of a run is its mod`() throws {
        var room = try SampleRoom()
        _ = room.state.connected(.first, by: .sample(1), at: .at(1))

        let newer = room.state.connected(.first, by: .sample(2), at: .at(2))
        let older = room.state.disconnected(.first, from: .sample(1), at: .at(3))

        #expect(
            newer.told == [.close(.connection(.sample(1)), .replaced), .seat(.first, .sample(2)), .leaderboard]
        )
        #expect(older.isEmpty)
        #expect(room.state.isConnected(.first))
        #expect(room.state.disconnected(.first, from: .sample(2), at: .at(4)).told == [.leaderboard])
        #expect(!room.state.isConnected(.first))
    }
}
