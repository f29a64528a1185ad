import Database
import DatabaseTesting
import Testing

/// What is particular to the file.
struct SQLiteTests {
    @Test func `the file is in WAL mode, syncs fully and enforces foreign keys`() async throws {
        try await withSQLiteFile { path in
            try await withDatabase(at: .sqlite(path: path)) { database in
                let pragmas = try await database.write { session in
                    [
                        try session.row("PRAGMA journal_mode")?.value("journal_mode"),
                        try session.row("PRAGMA synchronous")?.value("synchronous"),
                        try session.row("PRAGMA foreign_keys")?.value("foreign_keys"),
                    ]
                }

                #expect(pragmas == [.text("wal"), .integer(2), .integer(1)])
            }
        }
    }

    @Test func `what was written is there when the file is opened again`() async throws {
        try await withSQLiteFile { path in
            try await withDatabase(at: .sqlite(path: path)) { database in
                try await database.execute("CREATE TABLE notes (word TEXT)")
                try await database.execute("INSERT INTO notes VALUES (\("kept"))")
            }

            try await withDatabase(at: .sqlite(path: path)) { database in
                let row = try await database.row("SELECT word FROM notes")
                #expect(try row?.get("word") == "kept")
            }
        }
    }

    @Test func `a database in memory works and is empty each time`() async throws {
        for _ in 0..<2 {
            try await withDatabase(at: .sqliteMemory) { database in
                try await database.migrate([Migration(1, "notes", ["CREATE TABLE notes (word TEXT)"])])
                #expect(try await database.rows("SELECT word FROM notes").isEmpty)
            }
        }
    }

    @Test func `a file that another process holds for too long is busy`() async throws {
        try await withSQLiteFile { path in
            var impatient = DatabaseSettings()
            impatient.busyTimeout = .milliseconds(50)
            try await withDatabase(at: .sqlite(path: path), settings: impatient) { other in
                try await other.execute("CREATE TABLE notes (word TEXT)")
                try await withDatabase(at: .sqlite(path: path)) { database in
                    let (held, hold) = AsyncStream.makeStream(of: Void.self)
                    let gate = Gate()
                    async let write: Void = database.write { session in
                        try session.execute("INSERT INTO notes VALUES ('first')")
                        hold.yield()
                        gate.wait()
                    }
                    _ = await held.first { _ in true }

                    await #expect(throws: DatabaseError.busy) {
                        try await other.execute("INSERT INTO notes VALUES ('second')")
                    }
                    gate.open()
                    try await write
                }
            }
        }
    }

    @Test func `a folder that is not there is told with the path`() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await withDatabase(at: .sqlite(path: "/nowhere/at/all.sqlite")) { _ in }
        }

        let words = try #require(error).description
        #expect(words.contains("/nowhere/at/all.sqlite"))
    }
}
