package import Companion
package import Logging
package import SeedGraph
import Synchronization

/// Several simulated players in one race, each over a socket of its own.
package struct RaceSimulation: Sendable {
    /// One player's place in the race.
    package struct Seat: Sendable {
        package let name: String
        package let modToken: String
        /// Leaves the race for this player, if the simulation can do so; called when its story is that of the one who gives up.
        package let abandon: (@Sendable () async -> Void)?

        package init(name: String, modToken: String, abandon: (@Sendable () async -> Void)? = nil) {
            self.name = name
            self.modToken = modToken
            self.abandon = abandon
        }
    }

    /// How the race is played.
    package struct Options: Sendable {
        package var seed: UInt64 = 1
        /// 1 is real time.
        package var speed = 1.0
        /// How likely each message is to be accompanied by a lost connection.
        package var dropRate = 0.0
        package var backOff = BackOff()

        package init(seed: UInt64 = 1, speed: Double = 1, dropRate: Double = 0, backOff: BackOff = BackOff()) {
            self.seed = seed
            self.speed = speed
            self.dropRate = dropRate
            self.backOff = backOff
        }
    }

    private let players: [SimulatedPlayer]
    /// The stories in the order of the seats.
    package var stories: [Story] { self.players.map(\.story) }

    /// `server` is the address as in a seed pack (`ws://host:port`); `report` gets each player's news as they happen.
    ///
    /// - Throws: `UnfinishableSeed`, and `ModEndpointError` for an address that is none.
    package init(
        server: String,
        race: String,
        seats: [Seat],
        graph: Graph,
        options: Options = Options(),
        logger: Logger,
        report: @escaping @Sendable (_ player: String, PlayerNews) -> Void = { _, _ in }
    ) throws {
        precondition(options.speed > 0, "time stands still or runs backwards")
        let endpoint = try ModEndpoint(server: server, room: race)
        let flags = try GateFlags(of: graph)
        self.players = try seats.enumerated().map { index, seat in
            let story = try Story(graph: graph, seed: options.seed, player: index, of: seats.count)
            var settings = ModConnection.Settings()
            settings.backOff = options.backOff
            settings.nodeOfFlag = flags.nodeOfFlag
            if options.dropRate > 0 {
                let accidents = Accidents(rate: options.dropRate, seed: options.seed, player: index)
                settings.fault = { _ in accidents.next() }
            }
            return SimulatedPlayer(
                name: seat.name,
                story: story,
                speed: options.speed,
                connection: ModConnection(
                    endpoint: endpoint,
                    modToken: seat.modToken,
                    settings: settings,
                    logger: logger
                ),
                abandon: seat.abandon ?? {},
                report: { report(seat.name, $0) }
            )
        }
    }

    /// Plays until every run is over or the task is cancelled; the results are in the order of the seats.
    package func run() async -> [PlayerResult] {
        await withTaskGroup(of: (Int, PlayerResult).self) { group in
            for (index, player) in self.players.enumerated() {
                group.addTask { (index, await player.play()) }
            }
            var results: [(Int, PlayerResult)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// Decides, the same way each time, after which messages a connection is cut.
private final class Accidents: Sendable {
    private let rate: Double
    private let random: Mutex<Dice>

    init(rate: Double, seed: UInt64, player: Int) {
        self.rate = rate
        self.random = Mutex(Dice(seed: seed ^ 0xACC1_DE47, stream: player))
    }

    func next() -> ModConnection.Fault {
        self.random.withLock { random in
            guard random.chance(self.rate) else { return .none }
            return random.chance(0.5) ? .beforeSending : .afterSending
        }
    }
}
