import ArgumentParser
import NIOCore
import NIOPosix

/// A race starts and ends before many open pages.
struct StartEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "startend",
        abstract: "A race starts and ends with N open pages: pages rendered, and what another race's ticks feel of it."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Open pages of the race that starts and ends.") var pages = 1000
    @Option(help: "Spectators of the other race, which runs all the time.") var spectators = 100
    @Option(help: "Players of each race, who send a status a second.") var players = 8
    @Option(help: "Seconds of each phase.") var seconds = 10.0
    @Option(help: "Seconds before the first phase.") var warmUp = 3.0

    struct Phase: Encodable {
        /// From the planned moment of a tick in the other race until a spectator has it.
        let tickLatencyMs: Latency
        let pagesRendered: Int
        let mapsRendered: Int
        let serverCPUSeconds: Double
    }

    struct Figures: Encodable {
        let pages: Int
        let spectators: Int
        let playersPerRace: Int
        let secondsPerPhase: Double
        let pagesReadUpdates: Bool
        /// All pages open before the start.
        let quiet: Phase
        /// From the start on.
        let start: Phase
        /// Later in the race.
        let running: Phase
        /// From the last finish on.
        let end: Phase
        let startOverQuietP99: Double
        let endOverQuietP99: Double
        let pagesToldOfStart: Int
        let pagesToldOfEnd: Int
        let errors: [String]
    }

    func validate() throws {
        guard self.pages > 0, self.spectators > 0, self.players > 0, self.warmUp >= 0 else {
            throw ValidationError("Counts must be above 0.")
        }
        guard self.seconds >= 3 else {
            throw ValidationError("Pages spread what they ask for over a second: a phase needs 3 seconds at least.")
        }
    }

    func run() async throws {
        try Sockets.allow(2 * self.pages + self.spectators + 2 * self.players)
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try await server.serve(seeds: 2, pool: "sprint")
        let stage = try await Stage(self, server)
        say("\(self.pages) pages, \(self.spectators) spectators of another race, phases of \(self.seconds) s")
        let figures = try await stage.play()
        try Report(
            benchmark: "startend",
            figures: figures,
            generatorCPUSeconds: rounded(ownCPUSeconds(), 100)
        ).print()
        var complaints = figures.errors
        let rendered = figures.start.pagesRendered + figures.end.pagesRendered
        if rendered > 0 { complaints.append("\(rendered) pages were rendered; none should be") }
        if figures.pagesToldOfStart < self.pages || figures.pagesToldOfEnd < self.pages {
            complaints.append("not all pages were told of start and end")
        }
        for (name, ratio) in [("start", figures.startOverQuietP99), ("end", figures.endOverQuietP99)] where ratio >= 2 {
            complaints.append("at the \(name) the p99 of ticks is \(ratio) times its quiet value; it must stay under 2")
        }
        for complaint in complaints { say(complaint) }
        if !complaints.isEmpty { throw ExitCode(1) }
    }
}
