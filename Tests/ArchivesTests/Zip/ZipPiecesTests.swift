import FileTesting
import Archives
import Testing

@Suite struct ZipPiecesTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private func reader(_ bytes: [UInt8]) throws -> ZipReader {
        try ZipReader(path: self.scratch.write("a.zip", bytes))
    }

    private func unpacked(_ reader: ZipReader, _ index: Int = 0, limits: UnpackLimits = .file) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try reader.forEachPiece(of: reader.entries()[index], limits: limits) { (piece) throws(ZipError) in
            #expect(piece.count <= 65_536)
            bytes += piece
        }
        return bytes
    }

    /// The place of the first line of the directory.
    private static func directory(of bytes: [UInt8]) throws -> Int {
        let index = bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) }
        return try #require(index)
    }

    @Test func `an entry comes in pieces, packed or not`() throws {
        let text = Array(String(repeating: "up the hill and down again. ", count: 20_000).utf8)
        let random = noise(300_000)
        var zip = ZipWriter()
        zip.add("text.txt", text)
        zip.add("noise.bin", random)
        zip.add("empty", [])

        let reader = try self.reader(zip.finished())

        #expect(try self.unpacked(reader, 0) == text)
        #expect(try self.unpacked(reader, 1) == random)
        #expect(try self.unpacked(reader, 2) == [])
    }

    @Test func `a bomb is refused before it is unpacked, and when it lies about its size`() throws {
        var zip = ZipWriter()
        zip.add("bomb", [UInt8](repeating: 0, count: 8 * 1_048_576))
        let honest = zip.finished()
        var lying = honest
        let line = try Self.directory(of: lying)
        // The unpacked size, in the directory's line.
        lying.replaceSubrange(line + 24..<line + 28, with: [0, 4, 0, 0])

        let refused = #expect(throws: ZipError.self) { try self.unpacked(self.reader(honest)) }
        let caught = #expect(throws: ZipError.self) { try self.unpacked(self.reader(lying)) }

        #expect(refused?.description.contains("250 times") == true)
        #expect(caught?.description.contains("more than the size it states") == true)
    }

    @Test func `a size limit holds`() throws {
        var zip = ZipWriter()
        zip.add("text", Array("longer than ten bytes".utf8))

        let error = #expect(throws: ZipError.self) {
            try self.unpacked(self.reader(zip.finished()), limits: UnpackLimits(bytes: 10, ratio: 9))
        }

        #expect(error?.description.contains("more than 10 bytes") == true)
    }

    @Test func `one bad entry spoils no other`() throws {
        var zip = ZipWriter()
        zip.add("../escape", [1])
        zip.add("folder/", [])
        zip.add("good", [2])
        zip.add("secret", [3])
        zip.add("odd", [4])
        var bytes = zip.finished()
        let line = try Self.directory(of: bytes)
        func offset(_ name: String) throws -> Int {
            let index = bytes.indices[line...].first { bytes[$0...].starts(with: name.utf8) }
            return try #require(index) - 46
        }
        bytes[try offset("secret") + 8] |= 1
        bytes[try offset("odd") + 10] = 12

        let survey = try self.reader(bytes).survey()

        #expect(survey.map(\.entry.name) == ["../escape", "good", "secret", "odd"])
        #expect(
            survey.map(\.problem)
                == [.unsafeName("../escape"), nil, .unsupported("encryption"), .unsupported("bzip2")]
        )
    }

    @Test func `entries that share bytes are refused but the first`() throws {
        var zip = ZipWriter()
        zip.add("one", Array("0123456789".utf8))
        zip.add("two", Array("0123456789".utf8))
        var bytes = zip.finished()
        let second = try Self.directory(of: bytes) + 46 + 3
        // Its header is said to lie where the first one's does.
        bytes.replaceSubrange(second + 42..<second + 46, with: [0, 0, 0, 0])

        let survey = try self.reader(bytes).survey()

        #expect(survey.map { $0.problem == nil } == [true, false])
        #expect(survey[1].problem?.description.contains("shares its bytes") == true)
    }

    @Test func `a directory of too many lines is refused`() throws {
        var zip = ZipWriter()
        for index in 0..<20 { zip.add("\(index)", []) }

        #expect(throws: ZipError.self) { try self.reader(zip.finished()).survey(limit: 19) }
    }

    @Test func `a directory of few but long lines is refused, in words`() throws {
        var zip = ZipWriter()
        for index in 0..<3 { zip.add("\(index)" + String(repeating: "x", count: 999), []) }
        let reader = try self.reader(zip.finished())

        let refused = #expect(throws: ZipError.self) { try reader.survey(bytes: 3000) }

        #expect(refused?.description.contains("its directory has 3138 bytes, 3000 are allowed") == true)
        #expect(try reader.survey(bytes: 3138).count == 3)
    }

    @Test func `names are UTF-8 or code page 437`() throws {
        var zip = ZipWriter()
        zip.add("läufe/run.fit", [1])
        zip.add("l@ufe", [1])
        var bytes = zip.finished()
        // As an old program would write ä.
        for index in bytes.indices.dropLast(5) where bytes[index...].starts(with: "l@ufe".utf8) {
            bytes[index + 1] = 0x84
        }

        #expect(try self.reader(bytes).entries().map(\.name) == ["läufe/run.fit", "läufe"])
    }

    @Test func `any single wrong byte is survived`() throws {
        var zip = ZipWriter()
        zip.add("a.txt", Array(String(repeating: "hello ", count: 50).utf8))
        zip.add("b.txt", Array("short".utf8))
        let good = zip.finished()
        for index in good.indices {
            var broken = good
            broken[index] ^= 0x41
            guard let reader = try? self.reader(broken), let survey = try? reader.survey() else { continue }
            for surveyed in survey where surveyed.problem == nil {
                var size = 0
                try? reader.forEachPiece(of: surveyed.entry) { (piece) throws(ZipError) in size += piece.count }
                #expect(size <= 10_000)
            }
        }
    }
}
