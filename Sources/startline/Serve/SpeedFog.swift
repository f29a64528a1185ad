import Accounts
import Database
import Hummingbird
import Live
import Logging
import Metrics
import RaceRules
import SeedGraph
import SpeedFogServer
import Synchronization
import Vocabulary
import WebServer

/// The product SpeedFog Racing, put together.
struct SpeedFog: Sendable {
    let journal: Journal
    let leases: Leases
    let rooms: Rooms
    private let settings: ServerSettings
    private let database: Database
    private let users: UserStore
    private let races: Races
    private let tokens: ModTokens
    private let pages: SpeedFogPages
    private let catalogue: PoolCatalogue
    private let seeds: SeedStore

    init(
        settings: ServerSettings,
        database: Database,
        users: UserStore,
        key: TokenKey,
        templates: Templates,
        metrics: any MetricsFactory,
        logger: Logger
    ) async throws {
        self.settings = settings
        self.database = database
        self.users = users
        self.tokens = ModTokens(key: key)
        let tables = RaceTables()
        self.journal = Journal(database: database, tables: [tables], metrics: metrics, logger: logger)
        self.leases = Leases(database: database, holder: settings.serverName, logger: logger)
        var rooms = Rooms.Settings()
        rooms.inactivityLimit = settings.inactivityLimit
        let began = ContinuousClock.now
        self.rooms = Rooms(
            database: database,
            journal: self.journal,
            leases: self.leases,
            tables: [tables],
            settings: rooms,
            clock: {
                Reading(moment: Moment.now(), uptime: Int64((ContinuousClock.now - began) / .milliseconds(1)))
            },
            metrics: metrics,
            logger: logger
        )
        self.races = Races(
            store: RaceStore(database: database),
            users: users,
            rooms: self.rooms,
            tables: tables,
            tokens: self.tokens
        )
        self.catalogue = PoolCatalogue(root: settings.seedsDirectory)
        self.seeds = SeedStore(database: database)
        self.pages = try SpeedFogPages(
            races: self.races,
            pools: self.catalogue,
            seeds: self.seeds,
            templates: templates,
            offersDemo: settings.runsDemo
        )
        try await self.scanPools(logger)
    }

    func addRoutes(to router: Router<AppContext>) {
        let shelf = SeedShelf(seeds: self.seeds, catalogue: self.catalogue)
        RaceAPI(races: self.races, shelf: shelf).addRoutes(to: router)
        PoolAPI(seeds: self.seeds, shelf: shelf).addRoutes(to: router)
        PeopleAPI(users: self.users).addRoutes(to: router)
        SeedPackAPI(
            races: self.races,
            seeds: self.seeds,
            users: self.users,
            socketURL: self.settings.webSocketURL.webSocketDescription
        ).addRoutes(to: router)
        self.pages.addRoutes(to: router)
    }

    func demo(on listening: Listening, logger: Logger) -> DemoRaces {
        let demos = DemoRaceStore(database: self.database)
        let catalogue = self.catalogue
        let poolFiles = self.settings.poolFiles
        let store = self.seeds
        let supply = DemoRaces.SeedSupply(
            refill: { pool in
                let generator = PoolGenerator(pool: pool, count: 3, poolFiles: poolFiles, catalogue: catalogue)
                _ = try await generator.run()
                _ = try await PoolScan(catalogue: catalogue, store: store).run(only: pool)
            },
            graph: { race in
                guard let json = try await demos.graphJSON(of: race) else { throw RaceError.notFound(race) }
                return try Graph(json: Array(json.utf8), source: "demo race")
            }
        )
        return DemoRaces(
            settings: self.settings.demo,
            store: demos,
            users: self.users,
            races: self.races,
            tokens: self.tokens,
            seeds: supply,
            address: { "ws://127.0.0.1:\(await listening.port)" },
            logger: logger
        )
    }

    private func scanPools(_ logger: Logger) async throws {
        let report = try await PoolScan(catalogue: self.catalogue, store: self.seeds).run()
        for pool in report.pools where pool.added > 0 {
            logger.info(
                "New seeds",
                metadata: ["pool": "\(pool.type.rawValue)/\(pool.name)", "count": "\(pool.added)"]
            )
        }
        for warning in report.warnings { logger.warning("An odd seed", metadata: ["what": "\(warning)"]) }
        for problem in report.problems { logger.warning("Not used", metadata: ["what": "\(problem)"]) }
    }
}

/// Tells those who wait for it where the server listens.
final class Listening: Sendable {
    private struct State {
        var port: Int?
        var waiters: [CheckedContinuation<Int, Never>] = []
    }

    private let state = Mutex(State())

    func began(on port: Int) {
        let waiters = self.state.withLock { state in
            state.port = port
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: port) }
    }

    var port: Int {
        get async {
            await withCheckedContinuation { continuation in
                let known = self.state.withLock { state in
                    if state.port == nil { state.waiters.append(continuation) }
                    return state.port
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }
}
