import Database
import DatabaseTesting
import Synchronization
import Testing

/// What is particular to the server: it can be slow, restart, and go away.
struct PostgresTests {
    private static let notes = [Migration(1, "notes", ["CREATE TABLE notes (word TEXT)"])]

    @Test func `a statement that takes too long is given up, and the connection works on`() async throws {
        var hasty = DatabaseSettings()
        hasty.statementTimeout = .milliseconds(100)
        hasty.connections = 1
        let settings = hasty
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, settings: settings) { database in
                await #expect(throws: DatabaseError.timeout) { try await database.rows("SELECT pg_sleep(20)") }
                await #expect(throws: DatabaseError.timeout) { try await database.execute("SELECT pg_sleep(20)") }

                let row = try await database.row("SELECT 1 AS one")
                #expect(try row?.get("one") == 1)
            }
        }
    }

    @Test func `reads and writes go on after the server restarted`() async throws {
        let server = try await PostgresServer.start()
        do {
            try await withDatabase(at: server.url("postgres"), Self.notes) { database in
                try await withThrowingDiscardingTaskGroup { group in
                    // Opens several connections, all of which the restart will break.
                    for _ in 0..<8 {
                        group.addTask { _ = try await database.execute("INSERT INTO notes VALUES ('before')") }
                    }
                }
                try await server.restart()
                #expect(try await database.rows("SELECT word FROM notes").count == 8)

                try await server.restart()
                try await database.execute("INSERT INTO notes VALUES ('after')")
                #expect(try await database.read { try $0.rows("SELECT word FROM notes") }.count == 9)

                try await server.restart()
                #expect(try await database.read { try $0.rows("SELECT word FROM notes") }.count == 9)
            }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func `a transaction whose connection breaks before the commit runs again, and counts once`() async throws {
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, Self.notes) { database in
                let runs = Atomic(0)
                try await database.write { session in
                    try session.execute("INSERT INTO notes VALUES ('once')")
                    if runs.add(1, ordering: .relaxed).newValue == 1 {
                        try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                    }
                }

                #expect(runs.load(ordering: .relaxed) == 2)
                #expect(try await database.rows("SELECT word FROM notes").count == 1)
            }
        }
    }

    @Test func `a commit whose connection broke is reported and not run again`() async throws {
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, Self.notes) { database in
                let runs = Atomic(0)
                let (begun, begin) = AsyncStream.makeStream(of: Int.self)
                let gate = Gate()
                let write = Task {
                    try await database.write { session in
                        runs.add(1, ordering: .relaxed)
                        begin.yield(try session.row("SELECT pg_backend_pid() AS pid")?.get("pid") ?? 0)
                        gate.wait()
                    }
                }
                let pid = await begun.first { _ in true }
                try await withDatabase(at: url) {
                    _ = try await $0.rows("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER))")
                }
                gate.open()

                await #expect(throws: DatabaseError.commitUnknown) { try await write.value }
                #expect(runs.load(ordering: .relaxed) == 1)
            }
        }
    }

    @Test func `without a server the reason is told after a while`() async throws {
        var impatient = DatabaseSettings()
        impatient.patience = .milliseconds(100)
        let settings = impatient
        let error = await #expect(throws: DatabaseError.self) {
            try await withDatabase(at: .postgres("postgresql://postgres@127.0.0.1:1/x"), settings: settings) { _ in }
        }

        let words = try #require(error).description
        #expect(words.contains("refused"))
    }

    @Test func `a database that does not exist is told at once`() async throws {
        let server = try await PostgresServer.shared
        let error = await #expect(throws: DatabaseError.self) {
            try await withDatabase(at: server.url("missing")) { _ in }
        }

        let words = try #require(error).description
        #expect(words.contains("missing"))
    }

    @Test func `a change of a table under a prepared statement is not noticed by its user`() async throws {
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, Self.notes) { database in
                try await database.execute("INSERT INTO notes VALUES ('kept')")
                _ = try await database.rows("SELECT * FROM notes")
                try await withDatabase(at: url) { other in
                    try await other.execute("ALTER TABLE notes ADD COLUMN number INTEGER DEFAULT 7")
                }

                #expect(try await database.row("SELECT * FROM notes")?.get("number") == 7)
            }
        }
    }
}
