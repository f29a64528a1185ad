import DatabaseTesting
import Foundation
import Testing

@testable import Database

/// One process at a time. The lock belongs to an open file, so that two takers in one process stand for two processes.
struct ProcessLockTests {
    private static func lock(_ command: String) -> DatabaseSettings {
        var settings = DatabaseSettings()
        settings.lockedBy = command
        return settings
    }

    @Test func `who comes second reads who is there, since when, and what to do`() async throws {
        try await withSQLiteFile { path in
            let lock = try ProcessLock.take(path + ".lock", of: path, command: "serve")
            let taken = #expect(throws: ProcessLock.Taken.self) {
                try ProcessLock.take(path + ".lock", of: path, command: "migrate")
            }
            let words = try #require(taken).description
            #expect(words.contains(path))
            #expect(words.contains("process \(getpid())"))
            #expect(words.contains("startline serve"))
            #expect(words.firstMatch(of: /since 20\d\d-\d\d-\d\dT\d\d:\d\d/) != nil)
            lock.release()
            try ProcessLock.take(path + ".lock", of: path, command: "migrate").release()
        }
    }

    @Test func `a file that says nothing of use is no name for who is there`() async throws {
        try await withSQLiteFile { path in
            let lock = try ProcessLock.take(path, of: path, command: "serve")
            defer { lock.release() }
            for content in ["", "\u{1B}[2Jforged\n\u{0}line", String(repeating: "x", count: 100_000)] {
                try content.write(toFile: path, atomically: false, encoding: .utf8)
                let taken = #expect(throws: ProcessLock.Taken.self) {
                    try ProcessLock.take(path, of: path, command: "migrate")
                }
                let words = try #require(taken).description
                #expect(words.utf8.count < 1000)
                #expect(words.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            }
        }
    }

    @Test func `one database file is one, by whatever path, and free again when it is closed`() async throws {
        try await withSQLiteFile { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            try FileManager.default.createSymbolicLink(atPath: folder + "/folder", withDestinationPath: folder)
            try FileManager.default.createSymbolicLink(atPath: folder + "/link.sqlite", withDestinationPath: path)
            let ways = [path, folder + "/./test.sqlite", folder + "/folder/test.sqlite", folder + "/link.sqlite"]
            for first in ways {
                try await withDatabase(at: .sqlite(path: first), settings: Self.lock("serve")) { _ in
                    for second in ways {
                        await #expect(throws: ProcessLock.Taken.self) {
                            try await withDatabase(at: .sqlite(path: second), settings: Self.lock("migrate")) { _ in }
                        }
                    }
                }
            }
        }
    }

    @Test func `who only reads asks nobody, makes no file and changes nothing`() async throws {
        try await withSQLiteFile { path in
            var reading = DatabaseSettings()
            reading.readsOnly = true
            await #expect(throws: DatabaseError.self) {
                try await withDatabase(at: .sqlite(path: path), settings: reading) { _ in }
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            try await withDatabase(at: .sqlite(path: path), settings: Self.lock("serve")) { writer async throws in
                try await writer.execute("CREATE TABLE notes (word TEXT)")
                try await writer.execute("INSERT INTO notes VALUES ('kept')")
                try await withDatabase(at: .sqlite(path: path), settings: reading) { reader async throws in
                    #expect(try await reader.rows("SELECT word FROM notes").count == 1)
                    await #expect(throws: DatabaseError.self) { try await reader.execute("DELETE FROM notes") }
                }
                #expect(try await writer.rows("SELECT word FROM notes").count == 1)
            }
        }
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url) { try await $0.execute("CREATE TABLE notes (word TEXT)") }
            var reading = DatabaseSettings()
            reading.readsOnly = true
            try await withDatabase(at: url, settings: reading) { reader async throws in
                #expect(try await reader.rows("SELECT word FROM notes").isEmpty)
                await #expect(throws: DatabaseError.self) {
                    try await reader.execute("INSERT INTO notes VALUES ('lost')")
                }
            }
        }
    }

    @Test func `a place where nothing can be locked is told with the reason`() {
        let unusable = #expect(throws: ProcessLock.Unusable.self) {
            try ProcessLock.take("/nowhere/at/all.lock", of: "/nowhere/at/all", command: "serve")
        }
        #expect(unusable?.description.contains("/nowhere/at/all.lock") == true)
        #expect(unusable?.description.contains("No such file") == true)
    }
}
