import Foundation
import SeedGraph

/// Fills a pool's folder with generated seeds.
package struct PoolGenerator: Sendable {
    package var pool: String
    package var type: PoolType = .race
    package var count: Int
    /// The first seed number, the others follow; none means random ones.
    package var firstSeed: UInt64?
    package var jobs = 1
    /// Where pool files lie.
    package var poolFiles: String
    package var catalogue: PoolCatalogue

    package init(pool: String, type: PoolType = .race, count: Int, poolFiles: String, catalogue: PoolCatalogue) {
        self.pool = pool
        self.type = type
        self.count = count
        self.poolFiles = poolFiles
        self.catalogue = catalogue
    }

    /// One seed that is done.
    package struct Made: Sendable, Equatable {
        package let seed: UInt64
        package let path: String
        package let totalLayers: Int
        package let totalNodes: Int
        /// The archive was there before and is as it was.
        package let existed: Bool
    }

    /// Makes the seeds, `jobs` at a time, and reports each as it is done; the answer is in the order of the seeds.
    @concurrent
    package func run(progress: @escaping @Sendable (Made) -> Void = { _ in }) async throws -> [Made] {
        let file = try PoolFile(named: self.pool, in: self.poolFiles)
        let settings = try file.generatorSettings()
        let directory = self.catalogue.directory(of: self.pool, self.type)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let first = try self.firstSeed ?? file.fixedSeed()
        let seeds = (0..<max(0, self.count)).map { index in
            first.map { $0 &+ UInt64(index) } ?? UInt64.random(in: 1...0x7FFF_FFFF)
        }
        let made = try await withThrowingTaskGroup(of: (Int, Made).self) { group in
            var made = [Made?](repeating: nil, count: seeds.count)
            var next = 0
            func add() {
                guard next < seeds.count else { return }
                let index = next
                next += 1
                group.addTask {
                    try Task.checkCancellation()
                    let slug =
                        first == nil
                        ? SeedArchive.digits(UInt64.random(in: .min ... .max)) : SeedArchive.slug(of: seeds[index])
                    return (index, try Self.make(seeds[index], slug: slug, settings: settings, in: directory))
                }
            }
            for _ in 0..<max(1, self.jobs) { add() }
            while let (index, result) = try await group.next() {
                made[index] = result
                progress(result)
                add()
            }
            return made.compactMap { $0 }
        }
        // Last, so that a server never finds a pool whose seeds could not be made.
        try Self.write(Array(file.text.utf8), to: "\(directory)/config.toml")
        return made
    }

    private static func make(
        _ seed: UInt64,
        slug: String,
        settings: GeneratorSettings,
        in directory: String
    ) throws -> Made {
        let generated = try GraphGenerator().generate(settings: settings, seed: seed)
        let archive = SeedArchive(slug: slug, seed: generated)
        let path = "\(directory)/\(archive.fileName)"
        let existed = FileManager.default.fileExists(atPath: path)
        if !existed { try self.write(archive.bytes, to: path) }
        return Made(
            seed: seed,
            path: path,
            totalLayers: generated.totalLayers,
            totalNodes: generated.totalNodes,
            existed: existed
        )
    }

    /// Readers see the old file or the whole new one, never a part.
    private static func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(fileURLWithPath: path)
        let part = url.deletingLastPathComponent().appending(component: ".\(url.lastPathComponent).\(UUID()).part")
        do {
            try Data(bytes).write(to: part)
            guard rename(part.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(at: part)
            throw error
        }
    }
}
