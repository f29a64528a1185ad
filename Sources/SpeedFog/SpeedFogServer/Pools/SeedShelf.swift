import NIOPosix
package import RaceRules
import SeedGraph
import Synchronization

/// What pages and the API keep asking about seeds and pools, remembered, so that they need neither files nor graphs.
package final class SeedShelf: Sendable {
    /// What a seed's graph says about its size.
    package struct Totals: Sendable, Equatable {
        package let nodes: Int?
        package let paths: Int?

        static let unknown = Totals(nodes: nil, paths: nil)
    }

    private struct Remembered: Sendable {
        var totals: [SeedID: Totals] = [:]
        var pools: [Pool] = []
        var poolsReadAt: ContinuousClock.Instant?
    }

    /// Beyond this the totals are forgotten and read again when asked for.
    private static let mostTotals = 4096

    private let seeds: SeedStore
    private let catalogue: PoolCatalogue
    private let freshness: Duration
    private let remembered = Mutex(Remembered())

    /// - Parameter freshness: how long the pool folders are trusted not to have changed.
    package init(seeds: SeedStore, catalogue: PoolCatalogue, freshness: Duration = .seconds(10)) {
        self.seeds = seeds
        self.catalogue = catalogue
        self.freshness = freshness
    }

    /// The size of a seed's graph; nothing is known of one that can't be read.
    package func totals(of seed: SeedID) async throws -> Totals {
        if let known = self.remembered.withLock({ $0.totals[seed] }) { return known }
        guard let json = try await self.seeds.graphJSON(of: seed) else { return .unknown }
        let graph = try? Graph(json: json.utf8, source: "seed \(seed)")
        let totals = graph.map { Totals(nodes: $0.totalNodes ?? $0.nodes.count, paths: $0.totalPaths) } ?? .unknown
        self.remembered.withLock { remembered in
            if remembered.totals.count >= Self.mostTotals { remembered.totals = [:] }
            remembered.totals[seed] = totals
        }
        return totals
    }

    /// The pools of one type in the order people see them.
    package func pools(_ type: PoolType) async throws -> [Pool] {
        try await self.pools().filter { $0.type == type }
    }

    /// The settings of a pool, if it is there.
    package func config(of pool: String, _ type: PoolType) async throws -> PoolConfig? {
        try await self.pools().first { $0.name == pool && $0.type == type }?.config
    }

    private func pools() async throws -> [Pool] {
        let now = ContinuousClock.now
        let fresh = self.remembered.withLock { remembered in
            remembered.poolsReadAt.flatMap { now - $0 < self.freshness ? remembered.pools : nil }
        }
        if let fresh { return fresh }
        let catalogue = self.catalogue
        let pools = try await NIOThreadPool.singleton.runIfActive { catalogue.contents().pools }
        self.remembered.withLock { remembered in
            remembered.pools = pools
            remembered.poolsReadAt = now
        }
        return pools
    }
}
