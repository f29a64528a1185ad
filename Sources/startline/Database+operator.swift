import Database
import Foundation
import Logging

/// For those who run the server: a database or folder that can't be had is a setting to change, told in words.
extension Database {
    /// Opens what the settings name, and makes the folder of a file.
    static func opening(_ url: DatabaseURL) async throws -> Database {
        if case .sqlite(let path) = url {
            try DataFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        }
        let logger = Logger(label: "database")
        var settings = DatabaseSettings()
        settings.onSyncFailure = { error in
            logger.critical("Ending at once", metadata: ["error": "\(error)"])
            // As after a power cut: whatever would still be done in order could be told and then be missing.
            _exit(1)
        }
        do {
            return try await Database.open(url, settings: settings, logger: logger)
        } catch let error as DatabaseError {
            throw BadInput("The database \(url) can't be opened: \(error)")
        }
    }

    /// Brings the schema to this version's; closes the database when that can't be.
    ///
    /// - Returns: how many migrations it took.
    @discardableResult
    func bringUpToDate() async throws -> Int {
        do {
            let pending = try await self.schemaStatus(Schema.migrations).pending.count
            try await self.migrate(Schema.migrations)
            return pending
        } catch let error as DatabaseError {
            await self.close()
            throw BadInput("The database can't be used: \(error)")
        }
    }
}
