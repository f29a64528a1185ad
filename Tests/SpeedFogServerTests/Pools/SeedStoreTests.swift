import Accounts
import Archives
import Database
import DatabaseTesting
import FileTesting
import RaceRules
import Testing
import Vocabulary
import WebServer

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

    @Test func `a seed that somebody has seen never comes back as a fresh one`() async throws {
        try await self.withSeeds(2) { store in
            let seen = try #require(try await store.take(pool: "p"))
            let fresh = try #require(try await store.take(pool: "p"))

            #expect(try await store.markSeen(seen.id, at: 5))
            #expect(try await store.markSeen(seen.id, at: 9) == false)
            #expect(try await store.release(seen.id) == false)
            #expect(try await store.release(fresh.id))

            #expect(
                try await store.stats() == [
                    PoolStats(poolName: "p", poolType: .race, available: 1, consumed: 1, seen: 1)
                ]
            )
            #expect(try await store.take(pool: "p")?.id == fresh.id)
            #expect(try await store.take(pool: "p") == nil)
        }
    }

    @Test func `a seed that is seen in the moment it is given back is withdrawn`() async throws {
        try await self.withSeeds(1) { store in
            let seed = try #require(try await store.take(pool: "p"))
            #expect(try await store.release(seed.id))

            try await store.markSeen(seed.id, at: 5)

            #expect(try await store.take(pool: "p") == nil)
            #expect(try await store.seed(seed.id)?.status == .consumed)
        }
    }

    @Test func `a discarded seed stays discarded when it is seen`() async throws {
        try await self.withSeeds(1) { store in
            let seed = try #require(try await store.take(pool: "p"))
            _ = try await store.discard(pool: "p", type: .race)

            try await store.markSeen(seed.id, at: 5)

            #expect(try await store.seed(seed.id)?.status == .discarded)
        }
    }

    @Test func `a seed that nobody can finish is taken last, and says why`() async throws {
        let scratch = try ScratchFolder()
        let whole = try scratch.write("whole.zip", ZipWriter.seed().finished())
        let broken = try scratch.write("broken.zip", ZipWriter.seed(graph: SampleGraph.withoutFlags).finished())
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let store = SeedStore(database: database)
            let files =
                try (0..<6).map { try SeedFile(path: broken, number: "broken\($0)") }
                + (0..<2).map { try SeedFile(path: whole, number: "whole\($0)") }
            _ = try await store.insert(files, pool: "p", type: .race, now: 1)

            let stats = try #require(try await store.stats().first)
            let first = [try await store.take(pool: "p"), try await store.take(pool: "p")]
            let last = try #require(try await store.take(pool: "p"))

            #expect(stats.available == 8 && stats.unfinishable == 6)
            #expect(stats.obstacles.count == 1 && stats.obstacles[0].contains("event_map"))
            #expect(first.allSatisfy { $0?.number.hasPrefix("whole") == true && $0?.obstacles == nil })
            #expect(last.obstacles == stats.obstacles[0])
        }
    }

    @Test func `seeds of races that could be downloaded before this was written down count as seen`() async throws {
        let before = SpeedFogSchema.migrations.filter { $0.number < 206 }
        try await withEachDatabase(AccountsSchema.migrations + before) { database in
            let ann = try await database.insertUser("ann")
            let histories: [(status: String, released: Moment?, started: Moment?)] = [
                ("consumed", nil, nil), ("available", 7, nil), ("consumed", nil, 9),
            ]
            for history in histories {
                let seed = try await database.insertSeed(status: history.status)
                try await database.execute(
                    """
                    INSERT INTO races (id, name, organizer_id, seed_id, created_at, seeds_released_at, started_at)
                    VALUES (\(RaceID()), 'r', \(ann.id), \(seed), 0, \(history.released), \(history.started))
                    """
                )
            }

            try await database.migrate(AccountsSchema.migrations + SpeedFogSchema.migrations)

            let stats = try #require(try await SeedStore(database: database).stats().first)
            #expect(stats.available == 0 && stats.consumed == 3 && stats.seen == 2)
        }
    }
}
