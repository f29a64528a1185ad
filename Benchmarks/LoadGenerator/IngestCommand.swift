import ArgumentParser
import NIOCore
import NIOPosix

/// How much the server takes in when the players send as fast as it answers.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract:
            "Players send as fast as they are answered: status updates, then gates (durable before they are told)."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Races at once.") var races = 24
    @Option(help: "Players of each race; a mod is read at most at 100 messages a second.") var mods = 8
    @Option(help: "Seconds of each part.") var seconds = 8.0
    @Option(help: "Status updates a player has on the way at a time.") var window = 64

    struct Part: Encodable {
        let perSecond: Double
        let answered: Int
        let latencyMs: Latency
        let serverCPUSeconds: Double
        let serverCPUMicrosecondsEach: Double
        let stalled: Int
    }

    struct Figures: Encodable {
        let races: Int
        let modsPerRace: Int
        let statusWindow: Int
        let statusUpdates: Part
        let gates: Part
        let errors: [String]
    }

    func validate() throws {
        guard self.races > 0, self.mods > 0, self.seconds > 0, self.window > 0 else {
            throw ValidationError("Races, mods, seconds and window must be above 0.")
        }
    }

    func run() async throws {
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: self.races)
        let organizer = try await Organizer(port: server.port)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        let sockets = Sockets(port: server.port, group: group)
        var all: [Mods] = []
        for index in 0..<self.races {
            let race = try await organizer.race("Ingest \(index + 1)", players: self.mods)
            all.append(try await Mods.connect(race, sockets))
            try await organizer.start(race)
        }
        let ownBefore = ownCPUSeconds()
        say("status updates, \(self.seconds) s")
        let statuses = try await self.part(server, all, window: self.window, gates: false, firstIgt: 2000)
        // Statuses leave every run at some igt; gates go on from far beyond.
        say("gates, \(self.seconds) s")
        let gates = try await self.part(server, all, window: 1, gates: true, firstIgt: 1_000_000_000)
        let own = ownCPUSeconds() - ownBefore
        var errors: [String] = []
        for mods in all {
            errors += try await mods.errors()
            await mods.close()
        }
        organizer.close()
        try Report(
            benchmark: "ingest",
            figures: Figures(
                races: self.races,
                modsPerRace: self.mods,
                statusWindow: self.window,
                statusUpdates: statuses,
                gates: gates,
                errors: Array(errors.prefix(5))
            ),
            generatorCPUSeconds: rounded(own, 100)
        ).print()
        if !errors.isEmpty { throw ExitCode(1) }
    }

    private func part(
        _ server: ServerUnderTest,
        _ all: [Mods],
        window: Int,
        gates: Bool,
        firstIgt: Int
    ) async throws -> Part {
        var loads: [(ClosedLoop, any EventLoop)] = []
        for mods in all {
            for (sink, channel) in zip(mods.sinks, mods.channels) {
                let loop = ClosedLoop(sink: sink, window: window, gates: gates, firstIgt: firstIgt)
                loads.append((loop, channel.eventLoop))
            }
        }
        let cpu = server.cpuSeconds
        let begin = ContinuousClock.now
        for (load, loop) in loads { loop.execute { load.start() } }
        try await Task.sleep(for: .seconds(self.seconds))
        for (load, loop) in loads { try await loop.submit { load.stop() }.get() }
        let elapsed = (ContinuousClock.now - begin) / .seconds(1)
        let used = server.cpuSeconds - cpu
        var latency = Histogram()
        var stalled = 0
        for (load, loop) in loads {
            let (part, isStalled) = try await loop.submit { (load.latency, load.isStalled) }.get()
            latency.merge(part)
            if isStalled { stalled += 1 }
        }
        // What is still under way belongs to no part.
        try await Task.sleep(for: .milliseconds(500))
        return Part(
            perSecond: rounded(Double(latency.count) / elapsed, 10),
            answered: latency.count,
            latencyMs: latency.summary,
            serverCPUSeconds: rounded(used, 100),
            serverCPUMicrosecondsEach: rounded(used * 1e6 / Double(max(latency.count, 1)), 10),
            stalled: stalled
        )
    }
}
