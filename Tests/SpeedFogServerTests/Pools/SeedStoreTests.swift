import Accounts
import Archives
import Database
import DatabaseTesting
import FileTesting
import Testing

@testable import SpeedFogServer

@Suite struct SeedStoreTests {
    /// Runs the body with a pool of so many seeds, on each database.
    private func withSeeds(_ count: Int, _ body: (SeedStore) async throws -> Void) async throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("seed.zip", ZipWriter.seed().finished())
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let store = SeedStore(database: database)
            let files = try (0..<count).map { try SeedFile(path: path, number: "seed\($0)") }
            #expect(try await store.insert(files, pool: "p", type: .race, now: 1) == count)
            try await body(store)
        }
    }

    @Test func `two creations at once never take the same seed`() async throws {
        try await self.withSeeds(12) { store in
            let taken = try await withThrowingTaskGroup(of: StoredSeed?.self) { group in
                for _ in 0..<20 { group.addTask { try await store.take(pool: "p") } }
                return try await group.reduce(into: [StoredSeed?]()) { $0.append($1) }
            }

            let ids = taken.compactMap { $0?.id }
            #expect(ids.count == 12)
            #expect(Set(ids).count == 12)
            #expect(taken.allSatisfy { $0 == nil || $0?.status == .consumed })
        }
    }

    @Test func `a released seed can be taken again, a discarded one never`() async throws {
        try await self.withSeeds(1) { store in
            let first = try #require(try await store.take(pool: "p"))
            #expect(try await store.release(first.id))
            #expect(try await store.take(pool: "p")?.id == first.id)
            #expect(try await store.discard(pool: "p", type: .race) == 1)
            #expect(try await store.release(first.id) == false)
            #expect(try await store.take(pool: "p") == nil)
            #expect(try await store.stats() == [PoolStats(poolName: "p", poolType: .race, discarded: 1)])
        }
    }

    @Test func `seeds of other pools and types stay where they are`() async throws {
        try await self.withSeeds(1) { store in
            let others = [try await store.take(pool: "q"), try await store.take(pool: "p", type: .solo)]
            #expect(others == [nil, nil])
        }
    }
}
