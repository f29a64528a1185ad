import NIOCore
import NIOEmbedded
import struct RaceRules.RunID
import Testing
import Vocabulary

@testable import SpeedFogServer
@testable import WebServer

@Suite struct FanOutShardTests {
    private let run = RunID.sample(1)

    @Test func `in a large room a window brings the newest board and what came after it, once`() throws {
        let room = try LargeRoom()
        room.shard.take(.tick(self.run, .words("tick 1")))
        room.shard.take(.board(.words("board 1")))
        room.shard.take(.board(.words("board 2")))
        room.shard.take(.tick(self.run, .words("tick 2")))
        room.shard.take(.tick(self.run, .words("tick 3")))
        #expect(try room.viewers[0].heard() == [])
        room.loop.advanceTime(by: .seconds(1))
        for viewer in room.viewers { #expect(try viewer.heard() == ["board 2", "tick 3"]) }
    }

    @Test func `a mod gets every board at once, before what answers its gate`() throws {
        let room = try LargeRoom()
        room.shard.take(.board(.words("board 1")))
        room.shard.take(.event(.mod(self.run), .words("zone 1")))
        room.shard.take(.board(.words("board 2")))
        #expect(try room.mod.heard() == ["board 1", "zone 1", "board 2"])
        room.loop.advanceTime(by: .seconds(1))
        #expect(try room.mod.heard() == [])
    }

    @Test func `an event for everyone comes after the window that waits`() throws {
        let room = try LargeRoom()
        room.shard.take(.board(.words("board")))
        room.shard.take(.event(.everyone, .words("event")))
        #expect(try room.viewers[0].heard() == ["board", "event"])
        #expect(try room.mod.heard() == ["board", "event"])
    }

    @Test func `a slow viewer gets the newest board and clocks when it can take more`() throws {
        let room = try LargeRoom()
        let slow = room.viewers[0]
        slow.isWritable = false
        for words in ["board 1", "board 2"] {
            room.shard.take(.board(.words(words)))
            room.shard.take(.tick(self.run, .words("tick after \(words)")))
            room.loop.advanceTime(by: .seconds(1))
        }
        #expect(try slow.heard() == [])
        slow.isWritable = true
        slow.pipeline.fireChannelWritabilityChanged()
        #expect(try slow.heard() == ["board 2", "tick after board 2"])
    }

    @Test func `a slow viewer never hears something old after something new`() throws {
        let room = try LargeRoom()
        let slow = room.viewers[0]
        slow.isWritable = false
        room.shard.take(.board(.words("board")))
        room.loop.advanceTime(by: .seconds(1))
        room.shard.take(.event(.everyone, .words("event")))
        slow.isWritable = true
        slow.pipeline.fireChannelWritabilityChanged()
        #expect(try slow.heard() == ["board", "event"])
    }
}

/// A room with so many sockets on one event loop that ticks and boards wait for each other.
private struct LargeRoom {
    let loop = EmbeddedEventLoop()
    let shard: FanOutShard
    let viewers: [EmbeddedChannel]
    let mod: EmbeddedChannel

    init() throws {
        let loop = self.loop
        self.shard = FanOutShard(loop: loop, wantsState: { _ in })
        self.viewers = (0..<80).map { _ in EmbeddedChannel(loop: loop) }
        self.mod = EmbeddedChannel(loop: loop)
        for viewer in self.viewers { try self.join(viewer, .viewer(user: nil), .full) }
        try self.join(self.mod, .mod(.sample(1)), .run(.sample(1)))
    }

    private func join(_ channel: EmbeddedChannel, _ role: Member.Role, _ audience: Audience) throws {
        let socket = try Socket.make(on: channel, limits: SocketLimits())
        self.shard.take(.join(Member.Seat(socket: socket, role: role, audience: audience), []))
    }
}

extension EmbeddedChannel {
    /// The texts of the frames since the last call.
    fileprivate func heard() throws -> [String] {
        var texts: [String] = []
        while let data = try self.readOutbound(as: IOData.self) {
            guard case .byteBuffer(var bytes) = data else { continue }
            while let length = bytes.getInteger(at: bytes.readerIndex + 1, as: UInt8.self) {
                bytes.moveReaderIndex(forwardBy: 2)
                texts.append(bytes.readString(length: Int(length)) ?? "")
            }
        }
        return texts
    }
}

extension FrameSet {
    fileprivate static func words(_ words: String) -> FrameSet { FrameSet(everyone: Frame(text: words)) }
}
