import Accounts
import Database
import DatabaseTesting
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import CoreMetrics
import RaceRules
import Vocabulary
import WebServer

@testable import Live
@testable import SpeedFogServer

/// The routes of races on one database, and people to use them.
struct RaceServer {
    /// The clock of every test stands here.
    static let now = Moment(rawValue: 1_800_000_000_000)

    let database: Database
    let journal: Journal
    let rooms: Rooms
    var seedsFolder = "/nowhere"
    let races: Races
    let organizer: SignedInUser
    let other: SignedInUser
    let admin: SignedInUser
    let player: SignedInUser

    init(_ database: Database) async throws {
        self.database = database
        self.organizer = try await database.insertUser("ondine", role: .organizer)
        self.other = try await database.insertUser("otto", role: .organizer)
        self.admin = try await database.insertUser("ada", role: .admin)
        self.player = try await database.insertUser("pia", role: .user)
        let logger = Logger(label: "races") { _ in SwiftLogNoOpLogHandler() }
        let tables = RaceTables()
        self.journal = Journal(
            database: database,
            tables: [tables],
            metrics: NOOPMetricsHandler.instance,
            logger: logger
        )
        self.rooms = Rooms(
            database: database,
            journal: self.journal,
            leases: Leases(database: database, holder: "test", logger: logger),
            tables: [tables],
            clock: { Reading(moment: Self.now, uptime: 0) },
            metrics: NOOPMetricsHandler.instance,
            logger: logger
        )
        self.races = Races(
            store: RaceStore(database: database),
            users: UserStore(database: database),
            rooms: self.rooms,
            tables: tables,
            tokens: ModTokens(key: TokenKey(secret: Array("a secret of the tests, 32 bytes.".utf8))),
            now: { Self.now }
        )
    }

    /// Runs `body` while the journal writes.
    private func whileWriting(_ body: (RaceServer) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.journal.run() }
            defer { self.journal.shutDown() }
            try await body(self)
            self.journal.shutDown()
            try await group.waitForAll()
        }
    }

    var people: [SignedInUser] { [self.organizer, self.other, self.admin, self.player] }

    /// Runs `body` on a fresh SQLite and on a fresh PostgreSQL, each with `seeds` seeds in the pool "standard".
    static func onEachDatabase(seeds: Int = 2, _ body: (RaceServer) async throws -> Void) async throws {
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let server = try await RaceServer(database)
            for _ in 0..<seeds { try await database.insertSeed() }
            try await server.whileWriting(body)
        }
    }

    /// The same on SQLite alone, for what no database has a say in.
    static func embedded(seeds: Int = 2, _ body: (RaceServer) async throws -> Void) async throws {
        try await withDatabase(at: .sqliteMemory, AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let server = try await RaceServer(database)
            for _ in 0..<seeds { try await database.insertSeed() }
            try await server.whileWriting(body)
        }
    }

    /// Speaks to the routes over HTTP; whoever sends `Authorization: Bearer name` is signed in as `name`.
    func http(_ body: @escaping @Sendable (RaceClient) async throws -> Void) async throws {
        let router = Router(context: AppContext.self)
        router.add(middleware: NameIsIdentity(people: self.people))
        let seeds = SeedStore(database: self.database)
        let users = UserStore(database: self.database)
        let shelf = SeedShelf(seeds: seeds, catalogue: PoolCatalogue(root: self.seedsFolder), freshness: .zero)
        RaceAPI(races: self.races, shelf: shelf).addRoutes(to: router)
        SeedPackAPI(races: self.races, seeds: seeds, users: users, socketURL: "wss://fog.example").addRoutes(to: router)
        PoolAPI(seeds: seeds, shelf: shelf).addRoutes(to: router)
        PeopleAPI(users: users).addRoutes(to: router)
        try await Application(router: router).test(.router) { try await body(RaceClient(client: $0)) }
    }

    /// A race in setup, without participants.
    func makeRace(_ name: String = "Dawn", participates: Bool = false) async throws -> RaceID {
        try await self.races.create(NewRace(name: name, organizerParticipates: participates), by: self.organizer).race
            .id
    }

    /// A race in the given state, whatever it takes.
    func makeRace(in state: State) async throws -> RaceID {
        let race = try await self.makeRace()
        _ = try await self.races.add("pia", to: race, by: self.organizer)
        if state != .setup { try await self.races.releaseSeeds(of: race, by: self.organizer) }
        if state == .running || state == .finished { try await self.races.start(race, by: self.organizer) }
        if state == .finished { try await self.races.finish(race, by: self.organizer) }
        return race
    }

    /// Makes a caster of someone.
    func insertCaster(_ user: SignedInUser, of race: RaceID) async throws {
        let person = Person(id: user.id, username: user.username, displayName: user.displayName)
        try await self.rooms.change(race.room) { state, now, session in
            try session.execute(
                "INSERT INTO casters (id, race_id, user_id) VALUES (\(CasterID()), \(race), \(user.id))"
            )
            return try state.give(.caster, to: person, at: now)
        }
    }

    enum State: CaseIterable {
        case setup, released, running, finished
    }
}

/// Who asks is written in the request, as a test wants it.
private struct NameIsIdentity: RouterMiddleware {
    let people: [SignedInUser]

    func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let name = request.headers[.authorization]?.split(separator: " ").last
        context.user = self.people.first { $0.username == name ?? "" }
        return try await next(request, context)
    }
}

extension Database {
    func insertUser(_ name: String, role: WebServer.Role = .user) async throws -> SignedInUser {
        let profile = UserStore.Profile(
            twitchID: "twitch-\(name)",
            username: name,
            displayName: name.uppercased(),
            avatarURL: nil
        )
        return try await UserStore(database: self).signedIn(profile, role: role).signedIn(via: .bearer(tokenID: name))
    }

    @discardableResult
    func insertSeed(pool: String = "standard", type: String = "race", status: String = "available") async throws
        -> SeedID
    {
        let id = SeedID()
        try await self.execute(
            """
            INSERT INTO seeds (id, seed_number, pool_name, pool_type, graph_json, total_layers, file_path, status,
                created_at)
            VALUES (\(id), \(String(id.description.prefix(8))), \(pool), \(type), \(SampleGraph.json), 12, '/nowhere.zip', \(status), 0)
            """
        )
        return id
    }

    func count(_ sql: SQL) async throws -> Int {
        try await self.row(sql)?.get("total") ?? 0
    }

    func seedStatuses() async throws -> [String] {
        try await self.rows("SELECT status FROM seeds ORDER BY status").map { try $0.get("status") }
    }
}
