import FileTesting
import Foundation
import Testing

@testable import SpeedFogServer

/// Pool files are asked for with each view of a page: doing so again must cost nothing that stays.
@Suite struct PoolMemoryTests {
    /// Other tests run in this process at the same time; what a leak of a kilobyte a time adds up to still stands out.
    private static let allowed = 64 * 1_048_576

    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    @Test func `reading the same pool file again and again takes no more memory`() throws {
        let text = try PoolFile(named: "standard", in: PoolFileTests.repositoryPools).text
        let before = try ResidentMemory.bytes()

        for _ in 0..<6_000 { _ = try PoolFile(resolved: text, name: "standard", file: "standard.toml") }

        #expect(try ResidentMemory.bytes() - before < Self.allowed)
    }

    @Test func `looking at a pool whose file is touched again and again takes no more memory`() throws {
        let text = try PoolFile(named: "standard", in: PoolFileTests.repositoryPools).text
        let path = try self.scratch.write("race/standard/config.toml", text)
        let catalogue = PoolCatalogue(root: self.scratch.path)
        let before = try ResidentMemory.bytes()

        for second in 0..<5_000 {
            let modified = Date(timeIntervalSince1970: Double(second))
            try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: path)
            #expect(catalogue.contents().pools.count == 1)
        }

        #expect(try ResidentMemory.bytes() - before < Self.allowed)
    }
}
