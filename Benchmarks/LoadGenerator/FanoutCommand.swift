import ArgumentParser
import NIOCore
import NIOPosix

/// Many spectators watch one race.
struct FanoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fanout",
        abstract: "N spectators watch M players who send R updates a second each."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Spectators.") var spectators = 1000
    @Option(help: "Players.") var mods = 20
    @Option(help: "Updates a second of each player.") var rate = 1.0
    @Option(help: "Seconds measured.") var seconds = 30.0
    @Option(help: "Seconds before that.") var warmUp = 5.0
    @Option(help: "Each so many updates of a player one is a gate; 0 for none.") var gateEvery = 10
    @Option(help: "What spectators announce as \"updates\"; 2 asks for what changed instead of whole rows.")
    var updates: Int?

    struct Figures: Encodable {
        let spectators: Int
        let mods: Int
        let ratePerMod: Double
        let seconds: Double
        let deliveriesPerSecond: Double
        let updateLatencyMs: Latency
        let gateLatencyMs: Latency
        let lostUpdates: Int
        let lostGates: Int
        let conflatedUpdates: Int
        let conflatedGates: Int
        let protocolErrors: Int
        let firstErrors: [String]
        let viewerFrames: Int
        /// Those that tell only what changed; none from a server that does not know them.
        let updateFrames: Int
        let kilobytesPerSecondPerViewer: Double
        let serverCPUSeconds: Double
        let serverCPUSecondsPerMillionDeliveries: Double
        let idleKibPerSpectator: Double
        let serverMib: Double
        let connectsPerSecond: Double
    }

    func validate() throws {
        guard self.spectators > 0, self.mods > 0, self.rate > 0, self.seconds > 0, self.warmUp >= 0, self.gateEvery >= 0
        else { throw ValidationError("Counts, rate and seconds must be above 0.") }
    }

    func run() async throws {
        try Sockets.allow(self.spectators + self.mods)
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: 1)
        let organizer = try await Organizer(port: server.port)
        let race = try await organizer.race("Fan-out", players: self.mods)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        let sockets = Sockets(port: server.port, group: group)
        let mods = try await Mods.connect(race, sockets)
        try await organizer.start(race)

        let spectators = Spectators(of: race, sockets, updates: self.updates)
        let measurement = FanoutMeasurement(server: server, spectators: spectators, mods: mods)
        let idle = try await measurement.connectViewers(self.spectators)
        let interval = TimeAmount.nanoseconds(Int64(1e9 / self.rate))
        let schedule = Schedule(
            start: .now() + .milliseconds(500),
            players: self.mods,
            interval: interval,
            messages: Int(((self.warmUp + self.seconds) * self.rate).rounded(.up)),
            warmUp: Int((self.warmUp * self.rate).rounded(.up)),
            gateEvery: self.gateEvery
        )
        say("\(self.spectators) spectators, \(self.mods) mods, \(schedule.messages) updates each")
        let outcome = try await measurement.run(schedule)
        let pairs = Double(self.spectators * self.mods * schedule.messages)
        let measured = outcome.ticks.count + outcome.gates.count
        let duration = Double(schedule.messages - schedule.warmUp) / self.rate
        try Report(
            benchmark: "fanout",
            figures: Figures(
                spectators: self.spectators,
                mods: self.mods,
                ratePerMod: self.rate,
                seconds: duration,
                deliveriesPerSecond: rounded(Double(measured) / duration, 10),
                updateLatencyMs: outcome.ticks.summary,
                gateLatencyMs: outcome.gates.summary,
                lostUpdates: outcome.lostUpdates,
                lostGates: outcome.lostGates,
                conflatedUpdates: outcome.superseded,
                conflatedGates: outcome.gatesSuperseded,
                protocolErrors: outcome.errors.count,
                firstErrors: Array(outcome.errors.prefix(5)),
                viewerFrames: outcome.frames,
                updateFrames: outcome.updates,
                kilobytesPerSecondPerViewer: rounded(
                    Double(outcome.bytes) / 1000 / Double(self.spectators) / (duration + self.warmUp),
                    100
                ),
                serverCPUSeconds: rounded(outcome.serverCPU, 100),
                serverCPUSecondsPerMillionDeliveries: rounded(outcome.serverCPU / pairs * 1e6, 1000),
                idleKibPerSpectator: rounded(idle.kibPerViewer, 10),
                serverMib: rounded(Double(server.residentKiB) / 1024, 10),
                connectsPerSecond: rounded(idle.connectsPerSecond, 1)
            ),
            generatorCPUSeconds: rounded(outcome.ownCPU, 100)
        ).print()
        await mods.close()
        organizer.close()
        if outcome.lostGates > 0 || outcome.lostUpdates > 0 { throw ExitCode(1) }
    }
}
