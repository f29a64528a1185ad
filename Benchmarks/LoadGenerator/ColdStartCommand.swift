import ArgumentParser
import NIOCore
import NIOPosix

/// From nothing to the first answer.
struct ColdStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coldstart",
        abstract:
            "Starts the server on existing data: time to the first 200 of /health and to a spectator's first race_state."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "Starts measured.") var runs = 5

    struct Figures: Encodable {
        let runs: Int
        let healthMs: [Double]
        let raceStateMs: [Double]
        let medianHealthMs: Double
        let medianRaceStateMs: Double
        let idleMib: Double
    }

    func validate() throws {
        guard self.runs > 0 else { throw ValidationError("There must be at least one run.") }
    }

    func run() async throws {
        let server = try ServerUnderTest(executable: self.common.server)
        defer { server.remove() }
        try server.generateSeeds(1)
        _ = try await server.start()
        let organizer = try await Organizer(port: server.port)
        let race = try await organizer.race("Cold start", players: 8)
        try await organizer.start(race)
        organizer.close()
        server.stop()
        var health: [Double] = []
        var states: [Double] = []
        var memory = 0
        for run in 1...self.runs {
            let begin = ContinuousClock.now
            health.append(rounded(try await server.start(), 10))
            try await self.raceState(race.id, port: server.port)
            states.append(rounded((ContinuousClock.now - begin) / .milliseconds(1), 10))
            memory = server.residentKiB
            say("start \(run): /health after \(health[run - 1]) ms, race_state after \(states[run - 1]) ms")
            server.stop()
        }
        try Report(
            benchmark: "coldstart",
            figures: Figures(
                runs: self.runs,
                healthMs: health,
                raceStateMs: states,
                medianHealthMs: health.sorted()[self.runs / 2],
                medianRaceStateMs: states.sorted()[self.runs / 2],
                idleMib: rounded(Double(memory) / 1024, 10)
            ),
            generatorCPUSeconds: 0
        ).print()
    }

    private func raceState(_ race: String, port: Int) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let promise = group.any().makePromise(of: Void.self)
        let timeout = group.any().scheduleTask(in: .seconds(10)) { promise.fail(Failure("no race_state within 10 s")) }
        let sockets = Sockets(port: port, group: group)
        let channels = try await sockets.open(1, path: "/ws/race/\(race)") { _, _ in FirstStateSink(promise) }
        try await promise.futureResult.get()
        timeout.cancel()
        for channel in channels { try? await channel.close().get() }
    }
}

/// Waits for the first race_state.
private final class FirstStateSink: FrameSink {
    private let promise: EventLoopPromise<Void>
    init(_ promise: EventLoopPromise<Void>) { self.promise = promise }
    func opened(_ peer: Peer) { peer.send(Greeting.text(updates: nil)) }
    func text(_ bytes: UnsafeRawBufferPointer, _ peer: Peer) {
        if FrameScanner.kind(of: bytes) == .state { self.promise.succeed(()) }
    }
    func closed(_ why: String, _ peer: Peer) { self.promise.fail(Failure("the spectator's socket ended: \(why)")) }
}
