import NIOEmbedded
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary
import WebServer

@testable import Live

/// What members get that read whole rows, as the first platform sends them.
@Suite struct EdgeTests {
    private let first = RunID.first.description

    @Test func `a page begins with the state and the number of viewers`() throws {
        let room = try WatchedRoom()

        let heard = try room.page().heard()

        #expect(heard.map(\.type) == ["race_state", "spectator_count"])
        #expect(heard[0].members.map(\.key) == ["type", "race", "seed", "participants"])
        #expect(heard[1]["count"] == .integer(1))
    }

    @Test func `a mod is greeted, told where it stands, and then what all are told`() throws {
        let room = try WatchedRoom()
        let page = try room.page()
        _ = try page.heard()

        let mod = try room.mod()

        let heard = try mod.heard()
        #expect(heard.map(\.type) == ["auth_ok", "zone_update", "leaderboard_update"])
        #expect(heard[0].row(self.first, of: "participants")?["mod_connected"] == .bool(true))
        #expect(try page.heard().map(\.type) == ["leaderboard_update"])
    }

    @Test func `before the start a mod is not told of any place`() throws {
        let room = try WatchedRoom(started: false)
        #expect(try room.mod().heard().map(\.type) == ["auth_ok", "leaderboard_update"])
    }

    @Test func `the newest mod of a run takes over`() throws {
        let room = try WatchedRoom()
        let older = try room.mod()
        _ = try older.heard()

        let newer = try room.mod()

        #expect(try older.closed() == "4003 Connected from another client")
        #expect(try newer.heard().map(\.type) == ["auth_ok", "zone_update", "leaderboard_update"])
        room.edge.leave(mod: older.socket.id)
        room.say(.ready)
        #expect(try newer.heard().map(\.type) == ["leaderboard_update"])
    }

    @Test func `a mod that went away while it was let in is forgotten`() throws {
        let room = try WatchedRoom()
        let mod = try Watcher(on: room.loop)
        _ = room.edge.expect(mod.socket)
        room.edge.leave(mod: mod.socket.id)
        room.take { $0.connected(.first, by: ConnectionID(rawValue: mod.socket.id), at: $1) }
        #expect(try mod.heard().isEmpty)
        #expect(room.edge.closeIfEmpty())
    }

    @Test func `rivals and strangers see no ways but their own, where the map is hidden`() throws {
        let room = try WatchedRoom(map: .afterFinish)
        room.play(.first)
        room.play(.second)
        let stranger = try room.page()
        let runner = try room.page(.sample(101))
        let organizer = try room.page(.organizer)
        for page in [stranger, runner, organizer] { _ = try page.heard() }

        room.cross(SampleSeed.cave, 30_000, .first)
        room.cross(SampleSeed.keep, 31_000, .second)

        let second = RunID.second.description
        let ways = { (page: Watcher) in
            try page.heard().filter { $0.type == "leaderboard_update" }.last.map { board in
                [self.first, second].map { board.row($0, of: "participants")?["current_zone"]?.string }
            }
        }
        #expect(try ways(stranger) == [nil, nil])
        #expect(try ways(runner) == ["cave", nil])
        #expect(try ways(organizer) == ["cave", "keep"])
    }

    @Test func `a page that was opened before its user ran is shown what the run discovers`() throws {
        let room = try WatchedRoom(started: false)
        let page = try room.page(.sample(103))
        try room.take { try $0.join(.third, person: .sample(103), at: $1) }
        try room.take { try $0.start(at: $1) }
        room.play(.third)
        _ = try page.heard()

        room.cross(SampleSeed.cave, 30_000, .third)

        let state = try #require(try page.heard().last)
        #expect(state.type == "race_state")
        #expect(state.object("seed").object("graph_json").object("nodes")["cave"]?.object?["display_name"] != nil)
    }

    @Test func `who arrives sees everything from then on`() throws {
        let room = try WatchedRoom()
        room.play(.first)
        room.play(.second)
        let page = try room.page(.sample(101))
        room.cross(SampleSeed.cave, 10_000)
        room.cross(SampleSeed.hallFromCave, 20_000)
        room.cross(SampleSeed.bossFromHall, 30_000)
        _ = try page.heard()

        room.say(.finished(igtMs: 40_000))

        let state = try #require(try page.heard().last)
        #expect(state.type == "race_state")
        #expect(state.object("seed").object("graph_json").object("nodes").members.count == 6)
    }

    @Test func `who loses a role loses its sight`() throws {
        let room = try WatchedRoom(map: .afterFinish)
        let page = try room.page(.caster)
        #expect(try page.heard()[0].object("seed")["graph_json"] != .null)

        try room.take { try $0.take(.caster, from: .caster, at: $1) }

        #expect(try page.heard().last?.object("seed")["graph_json"] == .null)
    }

    @Test func `the start is told to mods, then to all, then as a state to pages`() throws {
        let room = try WatchedRoom(started: false)
        let mod = try room.mod()
        let page = try room.page()
        _ = try (mod.heard(), page.heard())

        try room.take { try $0.start(at: $1) }

        #expect(try mod.heard().map(\.type) == ["race_start", "zone_update", "race_status_change"])
        #expect(try page.heard().map(\.type) == ["race_status_change", "race_state"])
    }

    @Test(arguments: [
        (Closing.reset, "1000 Race reset"), (.deleted, "4001 Race deleted"),
        (.notSaved, "1011 Could not save, reconnect"),
        (.otherServer, "1013 Race not available, try again"), (.shutdown, "1001 server shuts down"),
    ])
    func `a room that ends closes everyone, who is just coming too, and takes no one`(
        why: Closing,
        words: String
    ) throws {
        let room = try WatchedRoom()
        let page = try room.page()
        let mod = try room.mod()
        let coming = try Watcher(on: room.loop)
        _ = room.edge.expect(coming.socket)

        room.edge.take(.closed(why))
        room.loop.run()

        for member in [page, mod, coming] { #expect(try member.closed() == words) }
        #expect(!room.edge.expect(try Watcher(on: room.loop).socket))
        #expect(!room.edge.join(page: try Watcher(on: room.loop).socket, as: Guest()))
    }

    @Test func `another seed closes the mods and not the pages`() throws {
        let room = try WatchedRoom(started: false)
        let mod = try room.mod()
        let page = try room.page()

        try room.take { try $0.reroll(to: try SampleSeed.seed(2), at: $1) }

        #expect(try mod.closed() == "1000 Seed changed")
        #expect(try page.closed() == nil)
    }

    @Test func `the number of viewers is told once a second and only when it changed`() throws {
        let room = try WatchedRoom()
        let page = try room.page()
        _ = try room.page()
        _ = try page.heard()

        room.beat()
        #expect(try page.heard().map { $0["count"] } == [.integer(2)])
        room.beat()
        #expect(try page.heard().isEmpty)
    }

    @Test func `a message that can't be read is answered to its sender alone`() throws {
        let room = try WatchedRoom()
        let mod = try room.mod(.first)
        let other = try room.mod(.second)
        _ = try (mod.heard(), other.heard())

        room.edge.refuse("The message is not JSON.", to: mod.socket.id)
        room.loop.run()

        #expect(try mod.heard().map { $0["message"] } == [.string("The message is not JSON.")])
        #expect(try other.heard().isEmpty)
    }

    @Test func `who is shown the whole map while it could help is noted, once`() throws {
        let room = try WatchedRoom(started: false)
        for user in [nil, .organizer, .stranger, .sample(101)] as [UserID?] { _ = try room.page(user) }

        #expect(room.beat() == [.organizer])
        #expect(room.beat() == [])
        room.take { $0.mapShown(to: .organizer, at: $1) }
        _ = try room.page(.organizer)
        #expect(room.beat() == [])
        try room.take { try $0.start(at: $1) }
        #expect(room.beat() == [.stranger])
        try room.take { try $0.finish(at: $1) }
        #expect(room.beat() == [])
    }

    @Test func `a snapshot is what the room has told, and nothing more`() throws {
        let room = try WatchedRoom()
        room.play()
        let snapshot = room.edge.snapshot

        #expect(snapshot.version == 4 && snapshot.epoch == 7)
        #expect(snapshot.state.runs[.first]?.status == .playing)
        #expect(snapshot.state.sequence == room.state.sequence)
    }

    @Test func `an edge that has members does not close, and takes more once it is open again`() throws {
        let room = try WatchedRoom()
        let page = try room.page()
        #expect(!room.edge.closeIfEmpty())
        room.leave(page)
        #expect(room.edge.closeIfEmpty())
        #expect(!room.edge.expect(try Watcher(on: room.loop).socket))
        room.edge.reopen()
        #expect(room.edge.expect(try Watcher(on: room.loop).socket))
    }
}

@Suite struct AudienceTests {
    @Test func `nothing is made up for a view that nobody has`() throws {
        let state = try WatchedRoom().state
        var audience = Audience()
        #expect(audience.wholeViews.isEmpty && !audience.readsUpdates)

        audience.join(mod: 1, of: .first)
        _ = audience.join(page: 2, of: nil, wire: .whole, in: state)
        _ = audience.join(page: 3, of: nil, wire: .whole, in: state)
        _ = audience.join(page: 4, of: .organizer, wire: .updates, in: state)

        #expect(audience.wholeViews == [.mod(of: .first), View(projection: .full)])
        #expect(audience.wholePageViews == [View(projection: .full)])
        #expect(audience.readsUpdates && audience.pageCount == 3)
        var wasHere = [audience.leave(2), audience.leave(4)]
        #expect(audience.wholePageViews == [View(projection: .full)])
        wasHere += [audience.leave(3), audience.leave(3)]
        #expect(wasHere == [true, true, true, false])
        #expect(audience.wholePageViews.isEmpty && !audience.readsUpdates)
    }
}
