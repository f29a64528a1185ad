import ArgumentParser
import Database
import Foundation

/// The folder with everything that must outlive the process.
enum DataFolder {
    /// Makes a folder unless it is there.
    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw BadInput(
                "The folder \(path) can't be made: \(Self.reason(error)). Name another one, or change who may write there."
            )
        }
    }

    /// What the system said, without the wrapping that Foundation puts around it.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        guard let cause = cause.map({ $0 as NSError }), cause.domain == NSPOSIXErrorDomain else { return "\(error)" }
        return String(cString: strerror(Int32(cause.code)))
    }
}

/// Where a command that works on the data finds it.
struct DataLocation: ParsableArguments {
    @Option(name: .long, help: "Folder with all data (DATA_DIR, default ./data).")
    var data: String?

    /// The folder, from the command line or the settings.
    func folder(_ source: SettingsSource) -> String { self.data ?? source["DATA_DIR"] ?? "data" }

    /// Opens the database that DATABASE_URL or the data folder names.
    func open() async throws -> Database {
        let source = try SettingsSource.process()
        return try await Database.opening(source.databaseURL(dataDirectory: self.folder(source)))
    }
}

/// Where the seed pools lie.
struct SeedsLocation: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with the seed pools (SEEDS_POOL_DIR, default DATA/seeds).", valueName: "dir"))
    var seeds: String?

    /// The folder, from the command line or the settings.
    func folder(_ data: DataLocation) throws -> String {
        let source = try SettingsSource.process()
        return self.seeds ?? source["SEEDS_POOL_DIR"] ?? "\(data.folder(source))/seeds"
    }
}
