import FileTesting
import Archives
import Testing

@Suite struct ZipReaderTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private static var sample: ZipWriter {
        var zip = ZipWriter()
        zip.add("notes/hello.txt", Array("hello".utf8))
        zip.add("data/noise.bin", (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
        return zip
    }

    @Test(arguments: [false, true])
    func `what is written is read back`(isZIP64: Bool) throws {
        let path = try self.scratch.write("a.zip", Self.sample.finished(isZIP64: isZIP64))

        let reader = try ZipReader(path: path)
        let entries = try reader.entries()

        #expect(entries.map(\.name) == ["notes/hello.txt", "data/noise.bin"])
        #expect(reader.tail.isZIP64 == isZIP64)
        #expect(try reader.contents(of: entries[0], limit: 100) == Array("hello".utf8))
        #expect(
            try reader.contents(of: entries[1], limit: 50_000)
                == (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        )
    }

    @Test func `a comment that looks like an end is not taken for it`() throws {
        let comment: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 7, count: 40)
        let path = try self.scratch.write("a.zip", Self.sample.finished(comment: comment))

        let tail = try ZipTail(of: FileBytes(path: path))

        #expect(tail.comment == comment)
        #expect(tail.entryCount == 2)
    }

    @Test func `bytes before the archive do not shift its entries`() throws {
        let path = try self.scratch.write("a.zip", Array("#!/bin/sh\n".utf8) + Self.sample.finished())

        let reader = try ZipReader(path: path)

        #expect(try reader.contents(of: reader.entries()[0], limit: 100) == Array("hello".utf8))
    }

    @Test func `a file that is no archive is refused`() throws {
        let good = Self.sample.finished()
        let bad: [(String, [UInt8])] = [
            ("empty", []), ("text", Array("hello".utf8)), ("cut", Array(good.dropLast(10))),
            ("headless", Array(good.suffix(22))),
        ]
        for (name, bytes) in bad {
            let path = try self.scratch.write(name, bytes)
            #expect(throws: ZipError.self, "\(name)") { try ZipReader(path: path).entries() }
        }
    }
}
