import RaceRules
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

/// What pages get that read updates.
@Suite struct UpdateTests {
    private let first = RunID.first.description
    private let second = RunID.second.description

    @Test func `a page that reads updates begins with a state that carries a stamp and everything of each row`() throws
    {
        let room = try WatchedRoom()
        room.play()
        room.cross(SampleSeed.cave, 30_000)

        let heard = try room.page(updates: true).heard()

        #expect(heard.map(\.type) == ["race_state", "spectator_count"])
        let state = heard[0]
        #expect(state["epoch"] == .string("7") && state["view"] == .string("full"))
        #expect(state["version"] == .integer(5))
        #expect(state["now"]?.string == room.clock.now.moment.iso8601)
        #expect(state.object("leader_splits")["1"] == .integer(30_000))
        let row = try #require(state.row(self.first, of: "participants"))
        #expect(row["place"] == .integer(1) && row["gap"] == .null && row["history_from"] == .integer(0))
        #expect(row["zone_history"]?.array?.count == 2)
    }

    @Test func `a clock is told by a few numbers`() throws {
        let room = try WatchedRoom()
        room.play()
        let page = try room.page(updates: true)
        _ = try page.heard()

        room.say(.statusUpdate(igtMs: 5_000, deathCount: 0))

        let update = try #require(try page.heard().first)
        #expect(update.type == "update")
        let players = update.objects("players")
        #expect(players.count == 1)
        #expect(players.first?.members.map(\.key) == ["id", "igt_ms", "death_count", "place", "gap"])
        #expect(players.first?["igt_ms"] == .integer(5_000))
        for key in ["order", "leader_splits", "graph_json"] { #expect(update[key] == nil) }
    }

    @Test func `a gate is told with what is new of the way, and of the others only what it moved`() throws {
        let room = try WatchedRoom(runs: 3)
        room.play(.first)
        room.play(.second)
        let page = try room.page(updates: true)
        _ = try page.heard()

        room.cross(SampleSeed.cave, 30_000, .second)

        let update = try #require(try page.heard().first)
        let row = try #require(update.row(self.second, of: "players"))
        #expect(row["history_from"] == .integer(1))
        #expect(row.objects("zone_history").compactMap { $0["node_id"]?.string } == ["cave"])
        #expect(update["order"]?.array?.first == .string(self.second))
        #expect(update.object("leader_splits")["1"] == .integer(30_000))
        let other = try #require(update.row(self.first, of: "players"))
        #expect(other["place"] == .integer(2) && other["zone_history"] == nil)
        #expect(update.row(RunID.third.description, of: "players") == nil, "nothing of it moved")
    }

    @Test func `a crossing back and forth costs the same each time`() throws {
        let room = try WatchedRoom()
        room.play()
        room.cross(SampleSeed.cave, 10_000)
        room.cross(SampleSeed.hallFromCave, 20_000)
        let page = try room.page(updates: true)
        _ = try page.heard()

        var sizes: [Int] = []
        for step in 0..<200 {
            room.cross(step.isMultiple(of: 2) ? SampleSeed.cave : SampleSeed.hallFromCave, 30_000 + step * 2_000)
            sizes += try page.texts().map(\.utf8.count)
        }

        #expect(sizes.count == 200)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) < 20, "frames grow: \(sizes.first ?? 0) to \(sizes.last ?? 0)")
    }

    @Test func `people, seed and status come as a whole state`() throws {
        let room = try WatchedRoom(started: false)
        let page = try room.page(updates: true)
        _ = try page.heard()

        try room.take { try $0.join(.third, person: .sample(103), at: $1) }
        #expect(try page.heard().map(\.type) == ["race_state"])
        try room.take { try $0.start(at: $1) }
        let states = try page.heard()
        #expect(states.map(\.type) == ["race_state"])
        #expect(states[0].object("race")["status"] == .string("running"))
    }

    @Test func `what a view does not show is no news for it`() throws {
        let room = try WatchedRoom(map: .afterFinish)
        room.play()
        room.say(.finished(igtMs: 9_000))
        let hold = try #require(room.state.runs[.first]?.holds.keys.first)
        let page = try room.page(updates: true)
        let organizer = try room.page(.organizer, updates: true)
        _ = try (page.heard(), organizer.heard())

        try room.take { try $0.refuse(hold: hold, of: .first, at: $1) }

        let told = try page.heard()
        #expect(told.allSatisfy { $0.row(self.first, of: "players")?["holds"] == nil })
        #expect(try organizer.heard().first?.row(self.first, of: "players")?["holds"] == .array([]))
    }

    @Test func `those who decide see what is held and why`() throws {
        let room = try WatchedRoom()
        room.play()
        let organizer = try room.page(.organizer, updates: true)
        let other = try room.page(updates: true)
        _ = try (organizer.heard(), other.heard())

        room.say(.finished(igtMs: 9_000))

        let row = try #require(try organizer.heard().first?.row(self.first, of: "players"))
        #expect(row["status"] == .string("playing"))
        let hold = try #require(row.objects("holds").first)
        #expect(hold["finish"] == .bool(true) && hold["igt_ms"] == .integer(9_000))
        #expect(row.object("evidence")["clock_went_back"] == .integer(0))
        #expect(try other.heard().first?.row(self.first, of: "players")?["holds"] == nil)
    }

    @Test func `a runner's own map comes when it grew`() throws {
        let room = try WatchedRoom()
        room.play()
        let page = try room.page(.sample(101), updates: true)
        let state = try #require(try page.heard().first)
        #expect(state["view"]?.string == "own-\(self.first)")

        room.cross(SampleSeed.cave, 30_000)
        let update = try #require(try page.heard().first)
        #expect(update.object("graph_json").object("nodes")["cave"]?.object?["display_name"] != nil)
        room.cross(SampleSeed.hallFromCave, 40_000, .second)
        #expect(try page.heard().first?["graph_json"] == nil)
    }

    @Test func `a slow page gets what it missed as one update`() throws {
        let room = try WatchedRoom()
        room.play()
        let page = try room.page(updates: true)
        _ = try page.heard()
        page.set(writable: false)

        for step in 1...5 { room.say(.statusUpdate(igtMs: step * 1_000, deathCount: 0)) }
        room.cross(SampleSeed.cave, 30_000)
        room.say(.statusUpdate(igtMs: 31_000, deathCount: 0))
        #expect(try page.heard().isEmpty)
        page.set(writable: true)

        let heard = try page.heard()
        #expect(heard.map(\.type) == ["update"])
        let row = try #require(heard.first?.row(self.first, of: "players"))
        #expect(row["igt_ms"] == .integer(31_000) && row["history_from"] == .integer(1))
    }
}
