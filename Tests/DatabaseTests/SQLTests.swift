import Database
import DatabaseTesting
import Testing

/// Statements are put together from literals and values.
struct SQLTests {
    private static let table = [
        Migration(1, "numbers", ["CREATE TABLE numbers (n INTEGER PRIMARY KEY, word TEXT NOT NULL)"])
    ]

    private func fill(_ database: Database) async throws {
        try await database.execute("INSERT INTO numbers (n, word) VALUES (1, 'one'), (2, 'two'), (3, 'three')")
    }

    @Test func `lists, empty ones too, stand after IN`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await self.fill(database)

            let some = try await database.rows("SELECT n FROM numbers WHERE n IN \(list: [1, 3, 9]) ORDER BY n")
            let none = try await database.rows("SELECT n FROM numbers WHERE n IN \(list: [Int]())")
            let all = try await database.rows("SELECT n FROM numbers WHERE word NOT IN \(list: [String]())")

            #expect(try some.map { try $0.get("n") } == [1, 3])
            #expect(none.isEmpty)
            #expect(all.count == 3)
        }
    }

    @Test func `pieces are joined with their values in order`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await self.fill(database)
            let conditions: [SQL] = ["n > \(1)", "word <> \("three")"]
            let condition: SQL = SQL.joined(conditions, separator: " AND ")

            let rows = try await database.rows("SELECT n FROM numbers WHERE \(raw: condition)" + " AND n < \(9)")

            #expect(try rows.map { try $0.get("n") } == [2])
        }
    }

    @Test func `a change tells how many rows it touched, and can return them`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await self.fill(database)

            let returned = try await database.rows("UPDATE numbers SET word = \("x") WHERE n = \(3) RETURNING n, word")

            #expect(try returned.map { try $0.get("word") } == ["x"])
            #expect(try await database.execute("UPDATE numbers SET word = \("many") WHERE n < \(3)") == 2)
            #expect(try await database.execute("DELETE FROM numbers WHERE n = \(77)") == 0)
            #expect(try await database.execute("CREATE TABLE other (n INTEGER)") == 0)
            #expect(
                try await database.execute("INSERT INTO numbers VALUES (1, 'again') ON CONFLICT DO NOTHING") == 0
            )
        }
    }

    @Test func `the same text with other values is asked again and again`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await self.fill(database)

            let words = try await database.read { session in
                try (0..<600).map { number in
                    try session.row("SELECT word FROM numbers WHERE n = \(number % 3 + 1)")?.get("word") ?? ""
                }
            }

            #expect(words.prefix(4) == ["one", "two", "three", "one"])
            #expect(words.count == 600)
        }
    }

    @Test func `more different texts than a connection remembers still work`() async throws {
        try await withEachDatabase { database in
            let sums = try await database.read { session in
                try (1...400).map { count in
                    try session.rows("SELECT 1 AS one WHERE \(1) IN \(list: Array(1...count))").count
                }
            }

            #expect(sums.reduce(0, +) == 400)
        }
    }

    @Test func `a wrong statement is an error in the database's words`() async throws {
        try await withEachDatabase { database in
            let error = await #expect(throws: DatabaseError.self) { try await database.rows("SELECT * FROM nowhere") }

            let words = try #require(error).description
            #expect(words.contains("nowhere"))
        }
    }
}
