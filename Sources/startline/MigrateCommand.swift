import ArgumentParser
import Database
import Foundation
import Logging

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this version's schema. The server does this too when it starts."
    )

    @OptionGroup var location: DataLocation

    func run() async throws {
        let database = try await self.location.open()
        let before = try await database.schemaStatus(Schema.migrations)
        try await database.migrate(Schema.migrations)
        print(before.pending.isEmpty ? "The schema is up to date." : "Applied \(before.pending.count) migrations.")
        await database.close()
    }
}

/// Where a command that works on the data finds it.
struct DataLocation: ParsableArguments {
    @Option(name: .long, help: "Folder with all data (DATA_DIR, default ./data).")
    var data: String?

    /// Opens the database that DATABASE_URL or the data folder names.
    func open() async throws -> Database {
        let source = try SettingsSource.process()
        let folder = self.data ?? source["DATA_DIR"] ?? "data"
        let url = try source.databaseURL(dataDirectory: folder)
        if case .sqlite(let path) = url {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true
            )
        }
        return try await Database.open(url, logger: Logger(label: "database"))
    }
}
