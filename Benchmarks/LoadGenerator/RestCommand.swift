import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix

/// How fast pages of data come.
struct RestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rest",
        abstract: "Keep-alive connections ask for the list of races, then for one race, as fast as they are answered."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Connections.") var connections = 32
    @Option(help: "Seconds of each part.") var seconds = 5.0
    @Option(help: "Races in the database.") var races = 20
    @Option(help: "Players of each race.") var players = 8

    struct Part: Encodable {
        let path: String
        let requestsPerSecond: Double
        let latencyMs: Latency
        let bytesEach: Int
        let statuses: [String: Int]
        let serverCPUMicrosecondsEach: Double
    }

    struct Figures: Encodable {
        let connections: Int
        let list: Part
        let detail: Part
    }

    func validate() throws {
        guard self.connections > 0, self.seconds > 0, self.races > 0, self.players >= 0 else {
            throw ValidationError("Connections, seconds and races must be above 0.")
        }
    }

    func run() async throws {
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        say("generating \(self.races) seeds, starting the server on port \(server.port)")
        try server.generateSeeds(self.races)
        _ = try await server.start()
        let organizer = try await Organizer(port: server.port)
        var last = ""
        for index in 0..<self.races {
            last = try await organizer.race("Race \(index + 1)", players: self.players).id
        }
        organizer.close()
        let ownBefore = ownCPUSeconds()
        let list = try await self.part(server, "/api/races?limit=20")
        let detail = try await self.part(server, "/api/races/\(last)")
        try Report(
            benchmark: "rest",
            figures: Figures(connections: self.connections, list: list, detail: detail),
            generatorCPUSeconds: rounded(ownCPUSeconds() - ownBefore, 100)
        ).print()
        guard list.statuses.keys.allSatisfy({ $0 == "200" }), detail.statuses.keys.allSatisfy({ $0 == "200" }) else {
            throw ExitCode(1)
        }
    }

    private func part(_ server: ServerUnderTest, _ path: String) async throws -> Part {
        say("GET \(path), \(self.seconds) s")
        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        let cpu = server.cpuSeconds
        let begin = ContinuousClock.now
        let end = NIODeadline.now() + .nanoseconds(Int64(self.seconds * 1e9))
        let askers = try await withThrowingTaskGroup(of: Asked.self) { tasks in
            for index in 0..<self.connections {
                let connection = try await HTTPConnection.open(
                    port: server.port,
                    on: group.next(),
                    from: Sockets.source(of: index, of: self.connections)
                ).get()
                tasks.addTask {
                    let asker = Asker(connection: connection, path: path, end: end)
                    return try await connection.channel.eventLoop.flatSubmit { asker.ask() }.get()
                }
            }
            var all: [Asked] = []
            for try await asked in tasks { all.append(asked) }
            return all
        }
        let elapsed = (ContinuousClock.now - begin) / .seconds(1)
        let used = server.cpuSeconds - cpu
        var total = Asked()
        for asked in askers {
            total.latency.merge(asked.latency)
            total.bytes += asked.bytes
            total.statuses.merge(asked.statuses, uniquingKeysWith: +)
        }
        try await group.shutdownGracefully()
        let count = max(total.latency.count, 1)
        return Part(
            path: path.hasPrefix("/api/races/") ? "/api/races/{id}" : path,
            requestsPerSecond: rounded(Double(total.latency.count) / elapsed, 10),
            latencyMs: total.latency.summary,
            bytesEach: total.bytes / count,
            statuses: Dictionary(uniqueKeysWithValues: total.statuses.map { ("\($0.key)", $0.value) }),
            serverCPUMicrosecondsEach: rounded(used * 1e6 / Double(count), 10)
        )
    }
}

/// What one connection got.
struct Asked: Sendable {
    var latency = Histogram()
    var bytes = 0
    var statuses: [Int: Int] = [:]
}

/// Asks again and again on one connection.
// Confined to the event loop of its connection.
private final class Asker: @unchecked Sendable {
    private let connection: HTTPConnection
    private let path: String
    private let end: NIODeadline
    private let done: EventLoopPromise<Asked>
    private var asked = Asked()

    init(connection: HTTPConnection, path: String, end: NIODeadline) {
        self.connection = connection
        self.path = path
        self.end = end
        self.done = connection.channel.eventLoop.makePromise()
    }

    func ask() -> EventLoopFuture<Asked> {
        self.next()
        return self.done.futureResult
    }

    private func next() {
        let begin = NIODeadline.now()
        guard begin < self.end else {
            self.connection.close()
            self.done.succeed(self.asked)
            return
        }
        self.connection.request(.GET, self.path).whenComplete { result in
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
