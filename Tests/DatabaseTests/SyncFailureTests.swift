import DatabaseTesting
import Foundation
import Synchronization
import Testing

@testable import Database

/// After a failed sync the system may have dropped what was written: nothing may be told as if another try had saved it.
@Suite(.serialized) struct SyncFailureTests {
    private func withFailingFile(_ body: (String) async throws -> Void) async throws {
        try #require(FailingDisk.isInstalled)
        try await withSQLiteFile { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appending(component: "failing")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { FailingDisk.fails.store(false, ordering: .releasing) }
            try await body(folder.appending(component: "test.sqlite").path)
        }
    }

    @Test
    func `a commit that can't be synced is told once to whoever can end the process, before anything else is written`()
        async throws
    {
        try await self.withFailingFile { path in
            let told = Mutex<[DatabaseError]>([])
            var settings = DatabaseSettings()
            settings.onSyncFailure = { error in told.withLock { $0.append(error) } }
            try await withDatabase(at: .sqlite(path: path), settings: settings) { database in
                try await database.execute("CREATE TABLE notes (word TEXT)")
                try await database.execute("INSERT INTO notes VALUES ('kept')")
                FailingDisk.fails.store(true, ordering: .releasing)
                let lost = await #expect(throws: DatabaseError.self) {
                    try await database.execute("INSERT INTO notes VALUES ('lost')")
                }
                let failure = try #require(lost)
                #expect(failure == .syncFailed("disk I/O error"))
                FailingDisk.fails.store(false, ordering: .releasing)
                await #expect(throws: failure) { try await database.execute("INSERT INTO notes VALUES ('too late')") }
                await #expect(throws: failure) { try await database.rows("DELETE FROM notes RETURNING word") }
                #expect(told.withLock { $0 } == [failure])
                #expect(try await database.rows("SELECT word FROM notes").map { try $0.get("word") } == ["kept"])
            }
        }
    }

    @Test func `the next process writes on`() async throws {
        try await self.withFailingFile { path in
            try await withDatabase(at: .sqlite(path: path)) { database in
                try await database.execute("CREATE TABLE notes (word TEXT)")
                FailingDisk.fails.store(true, ordering: .releasing)
                _ = try? await database.execute("INSERT INTO notes VALUES ('lost')")
                FailingDisk.fails.store(false, ordering: .releasing)
            }
            try await withDatabase(at: .sqlite(path: path)) { database in
                try await database.execute("INSERT INTO notes VALUES ('kept')")
                #expect(try await database.rows("SELECT word FROM notes").count == 1)
            }
        }
    }
}
