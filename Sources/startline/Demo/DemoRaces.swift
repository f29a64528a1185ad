import Accounts
import Companion
import Database
import Foundation
import Logging
import RaceRules
import SeedGraph
import ServiceLifecycle
import Simulator
import SpeedFogProtocol
import SpeedFogServer
import Vocabulary
import WebServer

/// One demo race after the other: eight bots, real sockets, about ten minutes each.
struct DemoRaces: Service {
    /// Timing, shortened by tests.
    struct Settings: Sendable {
        /// How much faster than a person the bots play.
        var speed = 6.0
        /// How long the room fills before the start.
        var lobby: Duration = .seconds(10)
        /// How long the result stays on the home page before the next race.
        var pause: Duration = .seconds(120)
        var pool = "standard"
        /// Finished demo races beyond this number are removed, oldest first.
        var kept = 20
    }

    static let bots = [
        "Ashvein", "Brackwater", "Cinderhollow", "Duskmarrow", "Emberwane", "Fogwright", "Grimsedge", "Hollowbell",
    ]
    static let organizer = "startline"

    let settings: Settings
    let store: DemoRaceStore
    let users: UserStore
    let races: Races
    let tokens: ModTokens
    let seeds: SeedSupply
    /// Where the bots connect, known once the server listens.
    let address: @Sendable () async -> String
    let logger: Logger

    /// Makes seeds when the pool has run dry.
    struct SeedSupply: Sendable {
        let refill: @Sendable (_ pool: String) async throws -> Void
        let graph: @Sendable (_ race: RaceID) async throws -> Graph
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                let organizer = try await self.account(Self.organizer, role: .organizer)
                try await self.endLeftovers(by: organizer)
                while !Task.isCancelled {
                    try await self.playOne(by: organizer)
                    try await Task.sleep(for: self.settings.pause)
                    try await self.removeOld(by: organizer)
                }
            } catch is CancellationError {
                return
            } catch {
                // The demo is decoration: a server whose demo fails goes on serving.
                self.logger.error("The demo race stopped", metadata: ["error": "\(error)"])
            }
        }
        // A service that returns early would take the others down.
        try? await gracefulShutdown()
    }

    private func playOne(by organizer: SignedInUser) async throws {
        let race = try await self.makeRace(by: organizer)
        var seats: [RaceSimulation.Seat] = []
        for name in Self.bots {
            let bot = try await self.account(name, role: .user)
            guard case .participant(let participant) = try await self.races.add(bot.username, to: race, by: organizer)
            else {
                continue
            }
            let races = self.races
            let logger = self.logger
            seats.append(
                RaceSimulation.Seat(name: name, modToken: self.tokens.token(forParticipant: participant.id, round: 0)) {
                    do {
                        try await races.abandon(race, by: bot)
                    } catch {
                        logger.warning("A demo bot could not give up", metadata: ["error": "\(error)"])
                    }
                }
            )
        }
        try await self.races.releaseSeeds(of: race, by: organizer)
        let simulation = try RaceSimulation(
            server: await self.address(),
            race: race.description,
            seats: seats,
            graph: try await self.seeds.graph(race),
            options: .init(seed: UInt64.random(in: 1 ... .max), speed: self.settings.speed),
            logger: self.logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let results = await simulation.run()
                self.logger.info("Demo race over", metadata: ["race": "\(race)", "results": "\(results.map(\.line))"])
            }
            try await Task.sleep(for: self.settings.lobby)
            try await self.races.start(race, by: organizer)
            self.logger.info("Demo race started", metadata: ["race": "\(race)"])
            try await group.waitForAll()
        }
        // The bots are gone; a run that did not come to an end must not keep the race open.
        try await self.endIfRunning(race, by: organizer)
    }

    private func makeRace(by organizer: SignedInUser) async throws -> RaceID {
        let number = try await self.store.count() + 1
        let new = try NewRace(name: "Demo race \(number)", pool: self.settings.pool, isDemo: true)
        do {
            return try await self.races.create(new, by: organizer).race.id
        } catch RaceError.poolEmpty {
            try await self.seeds.refill(self.settings.pool)
            return try await self.races.create(new, by: organizer).race.id
        }
    }

    /// Demo races of an earlier process have no bots any more.
    private func endLeftovers(by organizer: SignedInUser) async throws {
        for race in try await self.store.unfinished() {
            if try await self.store.status(of: race) == .running {
                try await self.races.finish(race, by: organizer)
            } else {
                try await self.races.delete(race, by: organizer)
            }
        }
    }

    private func endIfRunning(_ race: RaceID, by organizer: SignedInUser) async throws {
        if try await self.store.status(of: race) == .running { try await self.races.finish(race, by: organizer) }
    }

    private func removeOld(by organizer: SignedInUser) async throws {
        for race in try await self.store.old(keeping: self.settings.kept) {
            try await self.races.delete(race, by: organizer)
        }
    }

    private func account(_ name: String, role: WebServer.Role) async throws -> SignedInUser {
        try await self.users.bot(named: name, role: role).signedIn(via: .bearer(tokenID: "demo"))
    }
}
