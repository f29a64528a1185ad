import Foundation
package import Hummingbird
import SpeedFogProtocol
package import WebServer

/// The pools over JSON: how many seeds each has left, and what to expect of it.
package struct PoolAPI: Sendable {
    private let seeds: SeedStore
    private let shelf: SeedShelf

    package init(seeds: SeedStore, shelf: SeedShelf) {
        self.seeds = seeds
        self.shelf = shelf
    }

    /// Under `/api/pools`.
    package func addRoutes(to router: Router<AppContext>) {
        router.group("api/pools").add(middleware: RaceProblems()).get(use: self.list)
    }

    /// `GET /api/pools?type=race|solo`; the old name of solo is `training`.
    func list(_ request: Request, context: AppContext) async throws -> Response {
        let type = try Self.type(request.uri.queryParameters.get("type"))
        let pools = try await self.shelf.pools(type)
        let stats = try await self.seeds.stats().filter { $0.poolType == type }
        let counts = Dictionary(stats.map { ($0.poolName, $0) }, uniquingKeysWith: { first, _ in first })
        let unlisted = stats.map(\.poolName).filter { name in !pools.contains { $0.name == name } }

        var json = JSONText()
        json.append(raw: "{")
        for (index, name) in (pools.map(\.name) + unlisted).enumerated() {
            if index > 0 { json.append(raw: ",") }
            json.append(name)
            json.append(raw: ":{\"available\":\(counts[name]?.available ?? 0)")
            json.number("consumed", Int64(counts[name]?.consumed ?? 0))
            json.number("discarded", Int64(counts[name]?.discarded ?? 0))
            json.number("seen", Int64(counts[name]?.seen ?? 0))
            json.number("unfinishable", Int64(counts[name]?.unfinishable ?? 0))
            json.key("obstacles")
            json.append(JSON.array((counts[name]?.obstacles ?? []).map(JSON.string)))
            // Nobody has played a solo seed before there are solo runs.
            json.number("played_by_user", type == .solo && context.user != nil ? 0 : nil)
            json.key("pool_config")
            json.append(raw: try pools.first { $0.name == name }.map { try $0.config.json() } ?? "null")
            json.append(raw: "}")
        }
        json.append(raw: "}")
        return .json(json.result)
    }

    private static func type(_ name: String?) throws -> PoolType {
        switch name {
        case nil, "race": return .race
        case "solo", "training": return .solo
        default: throw Problem.validation([FieldError(["query", "type"], "Should be race or solo")])
        }
    }
}

extension PoolConfig {
    /// As the API shows it.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
