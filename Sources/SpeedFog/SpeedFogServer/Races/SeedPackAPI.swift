import RaceRules
import Vocabulary
package import Accounts
import Archives
import HTTPTypes
package import Hummingbird
package import WebServer

/// Downloads of the players' packs; `HEAD` and ranges work, so that a download can be resumed.
package struct SeedPackAPI: Sendable {
    private static let usualFontSize = 18.0

    private let races: Races
    private let seeds: SeedStore
    private let users: UserStore
    private let socketURL: String

    /// - Parameter socketURL: where mods connect, without a path: `wss://host`.
    package init(races: Races, seeds: SeedStore, users: UserStore, socketURL: String) {
        self.races = races
        self.seeds = seeds
        self.users = users
        self.socketURL = socketURL
    }

    package func addRoutes(to router: Router<AppContext>) {
        let race = router.group("api/races/:race_id").add(middleware: RaceProblems())
        for method in [HTTPRequest.Method.get, .head] {
            race.on("my-seed-pack", method: method, use: self.own)
            race.on("download/:mod_token", method: method, use: self.named)
        }
    }

    func own(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let order = try await self.races.ownPack(in: try context.id("race_id"), for: user)
        return try await self.answer(request, with: order)
    }

    func named(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let token = try context.parameters.require("mod_token")
        let order = try await self.races.pack(withToken: token, in: try context.id("race_id"), for: user)
        return try await self.answer(request, with: order)
    }

    private func answer(_ request: Request, with order: PackOrder) async throws -> Response {
        guard let seed = try await self.seeds.seed(order.seed.id) else { throw RaceError.noPack }
        let player = try await self.users.user(order.participant.person.id)
        let configuration = RaceConfigTOML(
            url: self.socketURL,
            modToken: order.modToken,
            target: .race(id: order.race.description, seedID: order.seed.number),
            fontSize: player?.overlayFontSize ?? Self.usualFontSize
        )
        do {
            let pack = try await SeedPack.open(path: seed.filePath, configuration: configuration.bytes)
            let name = SeedPack.fileName(username: order.participant.person.username)
            return pack.response(to: request, fileName: name)
        } catch ZipError.unreadable {
            throw RaceError.packGone
        } catch let error as ZipError {
            throw RaceError.packDamaged("\(error)")
        }
    }
}
