import NIOCore

/// What a frame is (RFC 6455, section 5.2).
enum Opcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { self.rawValue >= 8 }
}

/// The first bytes of a frame, already checked against what a client may send us.
struct FrameHeader: Equatable {
    static let maxControlPayload = 125

    let isFinal: Bool
    let opcode: Opcode
    let payloadBytes: Int
    let mask: (UInt8, UInt8, UInt8, UInt8)

    static func == (a: FrameHeader, b: FrameHeader) -> Bool {
        a.isFinal == b.isFinal && a.opcode == b.opcode && a.payloadBytes == b.payloadBytes && a.mask == b.mask
    }

    /// Takes a header off the front of `bytes`, or leaves them alone if it is not whole yet.
    init?(readingFrom bytes: inout ByteBuffer) throws(ProtocolViolation) {
        let start = bytes.readerIndex
        guard let first: UInt8 = bytes.getInteger(at: start), let second: UInt8 = bytes.getInteger(at: start + 1) else {
            return nil
        }
        guard first & 0x70 == 0 else { throw .protocolError("reserved bits") }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .protocolError("reserved opcode") }
        guard second & 0x80 != 0 else { throw .protocolError("frame is not masked") }
        self.isFinal = first & 0x80 != 0
        self.opcode = opcode

        let length = Int(second & 0x7F)
        if opcode.isControl, !self.isFinal || length > Self.maxControlPayload {
            throw .protocolError("control frame is fragmented or too long")
        }
        let extraBytes = length == 126 ? 2 : length == 127 ? 8 : 0
        guard bytes.readableBytes >= 2 + extraBytes + 4 else { return nil }
        bytes.moveReaderIndex(forwardBy: 2)
        switch length {
        case 126:
            self.payloadBytes = Int(bytes.readInteger(as: UInt16.self) ?? 0)
        case 127:
            guard let length = Int(exactly: bytes.readInteger(as: UInt64.self) ?? 0) else {
                throw .protocolError("impossible length")
            }
            self.payloadBytes = length
        default:
            self.payloadBytes = length
        }
        guard let mask = bytes.readMultipleIntegers(as: (UInt8, UInt8, UInt8, UInt8).self) else { return nil }
        self.mask = mask
    }
}

/// Why a socket has to be failed: the code that the peer is told.
struct ProtocolViolation: Error, Equatable {
    let code: UInt16
    let reason: String

    static func protocolError(_ reason: String) -> ProtocolViolation {
        ProtocolViolation(code: CloseCode.protocolError, reason: reason)
    }
    static let tooBig = ProtocolViolation(code: CloseCode.messageTooBig, reason: "message too big")
    static let notUTF8 = ProtocolViolation(code: CloseCode.invalidPayload, reason: "text is not UTF-8")
    static let binary = ProtocolViolation(code: CloseCode.unsupportedData, reason: "text messages only")
}
