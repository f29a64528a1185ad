import Foundation
import NIOCore
import NIOPosix

/// Opens sockets to the server, many at a time but not all at once.
struct Sockets {
    let port: Int
    let group: MultiThreadedEventLoopGroup

    /// Raises the limit of open files as far as the system allows, and says so if that is too little. The server started later
    /// inherits it.
    static func allow(_ count: Int) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let wanted = rlim_t(count + 500)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(limit.rlim_max, max(wanted, limit.rlim_cur))
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        guard limit.rlim_cur >= wanted else {
            throw Failure(
                "\(count) sockets need \(wanted) open files, and this shell allows \(limit.rlim_cur). "
                    + "Run `ulimit -Hn unlimited` as root first, or ask for fewer."
            )
        }
    }

    /// One address offers some 28,000 ports to connect from; many sockets are spread over 127.0.0.1, .2, .3 ...
    static func source(of index: Int, of count: Int) -> String? {
        count > 20_000 ? "127.0.0.\(1 + index / 20_000)" : nil
    }

    /// Opens a socket for each index; `make` gives each its sink, on the socket's event loop.
    func open(
        _ count: Int,
        path: String,
        make: @escaping @Sendable (_ index: Int, _ loop: any EventLoop) -> any FrameSink
    ) async throws -> [any Channel] {
        var channels: [any Channel] = []
        channels.reserveCapacity(count)
        let atOnce = 64
        for first in stride(from: 0, to: count, by: atOnce) {
            let futures = (first..<min(first + atOnce, count)).map { index in
                var bootstrap = ClientBootstrap(group: self.group.next())
                    .connectTimeout(.seconds(20))
                    .channelOption(.socketOption(.tcp_nodelay), value: 1)
                    .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 << 10))
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            let peer = Peer(path: path, sink: make(index, channel.eventLoop))
                            try channel.pipeline.syncOperations.addHandler(peer)
                        }
                    }
                if let source = Self.source(of: index, of: count),
                    let address = try? SocketAddress(ipAddress: source, port: 0)
                {
                    bootstrap = bootstrap.bind(to: address)
                }
                return bootstrap.connect(host: "127.0.0.1", port: self.port)
            }
            for future in futures { channels.append(try await future.get()) }
        }
        return channels
    }
}
