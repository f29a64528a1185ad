import Database
import DatabaseTesting
import Logging
import Testing

/// Numbered steps, each once, whoever runs them.
struct MigrationTests {
    private static let first = Migration(1, "people", ["CREATE TABLE people (id INTEGER PRIMARY KEY)"])
    private static let second = Migration(200, "pets", ["CREATE TABLE pets (id INTEGER PRIMARY KEY)"])
    private static let between = Migration(
        100,
        "names",
        ["ALTER TABLE people ADD COLUMN name TEXT", "INSERT INTO people (id, name) VALUES (1, 'Anna')"]
    )

    @Test func `each runs once, in order, and is written down`() async throws {
        try await withEachDatabase { database in
            try await database.migrate([Self.second, Self.first])
            try await database.migrate([Self.first, Self.second])

            let journal = try await database.rows(
                "SELECT number, name, applied_at FROM schema_migrations ORDER BY number"
            )
            #expect(try journal.map { try $0.get("number") } == [1, 200])
            #expect(try journal.map { try $0.get("name") } == ["people", "pets"])
            #expect(try journal.allSatisfy { try $0.get("applied_at") > Int64(1_700_000_000_000) })
        }
    }

    @Test func `one that comes later with a lower number still runs`() async throws {
        try await withEachDatabase([Self.first, Self.second]) { database in
            try await database.migrate([Self.first, Self.between, Self.second])

            #expect(try await database.row("SELECT name FROM people")?.get("name") == "Anna")
        }
    }

    @Test func `one that fails leaves nothing of itself`() async throws {
        let broken = Migration(300, "broken", ["CREATE TABLE half (id INTEGER)", "CREATE NONSENSE"])
        try await withEachDatabase([Self.first]) { database in
            await #expect(throws: DatabaseError.self) { try await database.migrate([Self.first, Self.second, broken]) }

            let status = try await database.schemaStatus([Self.first, Self.second, broken])
            #expect(status.applied == [1, 200])
            await #expect(throws: DatabaseError.self) { try await database.rows("SELECT id FROM half") }
        }
    }

    @Test func `what SQL can't say is filled in by Swift, in the same transaction`() async throws {
        struct Refused: Error {}
        let filled = Migration(300, "sizes", ["ALTER TABLE people ADD COLUMN size INTEGER"]) { session in
            for row in try session.rows("SELECT id, name FROM people") {
                let (id, name): (Int, String) = (try row.get("id"), try row.get("name"))
                try session.execute("UPDATE people SET size = \(name.count) WHERE id = \(id)")
            }
        }
        let broken = Migration(400, "broken", ["DELETE FROM people"]) { _ in throw Refused() }
        try await withEachDatabase([Self.first, Self.between]) { database async throws in
            await #expect(throws: Refused.self) {
                try await database.migrate([Self.first, Self.between, filled, broken])
            }
            #expect(try await database.row("SELECT size FROM people")?.get("size") == 4)
            #expect(try await database.schemaStatus([Self.first, Self.between, filled, broken]).pending == [400])
        }
    }

    @Test func `a newer schema is refused and left alone`() async throws {
        try await withEachDatabase([Self.first, Self.second]) { database in
            await #expect(throws: DatabaseError.newerSchema(found: 200, known: 100)) {
                try await database.migrate([Self.first, Self.between])
            }

            let status = try await database.schemaStatus([Self.first, Self.between])
            #expect(status.pending == [100])
        }
    }

    @Test func `an unknown migration in the middle is refused`() async throws {
        try await withEachDatabase([Self.first, Self.between, Self.second]) { database in
            await #expect(throws: DatabaseError.unknownMigration(number: 100, name: "names")) {
                try await database.migrate([Self.first, Self.second])
            }
        }
    }

    @Test func `two migrations with one number are refused`() async throws {
        try await withEachDatabase { database in
            await #expect(throws: DatabaseError.self) {
                try await database.migrate([Self.first, Migration(1, "again", [])])
            }
        }
    }

    @Test func `the status of an empty database is that all is pending`() async throws {
        try await withEachDatabase { database in
            let status = try await database.schemaStatus([Self.second, Self.first])

            #expect(status == SchemaStatus(applied: [], pending: [1, 200], unknown: []))
            #expect(!status.isCurrent)
        }
    }

    @Test func `several programs migrate one new database at once`() async throws {
        let steps = (1...12).map { Migration($0, "step \($0)", ["CREATE TABLE t\($0) (id INTEGER PRIMARY KEY)"]) }
        try await withEachAddress { url in
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await withDatabase(at: url) { try await $0.migrate(steps) }
                    }
                }
            }

            try await withDatabase(at: url) { database in
                let status = try await database.schemaStatus(steps)
                #expect(status.isCurrent)
            }
        }
    }

    private func withEachAddress(_ body: (DatabaseURL) async throws -> Void) async throws {
        try await withSQLiteFile { try await body(.sqlite(path: $0)) }
        try await PostgresServer.shared.withDatabase(body)
    }
}
