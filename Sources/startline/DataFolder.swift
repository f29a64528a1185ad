import ArgumentParser
import Database
import Foundation

/// The folder with everything that must outlive the process.
enum DataFolder {
    /// Makes a folder, for its owner alone, unless it is there.
    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw BadInput(
                "The folder \(path) can't be made: \(Self.reason(error)). Name another one, or change who may write there."
            )
        }
    }

    /// Keeps other servers away from the folder until this process ends.
    static func lock(_ path: String) throws -> ProcessLock {
        do {
            return try ProcessLock.take(path + "/startline.lock", of: "The data folder \(path)", command: "serve")
        } catch let taken as ProcessLock.Taken {
            throw BadInput("\(taken)")
        } catch let unusable as ProcessLock.Unusable {
            throw BadInput("\(unusable)")
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

    /// Opens the database that DATABASE_URL or the data folder names, to change it in the name of `command`.
    func open(for command: String) async throws -> Database {
        let source = try SettingsSource.process()
        return try await Database.opening(source.databaseURL(dataDirectory: self.folder(source)), for: command)
    }

    /// Opens the same only to look.
    func read() async throws -> Database {
        let source = try SettingsSource.process()
        return try await Database.reading(source.databaseURL(dataDirectory: self.folder(source)))
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
