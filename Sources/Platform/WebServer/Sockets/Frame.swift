package import NIOCore

/// One whole server frame, header included, encoded once and shared by every socket that it goes to.
///
/// Servers do not mask, so the same bytes are right for all.
package struct Frame: Sendable {
    /// What goes on the wire.
    package let bytes: ByteBuffer

    /// A text message.
    package init(text: String) { self.init(utf8: text.utf8) }

    /// A text message whose UTF-8 is at hand; it is not checked again.
    package init(utf8: some Collection<UInt8>) {
        let count = utf8.count
        var bytes = ByteBufferAllocator().buffer(capacity: count + 10)
        bytes.writeFrameHeader(.text, payloadBytes: count)
        bytes.writeBytes(utf8)
        self.bytes = bytes
    }

    private init(bytes: ByteBuffer) { self.bytes = bytes }

    /// Several frames as one write, in this order.
    package static func joined(_ frames: [Frame]) -> Frame {
        if frames.count == 1 { return frames[0] }
        var bytes = ByteBufferAllocator().buffer(capacity: frames.reduce(0) { $0 + $1.bytes.readableBytes })
        for frame in frames { bytes.writeImmutableBuffer(frame.bytes) }
        return Frame(bytes: bytes)
    }

    /// An empty ping, the same for all sockets.
    static let ping = Frame(control: .ping, ByteBuffer())

    /// The answer to a ping: its payload comes back.
    static func pong(_ payload: ByteBuffer) -> Frame { Frame(control: .pong, payload) }

    /// A close frame. The reason is cut, between characters, to what a control frame can hold.
    static func close(code: UInt16, reason: String) -> Frame {
        var payload = ByteBuffer(integer: code)
        var room = FrameHeader.maxControlPayload - 2
        for character in reason {
            let bytes = character.utf8
            guard bytes.count <= room else { break }
            room -= bytes.count
            payload.writeBytes(bytes)
        }
        return Frame(control: .close, payload)
    }

    private init(control opcode: Opcode, _ payload: ByteBuffer) {
        var bytes = ByteBufferAllocator().buffer(capacity: payload.readableBytes + 2)
        bytes.writeFrameHeader(opcode, payloadBytes: payload.readableBytes)
        bytes.writeImmutableBuffer(payload)
        self.bytes = bytes
    }
}

extension ByteBuffer {
    fileprivate mutating func writeFrameHeader(_ opcode: Opcode, payloadBytes count: Int) {
        self.writeInteger(0x80 | opcode.rawValue)
        switch count {
        case ..<126:
            self.writeInteger(UInt8(count))
        case ..<65536:
            self.writeInteger(UInt8(126))
            self.writeInteger(UInt16(count))
        default:
            self.writeInteger(UInt8(127))
            self.writeInteger(UInt64(count))
        }
    }
}
