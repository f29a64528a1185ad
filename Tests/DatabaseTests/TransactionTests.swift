import Database
import DatabaseTesting
import Testing

/// All or nothing, and as if alone.
struct TransactionTests {
    private struct Refused: Error, Equatable {}

    private static let counters = [
        Migration(
            1,
            "counters",
            [
                "CREATE TABLE counters (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
                "INSERT INTO counters VALUES (1, 0)",
            ]
        )
    ]

    private func count(_ database: Database) async throws -> Int {
        try #require(try await database.row("SELECT n FROM counters WHERE id = 1")).get("n")
    }

    @Test func `a body that throws leaves nothing behind`() async throws {
        try await withEachDatabase(Self.counters) { database in
            await #expect(throws: Refused()) {
                try await database.write { session in
                    try session.execute("UPDATE counters SET n = 5")
                    throw Refused()
                }
            }

            let count = try await self.count(database)
            #expect(count == 0)
        }
    }

    @Test func `a failed statement ends the transaction even when its error is caught`() async throws {
        try await withEachDatabase(Self.counters) { database in
            let violation = DatabaseError.uniqueViolation(constraint: "counters.id")
            await #expect(throws: violation) {
                try await database.write { session in
                    try session.execute("UPDATE counters SET n = 5")
                    _ = try? session.execute("INSERT INTO counters VALUES (1, 1)")
                    _ = try? session.execute("UPDATE counters SET n = 6")
                }
            }

            let count = try await self.count(database)
            #expect(count == 0)
        }
    }

    @Test func `a body may turn a failure into an error of its own`() async throws {
        try await withEachDatabase(Self.counters) { database in
            await #expect(throws: Refused()) {
                try await database.write { session in
                    do {
                        try session.execute("INSERT INTO counters VALUES (1, 1)")
                    } catch DatabaseError.uniqueViolation {
                        throw Refused()
                    }
                }
            }
        }
    }

    @Test func `a read cannot write`() async throws {
        try await withEachDatabase(Self.counters) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.read { _ = try $0.execute("UPDATE counters SET n = 5") }
            }

            let count = try await self.count(database)
            #expect(count == 0)
        }
    }

    @Test func `fifty parallel increments lose nothing`() async throws {
        try await withEachDatabase(Self.counters) { database in
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask { _ = try await database.execute("UPDATE counters SET n = n + 1 WHERE id = 1") }
                }
            }

            #expect(try await self.count(database) == 50)
        }
    }

    @Test func `fifty parallel reads followed by writes lose nothing`() async throws {
        try await withEachDatabase(Self.counters) { database in
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask {
                        _ = try await database.write { session in
                            let n: Int = try session.row("SELECT n FROM counters WHERE id = 1")?.get("n") ?? -100
                            try session.execute("UPDATE counters SET n = \(n + 1) WHERE id = 1")
                        }
                    }
                }
            }

            #expect(try await self.count(database) == 50)
        }
    }

    @Test func `of many who see the last place free one takes it`() async throws {
        try await withEachDatabase(Self.counters) { database in
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for id in 2..<12 {
                    group.addTask {
                        try await database.write { session in
                            let taken: Int =
                                try session.row("SELECT COUNT(*) AS taken FROM counters")?.get("taken") ?? 0
                            guard taken < 2 else { return false }
                            try session.execute("INSERT INTO counters VALUES (\(id), 0)")
                            return true
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(winners == 1)
        }
    }

    @Test func `a cancelled write leaves nothing behind and the database usable`() async throws {
        try await withEachDatabase(Self.counters) { database in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let gate = Gate()
            let write = Task {
                try await database.write { session in
                    try session.execute("UPDATE counters SET n = 5")
                    start.yield()
                    gate.wait()
                    try session.execute("UPDATE counters SET n = 6")
                }
            }
            _ = await started.first { _ in true }
            write.cancel()
            gate.open()

            await #expect(throws: CancellationError.self) { try await write.value }
            let count = try await self.count(database)
            #expect(count == 0)
        }
    }

    @Test func `after close everything is refused in words`() async throws {
        try await withEachDatabase(Self.counters) { database in
            await database.close()

            await #expect(throws: DatabaseError.closed) {
                try await database.rows("SELECT 1 AS one")
            }
            await #expect(throws: DatabaseError.closed) {
                try await database.execute("UPDATE counters SET n = 5")
            }
        }
    }
}
