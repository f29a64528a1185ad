import CoreMetrics
import NIOCore
import NIOEmbedded
import RaceRules
import RoomTesting
import Testing

@testable import Live
@testable import WebServer

@Suite struct FanOutShardTests {
    @Test func `in a large room a window brings the newest board and what came after it, once`() throws {
        let room = try LargeRoom()
        room.clock("clock 1")
        room.board("board 1")
        room.board("board 2")
        room.clock("clock 2")
        room.clock("clock 3")
        #expect(try room.pages[0].texts() == [])
        room.pass()
        for page in room.pages { #expect(try page.texts() == ["board 2", "clock 3"]) }
    }

    @Test func `a clock drops no history that waits`() throws {
        let room = try LargeRoom()
        room.history("history 1")
        room.clock("clock 1")
        room.history("history 2")
        room.clock("clock 2")
        room.clock("clock 3")
        room.pass()
        #expect(try room.pages[0].texts() == ["history 2", "clock 3"])
    }

    @Test func `a mod gets every board and history at once, before what answers its gate`() throws {
        let room = try LargeRoom()
        room.board("board 1")
        room.event(.mod(.first), "zone 1")
        room.history("history")
        room.event(.mod(.first), "zone 2")
        room.board("board 2")
        #expect(try room.mod.texts() == ["board 1", "zone 1", "history", "zone 2", "board 2"])
        room.pass()
        #expect(try room.mod.texts() == [])
    }

    @Test func `an event for everyone comes after the window that waits`() throws {
        let room = try LargeRoom()
        room.board("board")
        room.event(.everyone, "event")
        #expect(try room.pages[0].texts() == ["board", "event"])
        #expect(try room.mod.texts() == ["board", "event"])
    }

    @Test func `a slow page gets the newest board and rows when it can take more`() throws {
        let room = try LargeRoom()
        let slow = room.pages[0]
        slow.set(writable: false)
        for words in ["board 1", "board 2"] {
            room.board(words)
            room.clock("clock after \(words)")
            room.pass()
        }
        #expect(try slow.texts() == [])
        slow.set(writable: true)
        #expect(try slow.texts() == ["board 2", "clock after board 2"])
    }

    @Test func `a slow page that missed a history gets it before the clock that came later`() throws {
        let room = try LargeRoom()
        let slow = room.pages[0]
        slow.set(writable: false)
        room.history("history")
        room.pass()
        room.clock("clock")
        room.pass()
        slow.set(writable: true)
        #expect(try slow.texts() == ["history", "clock"])
    }

    @Test func `a slow page never hears something old after something new`() throws {
        let room = try LargeRoom()
        let slow = room.pages[0]
        slow.set(writable: false)
        room.board("board")
        room.pass()
        room.event(.everyone, "event")
        slow.set(writable: true)
        #expect(try slow.texts() == ["board", "event"])
    }

    @Test func `who has a view for which nothing was encoded hears nothing`() throws {
        let room = try LargeRoom()
        room.shard.take(.board(.byView([View.mod(of: .first): Frame(text: "for the mod")])))
        room.pass()
        #expect(try room.mod.texts() == ["for the mod"])
        #expect(try room.pages[0].texts() == [])
    }

    @Test func `what is closed hears first what waited for it`() throws {
        let room = try LargeRoom()
        room.board("board")
        room.shard.take(.close(.everyone, code: 1000, reason: "Race reset"))
        room.loop.run()
        let page = room.pages[0]
        #expect(try page.texts() == ["board"])
    }
}

/// A room with so many sockets on one event loop that what is told waits for more.
private struct LargeRoom {
    let loop = EmbeddedEventLoop()
    let shard: FanOutShard
    let pages: [Watcher]
    let mod: Watcher

    init() throws {
        let loop = self.loop
        self.shard = FanOutShard(
            loop: loop,
            asks: FanOutShard.Questions(
                news: { News(frame: nil, version: $0.since ?? 0) },
                state: { _ in },
                metrics: LiveMetrics(factory: NOOPMetricsHandler.instance)
            )
        )
        self.pages = try (0..<80).map { _ in try Watcher(on: loop) }
        self.mod = try Watcher(on: loop)
        let sight = Sight(view: View(projection: .full), run: nil)
        for page in self.pages { self.join(page, isMod: false, sight) }
        self.join(self.mod, isMod: true, Sight(view: .mod(of: .first), run: .first))
    }

    func clock(_ words: String, of run: RunID = .first) {
        self.shard.take(.row(run, withHistory: false, .same(Frame(text: words))))
    }

    func history(_ words: String) { self.shard.take(.row(.first, withHistory: true, .same(Frame(text: words)))) }
    func board(_ words: String) { self.shard.take(.board(.same(Frame(text: words)))) }

    func event(_ receivers: Delivery.Receivers, _ words: String) {
        self.shard.take(.event(receivers, .same(Frame(text: words))))
    }

    func pass() { self.loop.advanceTime(by: .seconds(1)) }

    private func join(_ watcher: Watcher, isMod: Bool, _ sight: Sight) {
        self.shard.take(.join(Member.Seat(socket: watcher.socket, isMod: isMod, sight: sight), []))
    }
}
