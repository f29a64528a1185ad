import NIOCore
import NIOPosix

/// The two races of `startend`: one that starts and ends before open pages, and one that runs all the time.
final class Stage {
    private let command: StartEndCommand
    private let server: ServerUnderTest
    private let organizer: Organizer
    private let race: Organizer.Race
    private let mods: Mods
    private let pages: OpenPages
    private let otherMods: Mods
    private let spectators: Spectators

    /// Opens all pages and sockets; the other race runs afterwards.
    init(_ command: StartEndCommand, _ server: ServerUnderTest) async throws {
        self.command = command
        self.server = server
        self.organizer = try await Organizer(port: server.port)
        // What the pages fetch must not be in the way of those who take the time.
        func group() -> MultiThreadedEventLoopGroup { .init(numberOfThreads: command.common.threads) }
        let sockets = Sockets(port: server.port, group: group())
        let pageSockets = Sockets(port: server.port, group: group())
        let other = try await self.organizer.race("Meanwhile", players: command.players, pool: "sprint")
        self.otherMods = try await Mods.connect(other, sockets)
        try await self.organizer.start(other)
        self.spectators = Spectators(of: other, sockets, updates: 2)
        try await self.spectators.connect(command.spectators)
        self.race = try await self.organizer.race("Start and end", players: command.players, pool: "sprint")
        self.mods = try await Mods.connect(self.race, pageSockets)
        self.pages = OpenPages(of: self.race, pageSockets)
        try await self.pages.open(command.pages)
    }

    func play() async throws -> StartEndCommand.Figures {
        try await self.spectators.follow(try await self.otherMods.tick(), of: self.otherMods)
        try await Task.sleep(for: .seconds(self.command.warmUp))
        let quiet = try await self.phase {}
        say("start")
        let start = try await self.phase {
            try await self.organizer.start(self.race)
            try await self.mods.tick(for: self.command.seconds)
        }
        let toldOfStart = try await self.pages.heard("running")
        let way = try await self.crossAllGates()
        try await self.mods.tick(for: 2 * self.command.seconds, firstIgt: way.igt(way.messages))
        let running = try await self.phase {}
        say("end")
        let end = try await self.phase {
            try await self.mods.each { _, sink, _ in sink.sendFinish(igt: Self.finishIgt) }
        }
        let errors = try await self.pages.errors() + self.mods.errors() + self.otherMods.errors()
        func ratio(_ phase: StartEndCommand.Phase) -> Double {
            rounded(phase.tickLatencyMs.p99 / max(quiet.tickLatencyMs.p99, 0.001), 100)
        }
        return StartEndCommand.Figures(
            pages: self.command.pages,
            spectators: self.command.spectators,
            playersPerRace: self.command.players,
            secondsPerPhase: self.command.seconds,
            pagesReadUpdates: try await self.pages.readUpdates(),
            quiet: quiet,
            start: start,
            running: running,
            end: end,
            startOverQuietP99: ratio(start),
            endOverQuietP99: ratio(end),
            pagesToldOfStart: toldOfStart,
            pagesToldOfEnd: try await self.pages.heard("finished"),
            errors: Array(errors.prefix(5))
        )
    }

    /// Far beyond what gates and ticks show by then.
    private static let finishIgt = 100_000_000

    /// Does something and looks at what follows for as long as a phase takes.
    private func phase(_ begin: () async throws -> Void) async throws -> StartEndCommand.Phase {
        let before = try await RequestCounts(port: self.server.port)
        let cpu = self.server.cpuSeconds
        _ = try await self.spectators.takeTicks()
        try await begin()
        try await Task.sleep(for: .seconds(self.command.seconds))
        let ticks = try await self.spectators.takeTicks()
        let used = self.server.cpuSeconds - cpu
        let after = try await RequestCounts(port: self.server.port)
        return StartEndCommand.Phase(
            tickLatencyMs: ticks.summary,
            pagesRendered: after.gets(.racePage) - before.gets(.racePage),
            mapsRendered: after.gets(.raceMap) - before.gets(.raceMap),
            serverCPUSeconds: rounded(used, 100)
        )
    }

    /// A finish counts only for a run that came to the end, so each player goes every way there is, two gates a second.
    private func crossAllGates() async throws -> Schedule {
        let gates = self.mods.seats.map(\.flags.count).max() ?? 0
        say("\(gates) gates for each player")
        let schedule = Schedule(
            start: .now() + .seconds(1),
            players: self.mods.seats.count,
            interval: .milliseconds(500),
            messages: gates,
            warmUp: 0,
            gateEvery: 1,
            firstIgt: 1_000_000
        )
        try await self.mods.each { player, sink, loop in sink.follow(schedule, player: player, on: loop) }
        // Then all is told.
        try await Task.sleep(for: .nanoseconds((schedule.end - .now()).nanoseconds) + .seconds(3))
        return schedule
    }
}
