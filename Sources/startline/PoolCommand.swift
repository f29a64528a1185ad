import Accounts
import ArgumentParser
import Database
import Foundation
import Logging
import SpeedFogServer

struct PoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool",
        abstract: "Make seeds, bring them into the database, and see what there is.",
        subcommands: [PoolGenerateCommand.self, PoolScanCommand.self, PoolListCommand.self]
    )
}

/// Where the seed pools and the database lie.
struct PoolLocation: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with all data (DATA_DIR, default ./data).", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("Folder with the seed pools (SEEDS_POOL_DIR, default DATA/seeds).", valueName: "dir"))
    var seeds: String?

    static func setting(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private var folder: String { self.data ?? Self.setting("DATA_DIR") ?? "data" }

    var catalogue: PoolCatalogue {
        PoolCatalogue(root: self.seeds ?? Self.setting("SEEDS_POOL_DIR") ?? "\(self.folder)/seeds")
    }

    /// Opens the database, brings it to this version's schema, and closes it when `body` is done.
    func withDatabase(_ body: (Database) async throws -> Void) async throws {
        let url = try Self.setting("DATABASE_URL").map { try DatabaseURL(parsing: $0) }
        if url == nil {
            try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        }
        let database = try await Database.open(
            url ?? .sqlite(path: "\(self.folder)/startline.db"),
            logger: Logger(label: "database")
        )
        do {
            try await database.migrate(AccountsSchema.migrations + SpeedFogSchema.migrations)
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

struct PoolGenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Generate seeds for a pool.",
        discussion: "Needs no database. A running server finds new seeds when it scans: `startline pool scan`."
    )

    @Option(help: "Name of the pool file, such as standard.")
    var pool: String

    @Flag(help: "Make them for solo runs instead of races.")
    var solo = false

    @Option(help: "How many.")
    var count = 1

    @Option(
        help: "First seed number; the others follow. The same number always gives the same seed. Random if left out."
    )
    var seed: UInt64?

    @Option(name: .shortAndLong, help: "How many at a time.")
    var jobs = 2

    @Option(help: ArgumentHelp("Folder with the pool files (POOLS_DIR).", valueName: "dir"))
    var pools: String?

    @OptionGroup var location: PoolLocation

    func validate() throws {
        guard (1...100_000).contains(self.count) else { throw ValidationError("--count must be from 1 to 100000.") }
        guard (1...256).contains(self.jobs) else { throw ValidationError("--jobs must be from 1 to 256.") }
    }

    func run() async throws {
        let files = self.pools ?? PoolLocation.setting("POOLS_DIR") ?? "pools"
        var generator = PoolGenerator(
            pool: self.pool,
            type: self.solo ? .solo : .race,
            count: self.count,
            poolFiles: files,
            catalogue: self.location.catalogue
        )
        generator.firstSeed = self.seed
        generator.jobs = self.jobs
        let made: [PoolGenerator.Made]
        do {
            made = try await generator.run { seed in
                let what = "seed \(seed.seed): \(seed.totalLayers) layers, \(seed.totalNodes) zones"
                print(seed.existed ? "\(what), already there: \(seed.path)" : "\(what), \(seed.path)")
            }
        } catch let error as PoolFileError {
            throw ValidationError(error.description)
        }
        print("\(made.count { !$0.existed }) seeds made for the \(generator.type.rawValue) pool \(self.pool).")
    }
}

struct PoolScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Bring the seeds on disk into the database. The server does this too when it starts."
    )

    @Option(help: "Only this pool.")
    var pool: String?

    @OptionGroup var location: PoolLocation

    func run() async throws {
        let catalogue = self.location.catalogue
        try await self.location.withDatabase { database in
            let scan = PoolScan(catalogue: catalogue, store: SeedStore(database: database))
            let report = try await scan.run(only: self.pool)
            for pool in report.pools {
                print("\(pool.type.rawValue)/\(pool.name): \(pool.added) new, \(pool.known) known")
            }
            for warning in report.warnings { FileHandle.standardError.write(Data("note: \(warning)\n".utf8)) }
            for problem in report.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
            if report.pools.isEmpty { print("No pools under \(catalogue.root).") }
        }
    }
}

struct PoolListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the pools and how many of their seeds are available."
    )

    @OptionGroup var location: PoolLocation

    func run() async throws {
        let contents = self.location.catalogue.contents()
        try await self.location.withDatabase { database in
            let stats = try await SeedStore(database: database).stats()
            for pool in contents.pools {
                let known = stats.first { $0.poolName == pool.name && $0.poolType == pool.type }
                let counts = "\(known?.available ?? 0) available, \(known?.consumed ?? 0) used"
                print("\(pool.type.rawValue)/\(pool.name) (\(pool.config.name ?? pool.name)): \(counts)")
            }
        }
        for problem in contents.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
    }
}
