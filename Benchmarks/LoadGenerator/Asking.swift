import NIOCore
import NIOHTTP1
import NIOPosix

/// The same GET requests again and again, on several connections at once, each as fast as the one before is answered.
struct Asking {
    /// Asked for in turn.
    var paths: [String]
    var accept = "application/json"
    var token: String?
    var connections = 32
    var threads = 1

    /// When a connection has asked enough.
    enum End: Sendable {
        case after(seconds: Double)
        case times(Int)
    }

    func ask(port: Int, until end: End) async throws -> Asked {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.threads)
        let deadline: NIODeadline
        let times: Int
        switch end {
        case .after(let seconds): (deadline, times) = (.now() + .nanoseconds(Int64(seconds * 1e9)), .max)
        case .times(let count): (deadline, times) = (.distantFuture, count)
        }
        let total = try await withThrowingTaskGroup(of: Asked.self) { tasks in
            for index in 0..<self.connections {
                let connection = try await HTTPConnection.open(
                    port: port,
                    on: group.next(),
                    from: Sockets.source(of: index, of: self.connections)
                ).get()
                tasks.addTask {
                    let asker = Asker(self, first: index, on: connection, deadline: deadline, times: times)
                    return try await connection.channel.eventLoop.flatSubmit { asker.ask() }.get()
                }
            }
            return try await tasks.reduce(into: Asked()) { $0.merge($1) }
        }
        try await group.shutdownGracefully()
        return total
    }
}

/// What was answered.
struct Asked: Sendable {
    var latency = Histogram()
    var bytes = 0
    var statuses: [Int: Int] = [:]

    var isFine: Bool { self.statuses.keys.allSatisfy { $0 == 200 } }

    /// For a report.
    var counts: [String: Int] { Dictionary(uniqueKeysWithValues: self.statuses.map { ("\($0.key)", $0.value) }) }

    mutating func merge(_ other: Asked) {
        self.latency.merge(other.latency)
        self.bytes += other.bytes
        self.statuses.merge(other.statuses, uniquingKeysWith: +)
    }
}

/// Asks again and again on one connection.
// Confined to the event loop of its connection.
private final class Asker: @unchecked Sendable {
    private let asking: Asking
    private let connection: HTTPConnection
    private let deadline: NIODeadline
    private let done: EventLoopPromise<Asked>
    private var asked = Asked()
    private var turn: Int
    private var left: Int

    init(_ asking: Asking, first: Int, on connection: HTTPConnection, deadline: NIODeadline, times: Int) {
        self.asking = asking
        self.connection = connection
        self.deadline = deadline
        self.turn = first
        self.left = times
        self.done = connection.channel.eventLoop.makePromise()
    }

    func ask() -> EventLoopFuture<Asked> {
        self.next()
        return self.done.futureResult
    }

    private func next() {
        let begin = NIODeadline.now()
        guard begin < self.deadline, self.left > 0 else {
            self.connection.close()
            self.done.succeed(self.asked)
            return
        }
        self.left -= 1
        let path = self.asking.paths[self.turn % self.asking.paths.count]
        self.turn += 1
        self.connection.request(.GET, path, accept: self.asking.accept, token: self.asking.token)
            .whenComplete { result in
                switch result {
                case .success(let reply):
                    self.asked.latency.record(Int((NIODeadline.now() - begin).nanoseconds / 1000))
                    self.asked.bytes += reply.body.readableBytes
                    self.asked.statuses[reply.status, default: 0] += 1
                    self.next()
                case .failure(let error):
                    self.done.fail(error)
                }
            }
    }
}
