import FileTesting
import Accounts
import Archives
import Database
import DatabaseTesting
import Testing

@testable import SpeedFogServer

@Suite struct PoolScanTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private func scan(_ database: Database) async throws -> PoolScan.Report {
        let catalogue = PoolCatalogue(root: self.scratch.path)
        return try await PoolScan(catalogue: catalogue, store: SeedStore(database: database)).run()
    }

    @Test func `seeds come in once, by folder and type`() async throws {
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let scratch = try ScratchFolder()
            for folder in ["race/standard", "solo/standard"] {
                try scratch.write("\(folder)/config.toml", "[display]\nname = \"Standard\"\n")
                try scratch.write("\(folder)/seed_aaaaaaaaaaaa.zip", ZipWriter.seed().finished())
            }
            try scratch.write("race/standard/seed_bbbbbbbbbbbb.zip", ZipWriter.seed(top: "").finished())
            let store = SeedStore(database: database)
            let scan = PoolScan(catalogue: PoolCatalogue(root: scratch.path), store: store)

            let first = try await scan.run()
            let second = try await scan.run()

            #expect(first.problems == [])
            #expect(first.pools.map(\.added) == [2, 1])
            #expect(second.pools.map(\.added) == [0, 0])
            #expect(second.pools.map(\.known) == [2, 1])
            let stats = try await store.stats()
            #expect(stats.map(\.available) == [2, 1])
            let seed = try #require(try await store.take(pool: "standard", type: .solo))
            #expect(seed.number == "aaaaaaaaaaaa")
            #expect(seed.totalLayers == 2)
            #expect(try await store.graphJSON(of: seed.id) == SampleGraph.json)
        }
    }

    @Test func `a seed that moved is followed`() async throws {
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let store = SeedStore(database: database)
            let folders = try [ScratchFolder(), ScratchFolder()]
            for folder in folders {
                try folder.write("race/p/config.toml", "")
                try folder.write("race/p/seed_aaaaaaaaaaaa.zip", ZipWriter.seed().finished())
                _ = try await PoolScan(catalogue: PoolCatalogue(root: folder.path), store: store).run()
            }

            let seed = try #require(try await store.take(pool: "p"))

            #expect(seed.filePath.hasPrefix(folders[1].path))
        }
    }

    @Test func `broken and hostile archives are reported with their reason, and the good one still comes in`()
        async throws
    {
        var evil = ZipWriter.seed()
        evil.add("speedfog_0123456789ab/../../etc/passwd", [1])
        var twice = ZipWriter.seed()
        twice.add("other/graph.json", Array(SampleGraph.json.utf8))
        var none = ZipWriter()
        none.add("a/b/graph.json", Array(SampleGraph.json.utf8))
        var bomb = ZipWriter()
        bomb.add("graph.json", [UInt8](repeating: 0x20, count: SeedFile.maximumGraph + 1))
        var latin = ZipWriter()
        latin.add("graph.json", Array(#"{"nodes":{"caf"#.utf8) + [0xE9] + Array(#"":{"type":"start"}}}"#.utf8))
        var flipped = ZipWriter.seed().finished()
        // Past the header and the name: in the packed graph.
        flipped[100] ^= 0xFF
        let files: [(String, [UInt8], String)] = [
            ("cut", Array(ZipWriter.seed().finished().dropLast(30)), "not a zip"),
            ("evil", evil.finished(), "unsafe name"),
            ("flipped", flipped, "damaged"),
            ("bomb", bomb.finished(), "too large"),
            ("none", none.finished(), "no graph.json"),
            ("nodes", ZipWriter.seed(graph: "{}").finished(), "no nodes"),
            ("text", Array("hello".utf8), "not a zip"),
            ("twice", twice.finished(), "2 graph.json"),
            ("json", ZipWriter.seed(graph: "{").finished(), "not JSON"),
            ("id", ZipWriter.seed(graph: #"{"nodes":{"a\u0000b":{"type":"start"}}}"#).finished(), #"node id a\u{0}b"#),
            ("half", ZipWriter.seed(graph: #"{"nodes":{"\ud800":{"type":"start"}}}"#).finished(), "half a surrogate"),
            ("latin", latin.finished(), "not UTF-8"),
        ]
        try self.scratch.write("race/p/config.toml", "")
        try self.scratch.write("race/p/seed_good.zip", ZipWriter.seed().finished())
        try self.scratch.write("race/p/.seed_half.zip.part", "half")
        try self.scratch.write("race/p/seed_folder.zip/inside.txt", "a folder")
        for (name, bytes, _) in files { try self.scratch.write("race/p/seed_\(name).zip", bytes) }

        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let report = try await self.scan(database)

            #expect(report.added == 1)
            #expect(report.problems.count == files.count + 1)
            for (name, _, reason) in files {
                let problem = report.problems.first { $0.file.hasSuffix("/seed_\(name).zip") }
                #expect(problem?.reason.contains(reason) == true, "\(name): \(problem?.reason ?? "accepted")")
            }
        }
    }

    @Test func `seeds that nobody can finish come in with a warning`() async throws {
        try self.scratch.write("race/p/config.toml", "")
        try self.scratch.write("race/p/seed_old.zip", ZipWriter.seed(graph: SampleGraph.withoutFlags).finished())
        try self.scratch.write("race/p/seed_good.zip", ZipWriter.seed().finished())

        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            let report = try await self.scan(database)

            #expect(report.added == 2)
            #expect(report.problems == [])
            #expect(report.warnings.count == 2)
            #expect(report.warnings.allSatisfy { $0.file.hasSuffix("/seed_old.zip") })
            #expect(report.warnings.allSatisfy { $0.reason.hasPrefix("nobody can finish this seed: ") })
        }
    }

    @Test func `seeds that came in before anybody asked are looked at once`() async throws {
        try self.scratch.write("race/p/config.toml", "")
        for number in ["old", "good", "bad"] {
            let graph = number == "old" ? SampleGraph.withoutFlags : SampleGraph.json
            try self.scratch.write("race/p/seed_\(number).zip", ZipWriter.seed(graph: graph).finished())
        }
        try await withEachDatabase(AccountsSchema.migrations + SpeedFogSchema.migrations) { database in
            _ = try await self.scan(database)
            try await database.execute("UPDATE seeds SET obstacles = NULL")
            try await database.execute("UPDATE seeds SET graph_json = '{' WHERE seed_number = 'bad'")

            let report = try await self.scan(database)
            let again = try await self.scan(database)

            #expect(Set(report.warnings.map(\.file)).count == 2)
            #expect(report.warnings.contains { $0.reason.contains("event_map") })
            #expect(report.warnings.contains { $0.reason.contains("not JSON") })
            #expect(again.warnings == [])
            let stats = try #require(try await SeedStore(database: database).stats().first)
            #expect(stats.available == 3 && stats.unfinishable == 2)
        }
    }

    @Test func `flat folders of old are refused with the way out`() throws {
        try self.scratch.write("standard/config.toml", "")
        try self.scratch.write("training_sprint/seed_a.zip", ZipWriter.seed().finished())
        try self.scratch.write("notes/readme.txt", "not a pool")

        let contents = PoolCatalogue(root: self.scratch.path).contents()

        #expect(contents.pools == [])
        #expect(contents.problems.count == 2)
        #expect(contents.problems.allSatisfy { $0.reason.contains("deploy/migrate-pool-dirs.sh") })
    }

    @Test func `the migration script moves flat folders, and only says so in a dry run`() async throws {
        try self.scratch.write("standard/config.toml", "")
        try self.scratch.write("training_standard/config.toml", "")
        try self.scratch.write("notes/readme.txt", "not a pool")
        let root = PoolFileTests.repositoryPools + "/.."
        let script = "\(root)/deploy/migrate-pool-dirs.sh"

        let dry = try await ProgramRun("bash", script, "--dry-run", self.scratch.path)
        let afterDry = PoolCatalogue(root: self.scratch.path).contents()
        let wet = try await ProgramRun("bash", script, self.scratch.path)
        let again = try await ProgramRun("bash", script, self.scratch.path)
        let after = PoolCatalogue(root: self.scratch.path).contents()

        #expect(dry.status == 0 && dry.output.contains("would move: training_standard -> solo/standard"))
        #expect(afterDry.problems.count == 2)
        #expect(wet.status == 0 && again.status == 0, "\(wet.output)\(again.output)")
        #expect(after.problems == [])
        #expect(after.pools.map { "\($0.type)/\($0.name)" } == ["race/standard", "solo/standard"])
    }
}
