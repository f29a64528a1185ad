import NIOCore
import NIOEmbedded
import Testing

@testable import WebServer

@Suite struct ReaderWatchTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    /// 1,000 bytes a second over 10 s.
    init() throws {
        var limits = HTTPLimits()
        limits.slowestBytesPerSecond = 1000
        limits.rateWindow = .seconds(10)
        limits.closeTimeout = .seconds(5)
        self.channel = EmbeddedChannel(loop: self.loop)
        try self.channel.pipeline.syncOperations.addHandler(ReaderWatch(limits: limits))
        self.channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    }

    /// What is written and not flushed is what waits for a peer here.
    private func write(_ bytes: Int) {
        self.channel.write(IOData.byteBuffer(ByteBuffer(repeating: 65, count: bytes)), promise: nil)
    }

    private func writable(_ isWritable: Bool) {
        self.channel.isWritable = isWritable
        self.channel.pipeline.fireChannelWritabilityChanged()
    }

    private func pass(_ seconds: Int64) { self.loop.advanceTime(by: .seconds(seconds)) }

    @Test func `who takes nothing for a window is dropped`() {
        self.write(100_000)
        self.writable(false)
        self.pass(9)
        #expect(self.channel.isActive)
        self.pass(1)
        #expect(!self.channel.isActive)
    }

    @Test func `who takes too little is dropped, although more was written meanwhile`() {
        self.write(9_999)
        self.writable(false)
        self.channel.flush()
        self.write(500_000)
        self.pass(10)
        #expect(!self.channel.isActive)
    }

    @Test func `who takes enough may take as long as it does`() {
        self.write(10_000)
        self.writable(false)
        for _ in 0..<50 {
            self.channel.flush()
            self.write(10_000)
            self.pass(10)
        }
        #expect(self.channel.isActive)
    }

    @Test func `a writable connection is not its peer's fault, and is watched again when it fills up`() {
        self.write(100)
        self.writable(false)
        self.writable(true)
        self.pass(600)
        #expect(self.channel.isActive)
        self.writable(false)
        self.pass(10)
        #expect(!self.channel.isActive)
    }

    @Test func `closing lets out what waits`() throws {
        self.write(100)
        let closed = self.channel.close(mode: .all)
        self.loop.run()
        try closed.wait()
        #expect(try self.channel.readOutbound(as: ByteBuffer.self)?.readableBytes == 100)
        #expect(!self.channel.isActive)
    }
}
