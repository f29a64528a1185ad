import FileTesting
import Archives
import DatabaseTesting
import Foundation
import NIOCore
import Testing

@testable import SpeedFogServer

@Suite struct SeedPackTests {
    let scratch: ScratchFolder
    let configuration = Array("[server]\nurl = \"wss://example.org\"\n".utf8)

    init() throws {
        self.scratch = try ScratchFolder()
    }

    /// Has Python and unzip read the pack, and answers with the new entry's text.
    private func checked(_ bytes: [UInt8], entry: String) async throws -> String {
        let path = try self.scratch.write("pack.zip", bytes)
        let unzip = try await ProgramRun("unzip", "-tqq", path)
        #expect(unzip.status == 0, "unzip: \(unzip.output)")
        let script = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            bad = z.testzip()
            assert bad is None, bad
            assert len(z.namelist()) == len(set(z.namelist())), "an entry is there twice"
            sys.stdout.write(z.read(sys.argv[2]).decode())
            """
        let python = try await ProgramRun("python3", "-c", script, path, entry)
        #expect(python.status == 0, "python: \(python.output)")
        return python.output
    }

    @Test func `other programs accept a pack, and find the new entry beside the old ones`() async throws {
        let path = try self.scratch.write("seed.zip", ZipWriter.seed().finished())

        let pack = try await SeedPack.open(path: path, configuration: self.configuration)
        let bytes = try await pack.bytes()

        #expect(Int64(bytes.count) == pack.length)
        let text = try await self.checked(bytes, entry: "speedfog_0123456789ab/lib/speedfog_race.toml")
        #expect(Array(text.utf8) == self.configuration)
    }

    @Test func `without one folder on top the entry goes to lib`() async throws {
        let path = try self.scratch.write("seed.zip", ZipWriter.seed(top: "").finished())

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        #expect(Array(try await self.checked(bytes, entry: "lib/speedfog_race.toml").utf8) == self.configuration)
    }

    @Test func `an entry of the same name gives way`() async throws {
        var zip = ZipWriter.seed()
        zip.add("speedfog_0123456789ab/lib/speedfog_race.toml", Array("old".utf8))
        zip.add("speedfog_0123456789ab/last.txt", Array("last".utf8))
        let path = try self.scratch.write("seed.zip", zip.finished())

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        let text = try await self.checked(bytes, entry: "speedfog_0123456789ab/lib/speedfog_race.toml")
        #expect(Array(text.utf8) == self.configuration)
        #expect(try await self.checked(bytes, entry: "speedfog_0123456789ab/last.txt") == "last")
    }

    @Test func `a comment stays`() async throws {
        let comment = Array("made with love".utf8)
        let path = try self.scratch.write("seed.zip", ZipWriter.seed().finished(comment: comment))

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        #expect(Array(bytes.suffix(comment.count)) == comment)
        _ = try await self.checked(bytes, entry: "speedfog_0123456789ab/lib/speedfog_race.toml")
    }

    @Test func `bytes before the archive stay, and its offsets still hold`() async throws {
        let prefix = Array("#!/bin/sh\n# a self-extractor\n".utf8)
        let path = try self.scratch.write("seed.zip", prefix + ZipWriter.seed().finished())

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        #expect(Array(bytes.prefix(prefix.count)) == prefix)
        let saved = try self.scratch.write("prefixed.zip", bytes)
        let python = try await ProgramRun(
            "python3",
            "-c",
            "import sys,zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None",
            saved
        )
        #expect(python.status == 0, "python: \(python.output)")
    }

    @Test func `ZIP64 records are read and written`() async throws {
        let path = try self.scratch.write("seed.zip", ZipWriter.seed().finished(isZIP64: true))

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        let text = try await self.checked(bytes, entry: "speedfog_0123456789ab/lib/speedfog_race.toml")
        #expect(Array(text.utf8) == self.configuration)
        #expect(try ZipTail(of: FileBytes(path: self.scratch.path + "/pack.zip")).isZIP64)
    }

    @Test(arguments: [65_534, 70_000])
    func `more entries than 16 bits count`(count: Int) async throws {
        let path = self.scratch.path + "/seed.zip"
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w") as z:
                for i in range(int(sys.argv[2])):
                    z.writestr("top/%d" % i, b"")
            """
        #expect(try await ProgramRun("python3", "-c", script, path, "\(count)").status == 0)

        let bytes = try await SeedPack.open(path: path, configuration: self.configuration).bytes()

        let text = try await self.checked(bytes, entry: "top/lib/speedfog_race.toml")
        #expect(Array(text.utf8) == self.configuration)
    }

    @Test func `any ranges put together are the whole`() async throws {
        let path = try self.scratch.write("seed.zip", ZipWriter.seed().finished())
        let pack = try await SeedPack.open(path: path, configuration: self.configuration)
        let whole = try await pack.bytes()

        for step in [1 as Int64, 997, 4096, 65_536, pack.length] {
            var joined: [UInt8] = []
            // Single bytes only around the seams between old and new, or this would take all day.
            var position = step == 1 ? pack.length - 600 : 0
            let start = Int(position)
            while position < pack.length {
                let end = min(position + step, pack.length)
                joined += try await pack.bytes(position..<end)
                position = end
            }
            #expect(joined == Array(whole[start...]), "step \(step)")
        }
    }

    @Test func `the tag follows the content, not the file's date`() async throws {
        let first = try self.scratch.write("one.zip", ZipWriter.seed().finished())
        let same = try self.scratch.write("two.zip", ZipWriter.seed().finished())
        let other = try self.scratch.write("three.zip", ZipWriter.seed(graph: SampleGraph.json + " ").finished())
        func tag(_ path: String, _ configuration: String = "a") async throws -> String {
            try await SeedPack.open(path: path, configuration: Array(configuration.utf8)).etag
        }

        let tags = try await [tag(first), tag(same), tag(other), tag(first, "b")]

        #expect(tags[0] == tags[1])
        #expect(Set(tags).count == 3)
        #expect(tags[0].hasPrefix("\"") && tags[0].hasSuffix("\"") && tags[0].count > 20)
    }

    @Test func `a file that is no archive is refused in words`() async throws {
        let good = ZipWriter.seed().finished()
        let bad: [(String, [UInt8])] = [
            ("empty", []), ("text", Array("hello".utf8)), ("cut", Array(good.dropLast(10))),
            ("noise", (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
            ("headless", Array(good.suffix(22))),
        ]
        for (name, bytes) in bad {
            let path = try self.scratch.write(name, bytes)
            let error = await #expect(throws: ZipError.self, "\(name)") {
                try await SeedPack.open(path: path, configuration: self.configuration)
            }
            #expect(error?.description.isEmpty == false)
        }
        await #expect(throws: ZipError.self) {
            try await SeedPack.open(path: self.scratch.path + "/nowhere.zip", configuration: self.configuration)
        }
    }

    @Test func `a large archive is streamed without being held`() async throws {
        let size = 300 * 1024 * 1024
        let path = self.scratch.path + "/large.zip"
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as z:
                with z.open("top/big.bin", "w", force_zip64=True) as f:
                    block = bytes(1024 * 1024)
                    for i in range(int(sys.argv[2]) // len(block)):
                        f.write(block)
            """
        #expect(try await ProgramRun("python3", "-c", script, path, "\(size)").status == 0)
        let pack = try await SeedPack.open(path: path, configuration: self.configuration)
        let before = try ResidentMemory.bytes()

        var streamed: Int64 = 0
        var largestPiece = 0
        var most = before
        var pieces = pack.pieces(in: 0..<pack.length)
        while let piece = try await pieces.next() {
            streamed += Int64(piece.readableBytes)
            largestPiece = max(largestPiece, piece.readableBytes)
            if streamed % (32 * 1024 * 1024) == 0 { most = max(most, try ResidentMemory.bytes()) }
        }

        #expect(streamed == pack.length)
        #expect(largestPiece <= 64 * 1024)
        // Other tests run in this process at the same time; holding the archive would still stand out.
        #expect(most - before < 150 * 1024 * 1024)
    }
}
