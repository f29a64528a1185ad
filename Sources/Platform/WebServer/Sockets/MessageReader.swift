import NIOCore

/// Turns the bytes of a client into messages and control frames. Holds no memory between whole frames.
struct MessageReader {
    enum Event: Equatable {
        case text(String)
        case ping(ByteBuffer)
        case pong
        case close(UInt16?)
    }

    private let maxMessageBytes: Int
    /// How many frames have begun.
    private(set) var frames = 0
    /// A header of which only a part has arrived.
    private var partialHeader = ByteBuffer()
    /// The frame whose payload is arriving, and how much of it is missing.
    private var current: (header: FrameHeader, missing: Int)?
    /// The text so far; nil between messages.
    private var message: ByteBuffer?
    private var control = ByteBuffer()

    init(maxMessageBytes: Int) { self.maxMessageBytes = maxMessageBytes }

    /// The next thing in `input`; nil when all of it is used up.
    mutating func next(_ input: inout ByteBuffer) throws(ProtocolViolation) -> Event? {
        while true {
            if self.current == nil {
                guard let header = try self.header(&input) else { return nil }
                try self.begin(header)
            }
            guard let (header, missing) = self.current else { return nil }
            let taken = min(missing, input.readableBytes)
            self.takePayload(taken, of: header, from: &input)
            guard taken == missing else {
                self.current = (header, missing - taken)
                return nil
            }
            self.current = nil
            if let event = try self.end(header) { return event }
        }
    }

    private mutating func header(_ input: inout ByteBuffer) throws(ProtocolViolation) -> FrameHeader? {
        if self.partialHeader.readableBytes == 0 {
            if let header = try FrameHeader(readingFrom: &input) { return header }
            // A copy of its own: a slice would pin the receive buffer.
            self.partialHeader = ByteBuffer(bytes: input.readableBytesView)
            input.moveReaderIndex(to: input.writerIndex)
            return nil
        }
        while let byte: UInt8 = input.readInteger() {
            self.partialHeader.writeInteger(byte)
            if let header = try FrameHeader(readingFrom: &self.partialHeader) {
                self.partialHeader = ByteBuffer()
                return header
            }
        }
        return nil
    }

    private mutating func begin(_ header: FrameHeader) throws(ProtocolViolation) {
        self.frames += 1
        switch header.opcode {
        case .binary:
            throw .binary
        case .text:
            guard self.message == nil else { throw .protocolError("message inside a message") }
            self.message = ByteBuffer()
        case .continuation:
            guard self.message != nil else { throw .protocolError("continuation of nothing") }
        case .close, .ping, .pong:
            self.control = ByteBuffer()
        }
        let collected = header.opcode.isControl ? 0 : self.message?.readableBytes ?? 0
        guard header.payloadBytes <= self.maxMessageBytes - collected else { throw .tooBig }
        self.current = (header, header.payloadBytes)
    }

    private mutating func takePayload(_ count: Int, of header: FrameHeader, from input: inout ByteBuffer) {
        guard count > 0, let missing = self.current?.missing else { return }
        let offset = header.payloadBytes - missing
        if header.opcode.isControl {
            self.control.writeUnmasked(count, from: &input, mask: header.mask, offset: offset)
        } else {
            self.message?.writeUnmasked(count, from: &input, mask: header.mask, offset: offset)
        }
    }

    private mutating func end(_ header: FrameHeader) throws(ProtocolViolation) -> Event? {
        switch header.opcode {
        case .text, .continuation, .binary:
            guard header.isFinal, let message = self.message else { return nil }
            self.message = nil
            guard let text = String(validating: message.readableBytesView, as: UTF8.self) else { throw .notUTF8 }
            return .text(text)
        case .ping:
            defer { self.control = ByteBuffer() }
            return .ping(self.control)
        case .pong:
            self.control = ByteBuffer()
            return .pong
        case .close:
            defer { self.control = ByteBuffer() }
            return .close(try Self.closeCode(self.control))
        }
    }

    private static func closeCode(_ payload: ByteBuffer) throws(ProtocolViolation) -> UInt16? {
        var payload = payload
        guard payload.readableBytes > 0 else { return nil }
        guard let code: UInt16 = payload.readInteger(), CloseCode.mayBeSent(code) else {
            throw .protocolError("close code")
        }
        guard String(validating: payload.readableBytesView, as: UTF8.self) != nil else { throw .notUTF8 }
        return code
    }
}

extension ByteBuffer {
    /// Moves `count` bytes over, unmasked. `offset` is their place in the payload that the mask belongs to.
    fileprivate mutating func writeUnmasked(
        _ count: Int,
        from input: inout ByteBuffer,
        mask: (UInt8, UInt8, UInt8, UInt8),
        offset: Int
    ) {
        let key: UInt32 = UInt32(mask.0) | UInt32(mask.1) << 8 | UInt32(mask.2) << 16 | UInt32(mask.3) << 24
        self.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            input.readWithUnsafeReadableBytes { source in
                for index in 0..<count {
                    let shift = UInt32((offset + index) & 3) << 3
                    target[index] = source[index] ^ UInt8(truncatingIfNeeded: key >> shift)
                }
                return count
            }
            return count
        }
    }
}
