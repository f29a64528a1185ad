import NIOEmbedded
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

/// Pages that come back and say where they stopped reading.
@Suite struct ResumeTests {
    private func stamp(of page: Watcher) throws -> Stamp {
        var model = PageModel()
        for frame in try page.heard() { model.take(frame) }
        return try #require(model.stamp)
    }

    @Test func `a page that comes back gets just what it missed`() throws {
        let room = try WatchedRoom()
        room.play()
        let page = try room.page(updates: true)
        let stamp = try self.stamp(of: page)
        room.leave(page)
        room.cross(SampleSeed.cave, 30_000)
        room.say(.statusUpdate(igtMs: 31_000, deathCount: 0))

        let heard = try room.page(updates: true, resume: stamp).heard()

        #expect(heard.map(\.type) == ["update", "spectator_count"])
        let row = try #require(heard[0].row(RunID.first.description, of: "players"))
        #expect(row["igt_ms"] == .integer(31_000) && row["history_from"] == .integer(1))
    }

    @Test func `a page that missed nothing is told so`() throws {
        let room = try WatchedRoom()
        let stamp = try self.stamp(of: try room.page(updates: true))

        let heard = try room.page(updates: true, resume: stamp).heard()

        #expect(heard.map(\.type) == ["update", "spectator_count"])
        #expect(heard[0].objects("players").isEmpty && heard[0]["version"]?.whole == Int(stamp.version))
    }

    @Test func `a page gets the whole state that knows another time, another view or what was never told`() throws {
        let room = try WatchedRoom()
        room.play()
        let known = try self.stamp(of: try room.page(updates: true))

        for change in [
            { (stamp: inout Stamp) in stamp.epoch = "6" }, { $0.view = "masked" }, { $0.version += 1 },
            { $0.version = .max },
        ] {
            var stamp = known
            change(&stamp)
            #expect(try room.page(updates: true, resume: stamp).heard().first?.type == "race_state")
        }
    }

    @Test func `a page gets the whole state when what it missed is not remembered any more`() throws {
        let room = try WatchedRoom()
        room.play()
        let stamp = try self.stamp(of: try room.page(updates: true))
        for step in 1...Past.length { room.say(.statusUpdate(igtMs: 1_000 + step, deathCount: 0)) }

        #expect(try room.page(updates: true, resume: stamp).heard().first?.type == "update")
        room.say(.statusUpdate(igtMs: 9_000, deathCount: 0))
        #expect(try room.page(updates: true, resume: stamp).heard().first?.type == "race_state")
    }

    @Test func `who was somebody else before gets the whole state`() throws {
        let room = try WatchedRoom()
        let stamp = try self.stamp(of: try room.page(updates: true))

        #expect(try room.page(.sample(101), updates: true, resume: stamp).heard().first?.type == "race_state")
    }

    /// Pages that lose their connection, are slow and come back at any time end up with what a fresh page is told.
    @Test(arguments: 0..<60) func `nothing is lost and nothing comes twice, whatever happens`(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let map = [MapSetting.live, .afterFinish, .delayed(3_000)].randomElement(using: &dice) ?? .live
        let room = try WatchedRoom(runs: 3, map: map)
        // So many sockets on one loop that what is told waits for more.
        let crowd = try (0..<(seed.isMultiple(of: 2) ? 70 : 0)).map { _ in try room.page() }
        let users: [UserID?] = [nil, .organizer, .caster, .sample(101), .stranger]
        var pages = try users.map { RandomPage(user: $0, socket: try room.page($0, updates: true)) }
        for _ in 0..<120 {
            room.step(using: &dice)
            let index = Int.random(in: pages.indices, using: &dice)
            try pages[index].step(in: room, using: &dice)
            for page in crowd { _ = try page.texts() }
        }
        room.pass()
        for index in pages.indices {
            try pages[index].settle(in: room)
            var fresh = PageModel()
            for frame in try room.page(pages[index].user, updates: true).heard() { fresh.take(frame) }
            #expect(pages[index].model == fresh, "\(pages[index].user?.description ?? "nobody") of seed \(seed)")
        }
    }
}

/// A page whose connection is as bad as can be.
private struct RandomPage {
    let user: UserID?
    var socket: Watcher?
    var model = PageModel()

    init(user: UserID?, socket: Watcher) {
        self.user = user
        self.socket = socket
    }

    mutating func step(in room: WatchedRoom, using dice: inout Dice) throws {
        switch Int.random(in: 0..<6, using: &dice) {
        case 0:
            // What was on its way when the connection broke is lost.
            if Bool.random(using: &dice) { try self.read() }
            if let socket { room.leave(socket) }
            self.socket = nil
        case 1: if self.socket == nil { try self.settle(in: room) }
        case 2: self.socket?.set(writable: false)
        case 3: self.socket?.set(writable: true)
        case 4: room.pass(seconds: 0.5)
        default: try self.read()
        }
    }

    /// Reads all that there is, on a connection that works.
    mutating func settle(in room: WatchedRoom) throws {
        if self.socket == nil { self.socket = try room.page(self.user, updates: true, resume: self.model.stamp) }
        self.socket?.set(writable: true)
        room.loop.run()
        try self.read()
    }

    private mutating func read() throws {
        for frame in try self.socket?.heard() ?? [] { self.model.take(frame) }
    }
}

extension WatchedRoom {
    /// Anything that can happen in a race.
    fileprivate func step(using dice: inout Dice) {
        let run = [RunID.first, .second, .third].randomElement(using: &dice) ?? .first
        let known = self.state.runs[run]?.igtMs ?? 0
        switch Int.random(in: 0..<20, using: &dice) {
        case 0: self.play(run, igtMs: known + 1_000)
        case 1..<8:
            let deaths = (self.state.runs[run]?.deaths ?? 0) + (Bool.random(using: &dice) ? 0 : 1)
            self.say(
                .statusUpdate(igtMs: known + Int.random(in: -2_000...3_000, using: &dice), deathCount: deaths),
                run
            )
        case 8..<14:
            let gates = SampleSeed.cave...SampleSeed.bossFromCrypt
            self.cross(Int.random(in: gates, using: &dice), known + Int.random(in: 0...2_000, using: &dice), run)
        case 14: self.say(.finished(igtMs: known), run)
        case 15: try? self.take { try $0.abandon(run, at: $1) }
        case 16: try? self.take { try $0.give(.monitor, to: .sample(55), at: $1) }
        case 17: try? self.take { try $0.take(.monitor, from: .stranger, at: $1) }
        case 18:
            self.clock.pass(seconds: 1)
            self.beat()
        default: self.pass(seconds: 0.1)
        }
    }
}
