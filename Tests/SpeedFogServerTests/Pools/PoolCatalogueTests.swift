import FileTesting
import Foundation
import Testing

@testable import SpeedFogServer

@Suite struct PoolCatalogueTests {
    /// What is finer does not survive being set.
    private static let aWholeSecond = Date(timeIntervalSince1970: 1_000_000_000)

    let scratch: ScratchFolder
    let catalogue: PoolCatalogue

    init() throws {
        self.scratch = try ScratchFolder()
        self.catalogue = PoolCatalogue(root: self.scratch.path)
    }

    private func write(_ name: String) throws {
        try self.scratch.write("race/p/config.toml", "[display]\nname = \"\(name)\"\n")
    }

    private var names: [String?] { self.catalogue.contents().pools.map(\.config.name) }

    @Test func `a pool file that has changed is read again`() throws {
        try self.write("one")
        #expect(self.names == ["one"])

        let path = self.scratch.path + "/race/p/config.toml"
        try self.write("longer")
        try FileManager.default.setAttributes([.modificationDate: Self.aWholeSecond], ofItemAtPath: path)
        #expect(self.names == ["longer"])

        // Of the same length and age, but another file in its place, as a deployment leaves it.
        let other = try self.scratch.write("other.toml", "[display]\nname = \"LONGER\"\n")
        try FileManager.default.setAttributes([.modificationDate: Self.aWholeSecond], ofItemAtPath: other)
        #expect(rename(other, path) == 0)
        #expect(self.names == ["LONGER"])

        try FileManager.default.removeItem(atPath: path)
        #expect(self.names == [])
    }

    @Test func `a pool file that looks the same is not read again`() throws {
        let path = self.scratch.path + "/race/p/config.toml"
        try self.write("one")
        try FileManager.default.setAttributes([.modificationDate: Self.aWholeSecond], ofItemAtPath: path)
        #expect(self.names == ["one"])

        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.write(contentsOf: Data("[display]\nname = \"two\"\n".utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: Self.aWholeSecond], ofItemAtPath: path)

        #expect(self.names == ["one"])
        #expect(PoolCatalogue(root: self.scratch.path).contents().pools.map(\.config.name) == ["two"])
    }

    @Test func `a file that is broken stays a problem until it is mended`() throws {
        try self.scratch.write("race/p/config.toml", "x = = 1\n")
        for _ in 1...2 { #expect(self.catalogue.contents().problems.map(\.reason).count == 1) }

        try self.write("mended")

        #expect(self.catalogue.contents().problems == [])
        #expect(self.names == ["mended"])
    }

    @Test func `files that are too long, no text, or hold a zero byte are refused in words`() throws {
        let files: [(String, [UInt8], String)] = [
            ("long", [UInt8](repeating: UInt8(ascii: "#"), count: PoolFile.maximumBytes + 1), "more than 262144 bytes"),
            ("latin", Array("# caf".utf8) + [0xE9], "no UTF-8 text"),
            ("zero", Array("a = 1\n".utf8) + [0] + Array("b = 2\n".utf8), "a zero byte"),
        ]
        for (name, bytes, _) in files { try self.scratch.write("race/\(name)/config.toml", bytes) }

        let problems = self.catalogue.contents().problems

        #expect(self.names == [])
        for (name, _, reason) in files {
            let problem = problems.first { $0.file.contains("/\(name)/") }
            #expect(problem?.reason.contains(reason) == true, "\(name): \(problem?.reason ?? "accepted")")
        }
    }
}
