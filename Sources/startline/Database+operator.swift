import Database
import Foundation
import Logging

/// For those who run the server: a database or folder that can't be had is a setting to change, told in words.
extension Database {
    /// Opens what the settings name to change it, makes the folder of a file, and keeps other processes away from the file.
    ///
    /// - Parameter command: as what others that want the same file shall know this process.
    static func opening(_ url: DatabaseURL, for command: String) async throws -> Database {
        if case .sqlite(let path) = url {
            try DataFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        }
        var settings = DatabaseSettings()
        settings.lockedBy = command
        return try await Self.open(url, settings)
    }

    /// Opens what the settings name only to look.
    static func reading(_ url: DatabaseURL) async throws -> Database {
        if case .sqlite(let path) = url, !FileManager.default.fileExists(atPath: path) {
            throw BadInput("There is no database at \(path) yet; `startline serve` and `startline migrate` make it.")
        }
        var settings = DatabaseSettings()
        settings.readsOnly = true
        let database = try await Self.open(url, settings)
        guard try await database.schemaStatus(Schema.migrations).isCurrent else {
            await database.close()
            throw BadInput("The database \(url) is of another version; `startline migrate` brings it to this one.")
        }
        return database
    }

    private static func open(_ url: DatabaseURL, _ given: DatabaseSettings) async throws -> Database {
        let logger = Logger(label: "database")
        var settings = given
        settings.onSyncFailure = { error in
            logger.critical("Ending at once", metadata: ["error": "\(error)"])
            // As after a power cut: whatever would still be done in order could be told and then be missing.
            _exit(1)
        }
        do {
            return try await Database.open(url, settings: settings, logger: logger)
        } catch let error as DatabaseError {
            throw BadInput("The database \(url) can't be opened: \(error)")
        } catch let taken as ProcessLock.Taken {
            throw BadInput("\(taken)")
        } catch let unusable as ProcessLock.Unusable {
            throw BadInput("\(unusable)")
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
