package import Database
import Foundation
import Logging

/// Runs `body` on a fresh SQLite file and then on a fresh PostgreSQL database, both with `migrations` applied.
package func withEachDatabase(
    _ migrations: [Migration] = [],
    _ body: (Database) async throws -> Void
) async throws {
    try await withSQLiteFile { path in
        try await withDatabase(at: .sqlite(path: path), migrations, body)
    }
    try await PostgresServer.shared.withDatabase { url in
        try await withDatabase(at: url, migrations, body)
    }
}

/// Opens the database, migrates it, runs `body`, and closes it also when `body` throws.
package func withDatabase(
    at url: DatabaseURL,
    _ migrations: [Migration] = [],
    settings: DatabaseSettings = DatabaseSettings(),
    _ body: (Database) async throws -> Void
) async throws {
    let database = try await Database.open(url, settings: settings, logger: Logger(label: "test.database"))
    do {
        if !migrations.isEmpty { try await database.migrate(migrations) }
        try await body(database)
    } catch {
        await database.close()
        throw error
    }
    await database.close()
}

/// Runs `body` with the path of a file that does not exist yet, in a folder of its own that is removed afterwards.
package func withSQLiteFile(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(component: "startline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.appending(component: "test.sqlite").path)
}
