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

    @OptionGroup var data: DataLocation
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
        let seeds = try self.location.folder(self.data)
        try DataFolder.make(seeds)
        var generator = PoolGenerator(
            pool: self.pool,
            type: self.solo ? .solo : .race,
            count: self.count,
            poolFiles: files,
            catalogue: PoolCatalogue(root: seeds)
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
    @OptionGroup var data: DataLocation

    func run() async throws {
        let catalogue = PoolCatalogue(root: try self.location.folder(self.data))
        let database = try await self.data.open(for: "pool scan")
        try await database.bringUpToDate()
        let report = try await PoolScan(catalogue: catalogue, store: SeedStore(database: database)).run(only: self.pool)
        for pool in report.pools {
            print("\(pool.type.rawValue)/\(pool.name): \(pool.added) new, \(pool.known) known")
        }
        for warning in report.warnings { FileHandle.standardError.write(Data("note: \(warning)\n".utf8)) }
        for problem in report.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
        await database.close()
        guard report.pools.isEmpty else { return }
        if let pool { throw BadInput("There is no pool '\(pool)' under \(catalogue.root) that can be used.") }
        print("No pools under \(catalogue.root).")
    }
}

struct PoolListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the pools and how many of their seeds are available."
    )

    @OptionGroup var location: SeedsLocation
    @OptionGroup var data: DataLocation

    func run() async throws {
        let catalogue = PoolCatalogue(root: try self.location.folder(self.data))
        let contents = catalogue.contents()
        let database = try await self.data.read()
        let stats = try await SeedStore(database: database).stats()
        for pool in contents.pools {
            let known = stats.first { $0.poolName == pool.name && $0.poolType == pool.type }
            let counts =
                "\(known?.available ?? 0) available, \(known?.consumed ?? 0) used, \(known?.discarded ?? 0) discarded"
            print("\(pool.type.rawValue)/\(pool.name) (\(pool.config.name ?? pool.name)): \(counts)")
            if let known, known.unfinishable > 0 {
                print("  \(known.unfinishable) of those available can't be finished: \(known.obstacles[0])")
            }
        }
        if contents.pools.isEmpty { print("No pools under \(catalogue.root).") }
        for problem in contents.problems { FileHandle.standardError.write(Data("skipped: \(problem)\n".utf8)) }
        await database.close()
    }
}
