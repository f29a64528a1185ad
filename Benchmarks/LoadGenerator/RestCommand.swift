import ArgumentParser
import NIOCore
import NIOPosix

/// How fast pages of data come.
struct RestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rest",
        abstract:
            "Asks for the list of races, a race in setup, a running one and its page, as fast as they are answered."
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
        let players: Int
        let list: Part
        let detail: Part
        /// The same path as `detail`, of a race whose players send a status a second.
        let running: Part
        /// What an answer costs that needs nothing.
        let health: Part
        /// The page of the running race.
        let page: Part
        let runningPerHealth: Double
        let pagePerHealth: Double
        let errors: [String]
    }

    func validate() throws {
        guard self.connections > 0, self.seconds > 0, self.races > 0, self.players > 0 else {
            throw ValidationError("Connections, seconds, races and players must be above 0.")
        }
    }

    func run() async throws {
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: self.races)
        let organizer = try await Organizer(port: server.port)
        var races: [Organizer.Race] = []
        for index in 0..<self.races {
            races.append(try await organizer.race("Race \(index + 1)", players: self.players))
        }
        let ownBefore = ownCPUSeconds()
        let race = races[self.races - 1]
        let list = try await self.part(server, "/api/races?limit=20")
        let detail = try await self.part(server, "/api/races/\(race.id)", as: "/api/races/{id}")

        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        let mods = try await Mods.connect(race, Sockets(port: server.port, group: group))
        try await organizer.start(race)
        organizer.close()
        try await mods.tick()
        // Each player has begun by then.
        try await Task.sleep(for: .seconds(1.5))
        let running = try await self.part(server, "/api/races/\(race.id)", as: "/api/races/{id}")
        let health = try await self.part(server, "/health")
        let page = try await self.part(server, "/race/\(race.id)", as: "/race/{id}", accept: "text/html")
        let errors = try await mods.errors()
        func perHealth(_ part: Part) -> Double {
            rounded(part.requestsPerSecond / max(health.requestsPerSecond, 0.1), 10_000)
        }
        try Report(
            benchmark: "rest",
            figures: Figures(
                connections: self.connections,
                players: self.players,
                list: list,
                detail: detail,
                running: running,
                health: health,
                page: page,
                runningPerHealth: perHealth(running),
                pagePerHealth: perHealth(page),
                errors: Array(errors.prefix(5))
            ),
            generatorCPUSeconds: rounded(ownCPUSeconds() - ownBefore, 100)
        ).print()
        let all = [list, detail, running, health, page]
        guard errors.isEmpty, all.allSatisfy({ $0.statuses.keys.allSatisfy { $0 == "200" } }) else {
            throw ExitCode(1)
        }
    }

    /// - Parameter name: the path in the report, where it holds an id.
    private func part(
        _ server: ServerUnderTest,
        _ path: String,
        as name: String? = nil,
        accept: String = "application/json"
    ) async throws -> Part {
        say("GET \(path), \(self.seconds) s")
        let asking = Asking(
            paths: [path],
            accept: accept,
            connections: self.connections,
            threads: self.common.threads
        )
        let cpu = server.cpuSeconds
        let begin = ContinuousClock.now
        let asked = try await asking.ask(port: server.port, until: .after(seconds: self.seconds))
        let elapsed = (ContinuousClock.now - begin) / .seconds(1)
        let used = server.cpuSeconds - cpu
        let count = max(asked.latency.count, 1)
        return Part(
            path: name ?? path,
            requestsPerSecond: rounded(Double(asked.latency.count) / elapsed, 10),
            latencyMs: asked.latency.summary,
            bytesEach: asked.bytes / count,
            statuses: asked.counts,
            serverCPUMicrosecondsEach: rounded(used * 1e6 / Double(count), 10)
        )
    }
}
