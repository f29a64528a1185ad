import Database
import DatabaseTesting
import Foundation
import Testing

/// What goes into a column comes out of it, on both databases.
struct ValueTests {
    private enum Colour: String, SQLConvertible { case red, green }

    private static let table = [
        Migration(
            1,
            "things",
            ["CREATE TABLE things (id INTEGER PRIMARY KEY, t TEXT, i BIGINT, d DOUBLE PRECISION, s SMALLINT)"]
        )
    ]

    @Test(arguments: ["", "plain", "Ünï¢ödé 🗡️ 褪せ人", "'; DROP TABLE things; --", "a\nb\t\\ \"q\" $1 ? %"])
    func `text round-trips`(text: String) async throws {
        try await withEachDatabase(Self.table) { database in
            try await database.execute("INSERT INTO things (id, t) VALUES (1, \(text))")

            let row = try #require(try await database.row("SELECT t FROM things WHERE t = \(text)"))

            #expect(try row.get("t") == text)
        }
    }

    @Test func `integers round-trip to their limits`() async throws {
        let numbers: [Int64] = [.min, -1, 0, 1, 1 << 53 + 1, .max]
        try await withEachDatabase(Self.table) { database in
            for (id, number) in numbers.enumerated() {
                try await database.execute("INSERT INTO things (id, i) VALUES (\(id), \(number))")
            }

            let read: [Int64] = try await database.rows("SELECT i FROM things ORDER BY id").map { try $0.get("i") }

            #expect(read == numbers)
        }
    }

    @Test func `real numbers round-trip exactly`() async throws {
        let numbers = [0, -0.1, 1.0 / 3, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity]
        try await withEachDatabase(Self.table) { database in
            for (id, number) in numbers.enumerated() {
                try await database.execute("INSERT INTO things (id, d) VALUES (\(id), \(number))")
            }

            let read: [Double] = try await database.rows("SELECT d FROM things ORDER BY id").map { try $0.get("d") }

            #expect(read == numbers)
        }
    }

    @Test func `booleans, ids and enums round-trip`() async throws {
        let id = UUID()
        try await withEachDatabase(Self.table) { database in
            try await database.execute(
                "INSERT INTO things (id, s, t) VALUES (1, \(true), \(id)), (2, \(false), \(Colour.red))"
            )

            let rows = try await database.rows("SELECT s, t FROM things ORDER BY id")

            #expect(try rows[0].get("s") == true)
            #expect(try rows[0].get("t") == id)
            #expect(try rows[0].get("t") == id.uuidString.lowercased())
            #expect(try rows[1].get("s") == false)
            #expect(try rows[1].get("t") == Colour.red)
            #expect(throws: DatabaseError.self) { try rows[0].get("t") as Colour }
        }
    }

    @Test func `NULL is nil, and an error where a value is needed`() async throws {
        let nothing: Int64? = nil
        let name: String? = nil
        try await withEachDatabase(Self.table) { database in
            try await database.execute("INSERT INTO things (id, t, i) VALUES (1, \(name), \(nothing))")

            let row = try #require(
                try await database.row("SELECT t, i, d FROM things WHERE \(name) IS NULL AND \(nothing) IS NULL")
            )

            #expect(try row.get("t") as String? == nil)
            #expect(try row.get("i") as Int64? == nil)
            #expect(try row.get("d") as Double? == nil)
            #expect(throws: DatabaseError.column("Column i should hold an integer, but holds NULL.")) {
                try row.get("i") as Int
            }
        }
    }

    @Test func `sums and counts and comparisons are numbers`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await database.execute("INSERT INTO things (id, i) VALUES (1, \(Int64(1) << 40)), (2, 2)")

            let row = try #require(
                try await database.row("SELECT COUNT(*) AS n, SUM(i) AS total, MAX(i) > 5 AS large FROM things")
            )

            #expect(try row.get("n") == 2)
            #expect(try row.get("total") == Int64(1) << 40 + 2)
            #expect(try row.get("large") == true)
        }
    }

    @Test func `text with NUL and numbers that are none are refused in words`() async throws {
        try await withEachDatabase(Self.table) { database in
            await #expect(throws: DatabaseError.unstorable("Text with a NUL character (U+0000) cannot be stored.")) {
                try await database.execute("INSERT INTO things (id, t) VALUES (1, \("a\0b"))")
            }
            await #expect(throws: DatabaseError.unstorable("A number that is not a number (NaN) cannot be stored.")) {
                try await database.execute("INSERT INTO things (id, d) VALUES (1, \(Double.nan))")
            }

            let rows = try await database.rows("SELECT id FROM things")
            #expect(rows.isEmpty)
        }
    }

    @Test func `an unknown column and a wrong type are told by name, without the value`() async throws {
        try await withEachDatabase(Self.table) { database in
            try await database.execute("INSERT INTO things (id, t) VALUES (1, 'secret')")
            let row = try #require(try await database.row("SELECT id, t FROM things"))

            #expect(throws: DatabaseError.column("Column t should hold an integer, but holds text.")) {
                try row.get("t") as Int
            }
            #expect(throws: DatabaseError.column("There is no column nope among id, t.")) {
                try row.get("nope") as Int
            }
        }
    }
}
