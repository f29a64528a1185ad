import ArgumentParser
import NIOCore
import NIOPosix

/// Many pages one after the other, while races run.
struct ViewsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "views",
        abstract: "Looks at pages of running races and at the form for a new race, round after round: growth of memory."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Rounds; memory is taken after each.") var rounds = 40
    @Option(help: "Pages of each round, one half of each kind.") var views = 500
    @Option(help: "Connections that ask at the same time.") var connections = 16
    @Option(help: "Races that run meanwhile.") var races = 4
    @Option(help: "Players of each race, who send a status a second.") var players = 8
    @Option(help: "Most KiB that a view may leave behind in the second half.") var bound = 0.5

    struct Figures: Encodable {
        let rounds: Int
        let racePages: Int
        let forms: Int
        let races: Int
        let playersPerRace: Int
        let pagesPerSecond: Double
        let statuses: [String: Int]
        let mibAfterEachRound: [Double]
        /// Least squares over the second half, when caches have found their size.
        let kibPerViewInSecondHalf: Double
        let boundKibPerView: Double
        let errors: [String]
    }

    func validate() throws {
        guard self.rounds >= 4, self.connections > 0, self.races > 0, self.players > 0, self.bound > 0
        else { throw ValidationError("There must be 4 rounds at least; counts and bound must be above 0.") }
        guard self.views >= 2 * self.connections else {
            throw ValidationError("Each connection asks for both kinds: views must be twice the connections at least.")
        }
    }

    func run() async throws {
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: self.races)
        let organizer = try await Organizer(port: server.port)
        let sockets = Sockets(
            port: server.port,
            group: MultiThreadedEventLoopGroup(numberOfThreads: self.common.threads)
        )
        var races: [Organizer.Race] = []
        var all: [Mods] = []
        for index in 0..<self.races {
            let race = try await organizer.race("Views \(index + 1)", players: self.players)
            all.append(try await Mods.connect(race, sockets))
            try await organizer.start(race)
            races.append(race)
        }
        organizer.close()
        for mods in all { try await mods.tick() }

        let (mib, asked, seconds, own) = try await self.look(server, at: races, as: organizer.token)
        let viewsEachRound = Double(asked.latency.count) / Double(self.rounds)
        let samples = mib.enumerated().map { (x: Double($0.offset) * viewsEachRound, y: $0.element * 1024) }
        let growth = slope(samples.suffix(samples.count / 2))
        var errors: [String] = []
        for mods in all { errors += try await mods.errors() }
        try Report(
            benchmark: "views",
            figures: Figures(
                rounds: self.rounds,
                racePages: asked.latency.count / 2,
                forms: asked.latency.count / 2,
                races: self.races,
                playersPerRace: self.players,
                pagesPerSecond: rounded(Double(asked.latency.count) / seconds, 10),
                statuses: asked.counts,
                mibAfterEachRound: mib.map { rounded($0, 10) },
                kibPerViewInSecondHalf: rounded(growth, 1000),
                boundKibPerView: self.bound,
                errors: Array(errors.prefix(5))
            ),
            generatorCPUSeconds: rounded(own, 100)
        ).print()
        if growth > self.bound { say("a view leaves \(rounded(growth)) KiB behind; \(self.bound) are allowed") }
        if growth > self.bound || !asked.isFine || !errors.isEmpty { throw ExitCode(1) }
    }

    /// Memory after each round in MiB, and what was answered.
    private func look(
        _ server: ServerUnderTest,
        at races: [Organizer.Race],
        as token: String
    ) async throws -> (mib: [Double], asked: Asked, seconds: Double, ownCPU: Double) {
        let pages = Asking(
            paths: races.map { "/race/\($0.id)" },
            accept: "text/html",
            connections: self.connections,
            threads: self.common.threads
        )
        var forms = pages
        forms.paths = ["/race/new"]
        forms.token = token
        var asked = Asked()
        var mib: [Double] = []
        let own = ownCPUSeconds()
        let begin = ContinuousClock.now
        let each = Asking.End.times(self.views / 2 / self.connections)
        for round in 1...self.rounds {
            asked.merge(try await pages.ask(port: server.port, until: each))
            asked.merge(try await forms.ask(port: server.port, until: each))
            mib.append(Double(server.residentKiB) / 1024)
            if round % 10 == 0 || round == self.rounds { say("round \(round): \(rounded(mib[round - 1], 10)) MiB") }
        }
        return (mib, asked, (ContinuousClock.now - begin) / .seconds(1), ownCPUSeconds() - own)
    }
}
