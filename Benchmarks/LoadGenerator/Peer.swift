import NIOCore
import NIOPosix

/// What a socket does with what it receives; called on the socket's event loop.
protocol FrameSink: AnyObject {
    func opened(_ peer: Peer)
    func text(_ bytes: UnsafeRawBufferPointer, _ peer: Peer)
    func closed(_ why: String, _ peer: Peer)
}

/// A client WebSocket without a pipeline: the upgrade is one fixed request, frames are cut out of the stream by hand. That leaves
/// the machine to the server under test.
///
/// Confined to its event loop: state is touched in channel callbacks, and `send` is called on the loop only.
final class Peer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase { case upgrading, open, closed }

    private let path: String
    private let sink: any FrameSink
    private var phase = Phase.upgrading
    private var pending = ByteBuffer()
    private var fragments = ByteBuffer()
    private var context: ChannelHandlerContext?
    private(set) var frames = 0
    private(set) var bytes = 0

    init(path: String, sink: any FrameSink) {
        self.path = path
        self.sink = sink
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        let request =
            "GET \(self.path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3RhcnRsaW5lLWxvYWQtMQ==\r\n\r\n"
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var incoming = self.unwrapInboundIn(data)
        self.bytes += incoming.readableBytes
        if self.pending.readableBytes == 0 {
            // Mostly a read holds whole frames: nothing is copied.
            self.consume(&incoming, context)
            self.pending = incoming
        } else {
            self.pending.writeBuffer(&incoming)
            self.consume(&self.pending, context)
        }
        if self.pending.readableBytes == 0 { self.pending = ByteBuffer() }
    }

    func channelInactive(context: ChannelHandlerContext) { self.end("connection closed") }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.end("\(error)")
        context.close(promise: nil)
    }

    /// Sends a text frame; on the event loop only.
    func send(_ text: String) { self.write(opcode: 1, text.utf8) }

    func close() { self.context?.close(promise: nil) }

    private func write(opcode: UInt8, _ payload: some Collection<UInt8>) {
        guard let context, self.phase == .open else { return }
        var frame = context.channel.allocator.buffer(capacity: payload.count + 8)
        frame.writeInteger(0x80 | opcode)
        if payload.count < 126 {
            frame.writeInteger(0x80 | UInt8(payload.count))
        } else {
            frame.writeInteger(UInt8(0x80 | 126))
            frame.writeInteger(UInt16(payload.count))
        }
        // A mask of zeros is a mask, and leaves the bytes as they are.
        frame.writeInteger(UInt32(0))
        frame.writeBytes(payload)
        context.writeAndFlush(self.wrapOutboundOut(frame), promise: nil)
    }

    private func consume(_ buffer: inout ByteBuffer, _ context: ChannelHandlerContext) {
        if self.phase == .upgrading {
            guard let end = buffer.withUnsafeReadableBytes({ Self.endOfHead($0) }) else { return }
            let head = buffer.readString(length: end) ?? ""
            guard head.hasPrefix("HTTP/1.1 101") else {
                self.end("not upgraded: \(head.prefix(while: { $0 != "\r\n" }))")
                context.close(promise: nil)
                return
            }
            self.phase = .open
            self.sink.opened(self)
        }
        while self.phase == .open, self.frame(&buffer, context) {}
    }

    private static func endOfHead(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for at in 0...(bytes.count - 4)
        where bytes[at] == 13 && bytes[at + 1] == 10 && bytes[at + 2] == 13 && bytes[at + 3] == 10 { return at + 4 }
        return nil
    }

    /// Takes one frame off the buffer; says whether there was a whole one.
    private func frame(_ buffer: inout ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        let start = buffer.readerIndex
        guard let first = buffer.getInteger(at: start, as: UInt8.self),
            let second = buffer.getInteger(at: start + 1, as: UInt8.self)
        else { return false }
        var headLength = 2
        var length = Int(second & 0x7F)
        if length == 126 {
            guard let long = buffer.getInteger(at: start + 2, as: UInt16.self) else { return false }
            (length, headLength) = (Int(long), 4)
        } else if length == 127 {
            guard let long = buffer.getInteger(at: start + 2, as: UInt64.self) else { return false }
            (length, headLength) = (Int(clamping: long), 10)
        }
        guard second & 0x80 == 0, first & 0x70 == 0, length <= 16 << 20 else {
            self.end("a frame that no server may send")
            context.close(promise: nil)
            return false
        }
        guard buffer.readableBytes >= headLength + length else { return false }
        buffer.moveReaderIndex(forwardBy: headLength)
        guard var payload = buffer.readSlice(length: length) else { return false }
        self.frames += 1
        self.receive(opcode: first & 0x0F, isLast: first & 0x80 != 0, &payload, context)
        return true
    }

    private func receive(opcode: UInt8, isLast: Bool, _ payload: inout ByteBuffer, _ context: ChannelHandlerContext) {
        switch opcode {
        case 0, 1:
            guard isLast, self.fragments.readableBytes == 0 else {
                self.fragments.writeBuffer(&payload)
                guard isLast else { return }
                let whole = self.fragments
                self.fragments = ByteBuffer()
                whole.withUnsafeReadableBytes { self.sink.text($0, self) }
                return
            }
            payload.withUnsafeReadableBytes { self.sink.text($0, self) }
        case 8:
            let code = payload.readInteger(as: UInt16.self) ?? 1005
            self.end("closed with \(code) \(String(buffer: payload))")
            context.close(promise: nil)
        case 9: self.write(opcode: 10, payload.readableBytesView)
        default: break
        }
    }

    private func end(_ why: String) {
        guard self.phase != .closed else { return }
        self.phase = .closed
        self.context = nil
        self.sink.closed(why, self)
    }
}
