import NIOCore
import NIOEmbedded
import SpeedFogProtocol

@testable import WebServer

/// One socket of a test, and what it hears.
struct Watcher {
    let channel: EmbeddedChannel
    let socket: Socket

    init(on loop: EmbeddedEventLoop) throws {
        self.channel = EmbeddedChannel(loop: loop)
        self.socket = try Socket.make(on: self.channel, limits: SocketLimits())
    }

    /// The texts of the frames since the last call.
    func texts() throws -> [String] { try self.frames().filter { $0.opcode == 1 }.map(\.text) }

    /// The messages since the last call.
    func heard() throws -> [JSONObject] { try self.texts().map { try JSON(parsing: $0).object ?? JSONObject() } }

    /// The code and words of the close frame, if one came since the last call.
    func closed() throws -> String? {
        try self.frames().first { $0.opcode == 8 }.map { frame in
            let bytes = Array(frame.bytes)
            return "\(Int(bytes[0]) << 8 | Int(bytes[1])) \(String(decoding: bytes.dropFirst(2), as: UTF8.self))"
        }
    }

    /// Stops taking what is written, or takes it again.
    func set(writable: Bool) {
        self.channel.isWritable = writable
        if writable { self.channel.pipeline.fireChannelWritabilityChanged() }
    }

    private struct Received {
        let opcode: UInt8
        let bytes: ByteBufferView
        var text: String { String(decoding: self.bytes, as: UTF8.self) }
    }

    private func frames() throws -> [Received] {
        var frames: [Received] = []
        while let data = try self.channel.readOutbound(as: IOData.self) {
            guard case .byteBuffer(var bytes) = data else { continue }
            while let first: UInt8 = bytes.readInteger(), let short: UInt8 = bytes.readInteger() {
                let length: Int? =
                    switch short {
                    case 126: bytes.readInteger(as: UInt16.self).map(Int.init)
                    case 127: bytes.readInteger(as: UInt64.self).map(Int.init)
                    default: Int(short)
                    }
                guard let length, let payload = bytes.readSlice(length: length) else { break }
                frames.append(Received(opcode: first & 0x0F, bytes: payload.readableBytesView))
            }
        }
        return frames
    }
}

extension JSONObject {
    var type: String { self["type"]?.string ?? "" }
    func object(_ key: String) -> JSONObject { self[key]?.object ?? JSONObject() }
    func objects(_ key: String) -> [JSONObject] { (self[key]?.array ?? []).compactMap(\.object) }
    /// The row of a run in a list of rows.
    func row(_ id: String, of list: String) -> JSONObject? { self.objects(list).first { $0["id"]?.string == id } }
}
