import Database
import DatabaseTesting
import Foundation
import Testing

/// The database holds hashes, addresses of people and all seeds: nobody else on the machine reads it.
struct PrivateFileTests {
    private static func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func `the database and what lies beside it belong to their owner alone`() async throws {
        try await withSQLiteFile { path in
            try await withDatabase(at: .sqlite(path: path)) { database in
                try await database.execute("CREATE TABLE notes (word TEXT)")
                for file in [path, path + "-wal", path + "-shm"] { #expect(try Self.mode(file) == 0o600) }
            }
        }
    }

    @Test(arguments: ["", "-wal", "-shm"])
    func `a file that others could read is narrowed when it is opened`(suffix: String) async throws {
        try await withSQLiteFile { path in
            try await withDatabase(at: .sqlite(path: path)) { database in
                try await database.execute("CREATE TABLE notes (word TEXT)")
                #expect(chmod(path + suffix, 0o664) == 0)
                try await withDatabase(at: .sqlite(path: path)) { _ in }
                #expect(try Self.mode(path + suffix) == 0o600)
            }
        }
    }

    @Test func `who only reads leaves the file as it is`() async throws {
        try await withSQLiteFile { path in
            try await withDatabase(at: .sqlite(path: path)) { _ in }
            #expect(chmod(path, 0o644) == 0)
            var reading = DatabaseSettings()
            reading.readsOnly = true
            try await withDatabase(at: .sqlite(path: path), settings: reading) { _ in }
            #expect(try Self.mode(path) == 0o644)
        }
    }
}
