import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebServer

@Suite struct ConnectionDeadlinesTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    /// 1,000 bytes a second over 10 s; 5 s at shutdown.
    init() throws {
        var limits = HTTPLimits()
        limits.slowestBytesPerSecond = 1000
        limits.rateWindow = .seconds(10)
        limits.maxBodyBytes = 1_000_000
        limits.shutdownTimeout = .seconds(5)
        let reader = ReaderWatch(limits: limits)
        self.channel = EmbeddedChannel(loop: self.loop)
        try self.channel.pipeline.syncOperations.addHandlers(
            reader,
            ConnectionDeadlines(limits: limits, reader: reader)
        )
        self.channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    }

    private static let head = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: nil, authority: "x", path: "/")
    )

    private func arrive(_ part: HTTPRequestPart, readOn: Bool = true) throws {
        try self.channel.writeInbound(part)
        if readOn { self.channel.read() }
    }

    private func arrive(bytes: Int, readOn: Bool = true) throws {
        try self.arrive(.body(ByteBuffer(repeating: 65, count: bytes)), readOn: readOn)
    }

    private func pass(_ seconds: Int64) { self.loop.advanceTime(by: .seconds(seconds)) }

    @Test func `a body at the slowest rate may take as long as it does`() throws {
        try self.arrive(Self.head)
        for _ in 0..<20 {
            self.pass(9)
            try self.arrive(bytes: 10_000)
            self.pass(1)
        }
        try self.channel.throwIfErrorCaught()
        try self.arrive(.end(nil))
        self.pass(3600)
        try self.channel.throwIfErrorCaught()
        #expect(self.channel.isActive)
    }

    @Test func `a body below it is given up, once`() throws {
        try self.arrive(Self.head)
        try self.arrive(bytes: 9_999)
        self.pass(9)
        try self.channel.throwIfErrorCaught()
        self.pass(1)
        #expect(throws: RequestTooSlow.self) { try self.channel.throwIfErrorCaught() }
        _ = try self.channel.readInbound(as: HTTPRequestPart.self)
        _ = try self.channel.readInbound(as: HTTPRequestPart.self)
        try self.arrive(bytes: 10)
        #expect(try self.channel.readInbound(as: HTTPRequestPart.self) == nil)
        self.pass(3600)
        try self.channel.throwIfErrorCaught()
    }

    @Test func `a fast beginning does not pay for a slow end`() throws {
        try self.arrive(Self.head)
        try self.arrive(bytes: 500_000)
        self.pass(10)
        try self.channel.throwIfErrorCaught()
        self.pass(10)
        #expect(throws: RequestTooSlow.self) { try self.channel.throwIfErrorCaught() }
    }

    @Test func `while we do not read, the peer is not slow`() throws {
        try self.arrive(Self.head, readOn: false)
        self.pass(600)
        try self.channel.throwIfErrorCaught()
        self.channel.read()
        self.pass(9)
        try self.channel.throwIfErrorCaught()
        self.pass(1)
        #expect(throws: RequestTooSlow.self) { try self.channel.throwIfErrorCaught() }
    }

    @Test func `a body over the limit is cut off`() throws {
        try self.arrive(Self.head)
        for _ in 0..<100 { try self.arrive(bytes: 10_000) }
        #expect(throws: NIOTooManyBytesError.self) { try self.arrive(bytes: 1) }
    }

    @Test func `at shutdown a connection has its seconds`() throws {
        try self.arrive(Self.head)
        self.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        self.pass(4)
        #expect(self.channel.isActive)
        self.pass(1)
        #expect(!self.channel.isActive)
    }
}
