import RaceRules
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

/// Rooms whose map those see late who have no part in them.
@Suite struct LateMapTests {
    private func nodes(_ frame: JSONObject?) -> Set<String>? {
        let map = frame?["graph_json"] ?? frame?.object("seed")["graph_json"]
        return map?.object?["nodes"]?.object.map { Set($0.members.map(\.key)) }
    }

    @Test(arguments: [false, true]) func `what the field discovers is shown when the time has passed`(
        updates: Bool
    ) throws {
        let room = try WatchedRoom(map: .delayed(10_000))
        room.play()
        let page = try room.page(updates: updates)
        #expect(self.nodes(try page.heard().first) == nil)

        room.cross(SampleSeed.cave, 5_000)
        room.clock.pass(seconds: 9)
        room.beat()
        #expect(try page.heard().compactMap { self.nodes($0) }.isEmpty)
        room.clock.pass(seconds: 1)
        room.beat()

        let shown = try #require(try page.heard().compactMap { self.nodes($0) }.last)
        #expect(shown.isSuperset(of: ["start", "cave"]))
        #expect(!shown.contains("hall") && !shown.contains("keep"), "what lies beyond has no name yet")
    }

    @Test func `nobody's way is shown, and the leaderboard is as it is`() throws {
        let room = try WatchedRoom(map: .delayed(10_000))
        room.play()
        let page = try room.page(updates: true)
        _ = try page.heard()

        room.cross(SampleSeed.cave, 5_000)

        let row = try #require(try page.heard().first?.row(RunID.first.description, of: "players"))
        #expect(row["current_layer"] == .integer(1) && row["current_zone"] == .null && row["zone_history"] == .null)
    }

    @Test func `at the end all is shown at once`() throws {
        let room = try WatchedRoom(map: .delayed(600_000))
        room.play()
        let page = try room.page(updates: true)
        _ = try page.heard()

        try room.take { try $0.finish(at: $1) }

        #expect(self.nodes(try page.heard().last)?.count == 6)
        #expect(room.edge.snapshot.lateMap == nil)
    }

    @Test func `a room that is opened while it runs shows what was discovered long enough ago`() throws {
        var events: [RoomEvent] = []
        let room = try WatchedRoom(map: .delayed(10_000))
        var state = room.state
        for (message, second) in [
            (ModMessage.ready, 1.0), (.statusUpdate(igtMs: 1, deathCount: 0), 1),
            (.eventFlag(flagID: SampleSeed.cave, igtMs: 5_000), 5),
            (.eventFlag(flagID: SampleSeed.hallFromCave, igtMs: 9_000), 9),
        ] {
            events += state.receive(message, from: .first, at: .at(second)).events
        }

        let late = LateMap(delay: 10_000, of: state, events: events)

        let at = { (second: Double) in
            late.map(of: state, at: Reading.at(second).moment)?.places.filter { $0.value == .discovered }
        }
        #expect(at(10) == nil)
        #expect(at(11)?.keys.sorted() == ["start"])
        #expect(at(15)?.keys.sorted() == ["cave", "start"])
        #expect(at(19)?.keys.sorted() == ["cave", "hall", "start"])
    }

    @Test func `what was shown before the map was delayed stays shown`() throws {
        let room = try WatchedRoom()
        room.play()
        room.cross(SampleSeed.cave, 5_000)

        room.take { $0.set(map: .delayed(60_000), at: $1) }
        room.cross(SampleSeed.hallFromCave, 9_000)
        room.beat()

        let places = room.edge.snapshot.lateMap?.places.filter { $0.value == .discovered }
        #expect(places?.keys.sorted() == ["cave", "start"])
    }

    @Test func `what was hidden before the map was delayed is shown late`() throws {
        let room = try WatchedRoom(map: .afterFinish)
        room.play()
        room.cross(SampleSeed.cave, 5_000)

        room.take { $0.set(map: .delayed(60_000), at: $1) }
        room.beat()
        #expect(room.edge.snapshot.lateMap == nil)
        room.clock.pass(seconds: 60)
        room.beat()
        #expect(room.edge.snapshot.lateMap != nil)
    }
}
