import ArgumentParser
import Database
import Foundation
import SpeedFogServer

struct PoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool",
        abstract: "Make seeds, bring them into the database, and see what there is.",
        subcommands: [PoolGenerateCommand.self, PoolScanCommand.self, PoolListCommand.self]
    )
}

/// Where the seed pools lie.
struct SeedsLocation: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with the seed pools (SEEDS_POOL_DIR, default DATA/seeds).", valueName: "dir"))
    var seeds: String?

    func catalogue(data: String?) throws -> PoolCatalogue {
        let source = try SettingsSource.process()
        let folder = data ?? source["DATA_DIR"] ?? "data"
        return PoolCatalogue(root: self.seeds ?? source["SEEDS_POOL_DIR"] ?? "\(folder)/seeds")
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

    @Option(name: .long, help: "Folder with all data (DATA_DIR, default ./data).")
    var data: String?

    @OptionGroup var location: SeedsLocation

    func validate() throws {
        guard (1...100_000).contains(self.count) else { throw ValidationError("--count must be from 1 to 100000.") }
        guard (1...256).contains(self.jobs) else { throw ValidationError("--jobs must be from 1 to 256.") }
    }

    func run() async throws {
        let files =
            try self.pools ?? SettingsSource.process()["POOLS_DIR"] ?? ProjectFolder.find(
                "pools",
                holding: "standard.toml"
            ) ?? "pools"
        var generator = PoolGenerator(
            pool: self.pool,
            type: self.solo ? .solo : .race,
            count: self.count,
            poolFiles: files,
            catalogue: try self.location.catalogue(data: self.data)
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
            throw BadInput(error.description)
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

    @OptionGroup var location: SeedsLocation
    @OptionGroup var database: DataLocation

    func run() async throws {
        let catalogue = try self.location.catalogue(data: self.database.data)
        let database = try await self.database.open()
        try await database.migrate(Schema.migrations)
        let report = try await PoolScan(catalogue: catalogue, store: SeedStore(database: database)).run(only: self.pool)
        for pool in report.pools {
            print("\(pool.type.rawValue)/\(pool.name): \(pool.added) new, \(pool.known) known")
        }
        for warning in report.warnings { FileHandle.standardError.write(Data("note: \(warning)\n".utf8)) }
        for problem in report.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
        if report.pools.isEmpty { print("No pools under \(catalogue.root).") }
        await database.close()
    }
}

struct PoolListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the pools and how many of their seeds are available."
    )

    @OptionGroup var location: SeedsLocation
    @OptionGroup var database: DataLocation

    func run() async throws {
        let contents = try self.location.catalogue(data: self.database.data).contents()
        let database = try await self.database.open()
        try await database.migrate(Schema.migrations)
        let stats = try await SeedStore(database: database).stats()
        for pool in contents.pools {
            let known = stats.first { $0.poolName == pool.name && $0.poolType == pool.type }
            let counts =
                "\(known?.available ?? 0) available, \(known?.consumed ?? 0) used, \(known?.discarded ?? 0) discarded"
            print("\(pool.type.rawValue)/\(pool.name) (\(pool.config.name ?? pool.name)): \(counts)")
        }
        for problem in contents.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
        await database.close()
    }
}
