import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import WebServer

@Suite struct WebApplicationTests {
    @Test func `a taken port is named`() async throws {
        let holder = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(holder.localAddress?.port)
        var fixture = try WebFixture()
        fixture.settings.port = port

        try await fixture.files.written { directory in
            await #expect(throws: ListenError.portTaken(host: "127.0.0.1", port: port)) {
                try await fixture.application(directory).run()
            }
        }

        #expect(ListenError.portTaken(host: "127.0.0.1", port: port).description.contains("Port \(port)"))
        try await holder.close()
    }

    @Test func `requests under way are finished at shutdown`() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let fixture = try WebFixture()
        try await fixture.files.written { directory in
            let assets = try Assets(directory: "\(directory)/static")
            var parts = WebParts(
                settings: fixture.settings,
                templates: try Templates(directory: "\(directory)/templates", assets: assets),
                logger: fixture.logger
            )
            parts.onListening = { listening.yield($0) }
            let web = try WebApplication(
                parts,
                addRoutes: { router in
                    router.get("slow") { _, _ in
                        start.yield()
                        for await _ in released { break }
                        return "finished"
                    }
                }
            )
            let group = ServiceGroup(services: [web], logger: fixture.logger)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let port = try #require(await ports.first { _ in true })
                let request = try await SlowRequest.send(port: port)
                _ = await started.first { _ in true }

                await group.triggerGracefulShutdown()
                release.yield()

                #expect(try await request.answer().hasSuffix("finished"))
                try await tasks.waitForAll()
            }
        }
    }
}

/// A request whose answer is read until the server hangs up.
private struct SlowRequest {
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    static func send(port: Int) async throws -> SlowRequest {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.channel.writeAndFlush(ByteBuffer(string: "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"))
        return SlowRequest(channel: channel)
    }

    func answer() async throws -> String {
        try await self.channel.executeThenClose { inbound, _ in
            var text = ""
            for try await piece in inbound { text += String(buffer: piece) }
            return text
        }
    }
}
