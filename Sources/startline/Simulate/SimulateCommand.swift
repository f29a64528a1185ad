import ArgumentParser
import Companion
import Foundation
import Logging
import RaceRules
import SeedGraph
import Simulator
import Vocabulary

/// Plays races with simulated players.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play with simulated players over real sockets.",
        subcommands: [SimulateRaceCommand.self]
    )
}

/// `startline simulate race <id>`
struct SimulateRaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "race",
        abstract: "Play a race: ready, wait for the start, cross gates, finish.",
        discussion: """
            Seats come from the server: on one with the development login every participant is signed in by name, gets the
            personal seed pack, and plays with the token and the graph in it. With --packs, packs of real people are played.
            Without --start the players wait until the organiser starts the race.
            """
    )

    @Argument(help: "Id of the race.")
    var race: String

    @Option(help: "Players; bots fill the race up to this number while it is in setup. Default: those who are in it.")
    var players: Int?

    @Option(help: "How many times faster than real time.")
    var speed = 6.0

    @Option(help: "The same seed tells the same stories.")
    var seed: UInt64 = 1

    @Option(help: "How likely each message is to cost the connection, 0 to 1.")
    var dropRate = 0.0

    @Option(help: "Address of the server.")
    var server = "http://127.0.0.1:8000"

    @Option(
        help:
            "API token of the organiser (or STARTLINE_TOKEN). Not needed where the development login knows the organiser."
    )
    var token: String?

    @Option(help: "Folder with downloaded packs (*.zip, or *.toml with a graph.json beside) to play instead.")
    var packs: String?

    @Flag(help: "Add bots up to --players (8 if not given) and release the seeds.")
    var prepare = false

    @Flag(help: "Start the race when everybody is ready.")
    var start = false

    @Flag(help: "Tell each gate and each lost connection.")
    var verbose = false

    func run() async throws {
        do {
            try await self.play()
        } catch let problem as SimulationProblem {
            FileHandle.standardError.write(Data("Error: \(problem)\n".utf8))
            throw ExitCode(problem.isInput ? 2 : 1)
        }
    }

    private func play() async throws {
        let race = try self.checkedRace()
        let screen = SimulationScreen(verbose: self.verbose)
        let casting = try await self.casting(race, screen)
        let simulation: RaceSimulation
        do {
            simulation = try RaceSimulation(
                server: casting.server,
                race: race,
                seats: casting.seats,
                graph: casting.graph,
                options: .init(seed: self.seed, speed: self.speed, dropRate: self.dropRate),
                logger: Logger(label: "startline.simulate"),
                report: { player, news in screen.take(player, news) }
            )
        } catch let error as UnfinishableSeed {
            throw SimulationProblem.failed("\(error). The players stay at home.")
        } catch let error as ModEndpointError {
            throw SimulationProblem.input("\(error)")
        }
        let expected = simulation.stories.map(\.lengthMs).max() ?? 0
        screen.say(
            "\(casting.seats.count) players, seed \(self.seed), \(self.speed)x: about "
                + "\(gameTime(Int(Double(expected) / self.speed))) from the start to the last finish"
        )
        let results = await withTaskGroup(of: [PlayerResult]?.self) { group in
            group.addTask { await simulation.run() }
            group.addTask {
                await screen.keepTelling()
                return nil
            }
            if self.start, let organizer = casting.organizer {
                group.addTask {
                    await self.startWhenReady(organizer, race, screen)
                    return nil
                }
            }
            var results: [PlayerResult] = []
            for await result in group {
                guard let result else { continue }
                results = result
                group.cancelAll()
            }
            return results
        }
        for result in results { screen.result(result) }
        guard results.allSatisfy({ $0.ending == .finished || $0.ending == .abandoned }) else { throw ExitCode(1) }
    }

    private func checkedRace() throws -> String {
        guard let id = RaceID(self.race) else {
            throw SimulationProblem.input("\"\(self.race)\" is no race id.")
        }
        guard self.speed > 0, self.speed <= 100_000 else {
            throw SimulationProblem.input("--speed must be above 0 and at most 100000.")
        }
        guard (0...0.9).contains(self.dropRate) else {
            throw SimulationProblem.input("--drop-rate must be from 0 to 0.9.")
        }
        guard (1...100).contains(self.players ?? 1) else {
            throw SimulationProblem.input("--players must be from 1 to 100.")
        }
        return id.description
    }

    private func casting(_ race: String, _ screen: SimulationScreen) async throws -> Casting {
        if let packs {
            let casting = try Casting.fromPacks(in: packs, race: race, limit: self.players)
            for note in casting.notes { screen.say(note) }
            return casting
        }
        let token = self.token ?? ProcessInfo.processInfo.environment["STARTLINE_TOKEN"]
        let api = try RaceClient(server: self.server)
        let caster = CastingCall(api: api, race: race, token: token, tell: { screen.say($0) })
        let wanted = self.players ?? (self.prepare ? 8 : nil)
        return try await caster.casting(players: wanted, release: self.prepare, organizerNeeded: self.start)
    }

    /// Asks again until the server has all players ready and starts the race.
    private func startWhenReady(_ organizer: Casting.Organizer, _ race: String, _ screen: SimulationScreen) async {
        while !Task.isCancelled {
            do {
                let detail = try await organizer.api.detail(race)
                if detail.status != "setup" { return }
                if detail.participants.allSatisfy({ $0.status == "ready" }) {
                    try await organizer.api.post("/api/races/\(race)/start", token: organizer.token)
                    screen.say("started")
                    return
                }
            } catch {
                screen.say("could not start the race yet: \(error)")
            }
            try? await Task.sleep(for: .milliseconds(300))
        }
    }
}

/// Why there is no simulation, in words.
enum SimulationProblem: Error, CustomStringConvertible {
    /// The user asked for something that cannot be.
    case input(String)
    /// The server or the seed stands in the way.
    case failed(String)

    var description: String {
        switch self {
        case .input(let text), .failed(let text): text
        }
    }

    var isInput: Bool {
        if case .input = self { true } else { false }
    }
}
