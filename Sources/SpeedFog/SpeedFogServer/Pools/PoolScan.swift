import Database
import NIOPosix
import Vocabulary

/// Brings the seeds on disk into the database.
package struct PoolScan: Sendable {
    /// Graphs are large: so many are held before they are stored.
    private static let batch = 16

    private let catalogue: PoolCatalogue
    private let store: SeedStore

    package init(catalogue: PoolCatalogue, store: SeedStore) {
        self.catalogue = catalogue
        self.store = store
    }

    /// What a scan did.
    package struct Report: Sendable, Equatable {
        package var pools: [Entry] = []
        package var problems: [PoolProblem] = []
        package var warnings: [PoolProblem] = []

        /// What became of one pool.
        package struct Entry: Sendable, Equatable {
            package let name: String
            package let type: PoolType
            package var added = 0
            package var known = 0
        }

        package var added: Int { self.pools.reduce(0) { $0 + $1.added } }
    }

    /// Scans all pools, or those of one name.
    package func run(only name: String? = nil) async throws -> Report {
        let catalogue = self.catalogue
        let contents = try await NIOThreadPool.singleton.runIfActive { catalogue.contents() }
        var report = Report(problems: contents.problems)
        for pool in contents.pools where name == nil || pool.name == name {
            try await self.scan(pool, into: &report)
        }
        try await self.judgeKnown(into: &report)
        return report
    }

    /// Looks at graphs that were stored by a version that did not ask whether they can be finished.
    private func judgeKnown(into report: inout Report) async throws {
        while true {
            let seeds = try await self.store.unjudged(limit: Self.batch)
            guard !seeds.isEmpty else { return }
            let found = try await NIOThreadPool.singleton.runIfActive {
                seeds.map { (id: $0.id, obstacles: SeedObstacles(json: $0.graphJSON, source: "graph.json")) }
            }
            try await self.store.judge(found)
            for (seed, (_, obstacles)) in zip(seeds, found) {
                report.warnings += obstacles.warnings.map { PoolProblem(file: seed.path, reason: $0) }
            }
        }
    }

    private func scan(_ pool: Pool, into report: inout Report) async throws {
        var entry = Report.Entry(name: pool.name, type: pool.type)
        let known = try await self.store.knownPaths(pool: pool.name, type: pool.type)
        let files = try await NIOThreadPool.singleton.runIfActive { PoolCatalogue.seeds(in: pool.directory) }
        var batch: [SeedFile] = []
        for file in files {
            let number = String(file.dropFirst("seed_".count).dropLast(".zip".count))
            let path = "\(pool.directory)/\(file)"
            if let old = known[number] {
                entry.known += 1
                if old != path { try await self.store.move(number, pool: pool.name, type: pool.type, to: path) }
                continue
            }
            do {
                let seed = try await NIOThreadPool.singleton.runIfActive { try SeedFile(path: path, number: number) }
                report.warnings += seed.warnings.map { PoolProblem(file: path, reason: $0) }
                batch.append(seed)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                report.problems.append(PoolProblem(file: path, reason: "\(error)"))
            }
            if batch.count == Self.batch { try await self.store(&batch, of: pool, into: &entry) }
        }
        try await self.store(&batch, of: pool, into: &entry)
        report.pools.append(entry)
    }

    private func store(_ batch: inout [SeedFile], of pool: Pool, into entry: inout Report.Entry) async throws {
        guard !batch.isEmpty else { return }
        entry.added += try await self.store.insert(batch, pool: pool.name, type: pool.type, now: Moment.now())
        batch = []
    }
}
