import FileTesting
import Testing

@testable import SeedGraph
@testable import SpeedFogServer

@Suite struct PoolFileTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    @Test func `a child's values take the parent's place, tables grow together`() throws {
        try self.scratch.write(
            "_base.toml",
            "list = [1, 2]\n[structure]\nmin_layers = 5\nmax_layers = 9\n[run]\nseed = 3\n"
        )
        try self.scratch.write("child.toml", "extends = \"_base\"\nlist = [3]\n[structure]\nmin_layers = 7\n")

        let file = try PoolFile(named: "child", in: self.scratch.path)

        #expect(file.members["list"] == .array([.int(3)]))
        #expect(file.value("structure", "min_layers") == .int(7))
        #expect(file.value("structure", "max_layers") == .int(9))
        #expect(file.value("run", "seed") == .int(3))
        #expect(file.members["extends"] == nil)
    }

    @Test func `four files may extend each other, not five`() throws {
        try self.scratch.write("a.toml", "x = 1\n")
        for (name, parent) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d")] {
            try self.scratch.write("\(name).toml", "extends = \"\(parent)\"\n")
        }

        #expect(try PoolFile(named: "d", in: self.scratch.path).members["x"] == .int(1))
        #expect(throws: PoolFileError.tooDeep(["e", "d", "c", "b", "a"])) {
            try PoolFile(named: "e", in: self.scratch.path)
        }
    }

    @Test func `a circle is an error that names it`() throws {
        try self.scratch.write("a.toml", "extends = \"b\"\n")
        try self.scratch.write("b.toml", "extends = \"a\"\n")

        #expect(throws: PoolFileError.cycle(["a", "b", "a"])) { try PoolFile(named: "a", in: self.scratch.path) }
    }

    @Test func `bases and names that leave the folder are refused`() throws {
        try self.scratch.write("_base.toml", "")
        try self.scratch.write("evil.toml", "extends = \"../evil\"\n")
        try self.scratch.write("good.toml", "")

        #expect(PoolFile.names(in: self.scratch.path) == ["evil", "good"])
        #expect(throws: PoolFileError.base("_base")) { try PoolFile(named: "_base", in: self.scratch.path) }
        #expect(throws: PoolFileError.badName("../evil")) { try PoolFile(named: "evil", in: self.scratch.path) }
        #expect(throws: PoolFileError.missing("none", known: ["evil", "good"])) {
            try PoolFile(named: "none", in: self.scratch.path)
        }
    }

    @Test func `broken TOML is refused with its line`() throws {
        try self.scratch.write("bad.toml", "[run]\nseed = = 1\n")

        let error = try #require(throws: PoolFileError.self) { try PoolFile(named: "bad", in: self.scratch.path) }

        #expect(error.description.contains("bad.toml") && error.description.contains("line 2"))
    }

    @Test func `a resolved file reads back as the same pool`() throws {
        let text = """
            name = "top \\"quoted\\""
            [a]
            x = 1.0
            y = [true, "two", 3]
            [a.b]
            "odd key" = "\\u0001"
            [empty]
            """
        let file = try PoolFile(resolved: text, name: "p", file: "p.toml")

        let again = try PoolFile(resolved: file.text, name: "p", file: "p.toml")

        #expect(again == file)
        #expect(file.members["empty"] == .table([:]))
    }

    @Test func `a value of the wrong type names its key`() throws {
        let file = try PoolFile(resolved: "[structure]\nmin_layers = \"many\"\n", name: "p", file: "p.toml")

        let error = try #require(throws: PoolFileError.self) { try file.generatorSettings() }

        #expect(error.description == "p.toml: structure.min_layers must be a whole number")
    }

    @Test(arguments: ["standard", "sprint", "hardcore", "boss_shuffle"])
    func `each pool of the repository makes seeds`(name: String) throws {
        let file = try PoolFile(named: name, in: Self.repositoryPools)
        let settings = try file.generatorSettings()

        for seed in 0..<100 as Range<UInt64> {
            let generated = try GraphGenerator().generate(settings: settings, seed: seed)
            let graph = try Graph(json: generated.graphJSON, source: name)
            #expect(graph.warnings == [], "seed \(seed)")
            #expect((settings.structure.minLayers...settings.structure.maxLayers).contains(graph.totalLayers))
        }
        #expect(try file.fixedSeed() == nil)
    }

    @Test func `the pools of the repository are those players know`() throws {
        let configs = try PoolFile.names(in: Self.repositoryPools)
            .map { PoolConfig(try PoolFile(named: $0, in: Self.repositoryPools), type: .race) }
            .sorted { $0.sortOrder < $1.sortOrder }

        #expect(configs.map(\.name) == ["Standard", "Sprint", "Hardcore", "Boss Shuffle"])
        #expect(configs.map(\.finalTier) == [20, 12, 28, 20])
        #expect(configs.map(\.minLayers) == [25, 10, 25, 25])
        #expect(configs.map(\.maxLayers) == [30, 15, 30, 30])
        #expect(configs.map(\.randomizeBosses) == [false, false, false, true])
    }

    static let repositoryPools: String = {
        let folder = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return "/\(folder)/pools"
    }()
}
