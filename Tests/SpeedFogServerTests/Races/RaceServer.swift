import Accounts
import Database
import DatabaseTesting
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import struct RaceRules.RaceID
import struct RaceRules.SeedID
import Vocabulary
import WebServer

@testable import SpeedFogServer

/// The routes of races on one database, and people to use them.
struct RaceServer {
    /// The clock of every test stands here.
    static let now = Moment(rawValue: 1_800_000_000_000)

    let database: Database
    let live = RecordingRooms()
    var seedsFolder = "/nowhere"
    let races: Races
    let organizer: SignedInUser
    let other: SignedInUser
    let admin: SignedInUser
    let player: SignedInUser

    /// The same on other rooms.
    func races(on rooms: any LiveRaces) -> Races {
        Races(
            store: self.races.store,
            users: self.races.users,
            live: rooms,
            tokens: self.races.tokens,
            now: { Self.now }
        )
    }

    init(_ database: Database) async throws {
        self.database = database
        self.organizer = try await database.insertUser("ondine", role: .organizer)
        self.other = try await database.insertUser("otto", role: .organizer)
        self.admin = try await database.insertUser("ada", role: .admin)
        self.player = try await database.insertUser("pia", role: .user)
        self.races = Races(
            store: RaceStore(database: database),
            users: UserStore(database: database),
            live: self.live,
            tokens: ModTokens(key: TokenKey(secret: Array("a secret of the tests, 32 bytes.".utf8))),
            now: { Self.now }
        )
    }

    var people: [SignedInUser] { [self.organizer, self.other, self.admin, self.player] }

    /// Runs `body` on a fresh SQLite and on a fresh PostgreSQL, each with `seeds` seeds in the pool "standard".
    static func onEachDatabase(seeds: Int = 2, _ body: (RaceServer) async throws -> Void) async throws {
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let server = try await RaceServer(database)
            for _ in 0..<seeds { try await database.insertSeed() }
            try await body(server)
        }
    }

    /// The same on SQLite alone, for what no database has a say in.
    static func embedded(seeds: Int = 2, _ body: (RaceServer) async throws -> Void) async throws {
        try await withDatabase(at: .sqliteMemory, AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let server = try await RaceServer(database)
            for _ in 0..<seeds { try await database.insertSeed() }
            try await body(server)
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
        if state == .running || state == .finished { try await self.database.begin(race) }
        if state == .finished { try await self.database.end(race) }
        self.live.forget()
        return race
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
    func insertUser(_ name: String, role: Role = .user) async throws -> SignedInUser {
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
            VALUES (\(id), \(String(id.description.prefix(8))), \(pool), \(type), '{}', 12, '/nowhere.zip', \(status), 0)
            """
        )
        return id
    }

    func insertCaster(_ user: SignedInUser, of race: RaceID) async throws {
        try await self.execute("INSERT INTO casters (id, race_id, user_id) VALUES (\(CasterID()), \(race), \(user.id))")
    }

    func begin(_ race: RaceID) async throws {
        try await self.execute(
            "UPDATE races SET status = 'running', started_at = \(RaceServer.now), version = version + 1 WHERE id = \(race)"
        )
    }

    func end(_ race: RaceID) async throws {
        try await self.execute(
            "UPDATE races SET status = 'finished', finished_at = \(RaceServer.now), version = version + 1 WHERE id = \(race)"
        )
    }

    func count(_ sql: SQL) async throws -> Int {
        try await self.row(sql)?.get("total") ?? 0
    }

    func seedStatuses() async throws -> [String] {
        try await self.rows("SELECT status FROM seeds ORDER BY status").map { try $0.get("status") }
    }
}
