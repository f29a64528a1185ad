import FileTesting
import DatabaseTesting
import Foundation
import Synchronization
import Testing

@testable import SpeedFogServer

@Suite struct PoolGeneratorTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private func generator(count: Int, type: PoolType = .race) -> PoolGenerator {
        PoolGenerator(
            pool: "sprint",
            type: type,
            count: count,
            poolFiles: PoolFileTests.repositoryPools,
            catalogue: PoolCatalogue(root: self.scratch.path)
        )
    }

    @Test func `generated archives are seeds that a scan takes, named after their number`() async throws {
        var generator = self.generator(count: 6, type: .solo)
        generator.firstSeed = 100
        generator.jobs = 3
        let reported = Mutex(0)

        let made = try await generator.run { _ in reported.withLock { $0 += 1 } }

        #expect(reported.withLock { $0 } == 6)
        #expect(made.map(\.seed) == [100, 101, 102, 103, 104, 105])
        for seed in made {
            let name = try #require(seed.path.split(separator: "/").last)
            #expect(name.wholeMatch(of: /seed_[0-9a-f]{12}\.zip/) != nil)
            #expect(seed.path.hasPrefix(self.scratch.path + "/solo/sprint/"))
            let file = try SeedFile(path: seed.path, number: "x")
            #expect(file.warnings == [] && file.totalLayers == seed.totalLayers)
        }
        #expect(try await ProgramRun("unzip", "-tqq", made[0].path).status == 0)
        let pool = try #require(PoolCatalogue(root: self.scratch.path).pool("sprint", .solo))
        #expect(pool.config.name == "Sprint")
        #expect(pool.config.type == .solo)
        let left = try FileManager.default.contentsOfDirectory(atPath: pool.directory)
        #expect(left.count == 7, "\(left)")
    }

    @Test func `the same numbers again change nothing`() async throws {
        var generator = self.generator(count: 2)
        generator.firstSeed = 5
        let first = try await generator.run()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first[0].path))

        let second = try await generator.run()

        #expect(second.map(\.existed) == [true, true])
        #expect(second.map(\.path) == first.map(\.path))
        #expect(try Data(contentsOf: URL(fileURLWithPath: first[0].path)) == bytes)
    }

    @Test func `without a number every seed is another`() async throws {
        let made = try await self.generator(count: 4).run()

        #expect(Set(made.map(\.path)).count == 4)
        #expect(made.allSatisfy { !$0.existed })
    }

    @Test func `a pool that does not exist is refused with those that do`() async throws {
        var generator = self.generator(count: 1)
        generator.pool = "nope"
        let error = await #expect(throws: PoolFileError.self) { try await generator.run() }

        #expect(error?.description.contains("standard") == true)
    }

    @Test func `an archive holds what a player's launcher needs`() async throws {
        var generator = self.generator(count: 1)
        generator.firstSeed = 1
        let path = try await generator.run()[0].path

        let list = try await ProgramRun("unzip", "-Z1", path).output.split(separator: "\n").map(String.init)
        let slug = try #require(path.split(separator: "_").last?.dropLast(4))

        let top = "speedfog_\(slug)/"
        #expect(
            list == [
                "\(top)graph.json", "\(top)spoiler_log.txt", "\(top)config_speedfog.toml",
                "\(top)launch_speedfog.bat", "\(top)lib/RandomizerHelper_config.ini",
            ]
        )
        let config = try await ProgramRun("unzip", "-p", path, "\(top)config_speedfog.toml").output
        #expect(config.contains(#""lib\\speedfog_race_mod.dll""#))
    }
}
