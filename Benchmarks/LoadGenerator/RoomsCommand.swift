import ArgumentParser
import NIOCore
import NIOPosix

/// Many races at once, each with few players, for a long time.
struct RoomsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rooms",
        abstract: "N races with M players each who send R updates a second: CPU used and growth of memory."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Races at once.") var rooms = 200
    @Option(help: "Players of each race.") var mods = 8
    @Option(help: "Updates a second of each player.") var rate = 1.0
    @Option(help: "Seconds measured.") var seconds = 180.0
    @Option(help: "Seconds before that.") var warmUp = 10.0
    @Option(help: "Each so many updates of a player one is a gate; 0 for none.") var gateEvery = 30

    struct Figures: Encodable {
        let rooms: Int
        let modsPerRoom: Int
        let ratePerMod: Double
        let gateEvery: Int
        let seconds: Double
        let updatesPerSecond: Double
        let serverCPUPercentOfOneCore: Double
        let serverCPUMicrosecondsPerUpdate: Double
        let mibAtStart: Double
        let mibAtEnd: Double
        /// Least squares over the second half, when caches and journals have found their size.
        let kibPerMinuteInSecondHalf: Double
        let errors: [String]
    }

    func validate() throws {
        guard self.rooms > 0, self.mods > 0, self.rate > 0, self.seconds >= 2, self.warmUp >= 0, self.gateEvery >= 0
        else { throw ValidationError("Counts and rate must be above 0, seconds at least 2.") }
    }

    func run() async throws {
        try Sockets.allow(self.rooms * self.mods)
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: self.rooms)
        let organizer = try await Organizer(port: server.port)
        let sockets = Sockets(
            port: server.port,
            group: MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        )
        var all: [Mods] = []
        for index in 0..<self.rooms {
            let race = try await organizer.race("Room \(index + 1)", players: self.mods)
            all.append(try await Mods.connect(race, sockets))
            try await organizer.start(race)
        }
        organizer.close()
        try await self.play(all)
        say("\(self.rooms) rooms of \(self.mods), \(self.seconds) s")
        try await Task.sleep(for: .seconds(self.warmUp))
        let (cpu, own) = (server.cpuSeconds, ownCPUSeconds())
        let begin = ContinuousClock.now
        var samples: [(x: Double, y: Double)] = []
        while ContinuousClock.now - begin < .seconds(self.seconds) {
            samples.append(((ContinuousClock.now - begin) / .seconds(1), Double(server.residentKiB)))
            try await Task.sleep(for: .seconds(1))
        }
        let elapsed = (ContinuousClock.now - begin) / .seconds(1)
        let used = server.cpuSeconds - cpu
        let ownUsed = ownCPUSeconds() - own
        var errors: [String] = []
        for mods in all {
            errors += try await mods.errors()
            await mods.close()
        }
        let updates = Double(self.rooms * self.mods) * self.rate
        try Report(
            benchmark: "rooms",
            figures: Figures(
                rooms: self.rooms,
                modsPerRoom: self.mods,
                ratePerMod: self.rate,
                gateEvery: self.gateEvery,
                seconds: rounded(elapsed, 10),
                updatesPerSecond: updates,
                serverCPUPercentOfOneCore: rounded(used / elapsed * 100, 10),
                serverCPUMicrosecondsPerUpdate: rounded(used / elapsed / updates * 1e6, 10),
                mibAtStart: rounded((samples.first?.y ?? 0) / 1024, 10),
                mibAtEnd: rounded((samples.last?.y ?? 0) / 1024, 10),
                kibPerMinuteInSecondHalf: rounded(slope(samples.suffix(samples.count / 2)) * 60, 10),
                errors: Array(errors.prefix(5))
            ),
            generatorCPUSeconds: rounded(ownUsed, 100)
        ).print()
        if !errors.isEmpty { throw ExitCode(1) }
    }

    /// Lets every player send at its own moment of each second.
    private func play(_ all: [Mods]) async throws {
        let interval = TimeAmount.nanoseconds(Int64(1e9 / self.rate))
        let start = NIODeadline.now() + .milliseconds(200)
        for (room, mods) in all.enumerated() {
            let offset = TimeAmount.nanoseconds(interval.nanoseconds * Int64(room) / Int64(self.rooms * self.mods))
            let schedule = Schedule(
                start: start + offset,
                players: self.mods,
                interval: interval,
                messages: Int(((self.warmUp + self.seconds + 2) * self.rate).rounded(.up)),
                warmUp: 0,
                gateEvery: self.gateEvery
            )
            try await mods.each { player, sink, loop in sink.follow(schedule, player: player, on: loop) }
        }
    }
}
