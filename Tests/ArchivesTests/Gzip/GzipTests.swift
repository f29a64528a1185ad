import Archives
import Testing

@Suite struct GzipTests {
    private static let text = Array(String(repeating: "a run in the park, ", count: 9000).utf8)
    private static let random = noise(200_000)

    @Test(arguments: [[], [7], Self.text, Self.random])
    func `what is packed unpacks to itself`(bytes: [UInt8]) throws {
        let unpacked = try Gzip.unpacked(Gzip.packed(bytes))

        #expect(unpacked.bytes == bytes)
        #expect(unpacked.warnings.isEmpty)
    }

    @Test(arguments: [1, 7, 1000, 65_537])
    func `it does not matter how the bytes come in`(step: Int) throws {
        let packed = Gzip.packed(Self.text) + Gzip.packed([1, 2, 3])
        var reader = try GzipReader()
        var content: [UInt8] = []

        for start in stride(from: 0, to: packed.count, by: step) {
            try reader.take(Array(packed[start..<min(start + step, packed.count)])) { content += $0 }
        }
        try reader.finish()

        #expect(content == Self.text + [1, 2, 3])
        #expect(reader.warnings == [])
    }

    @Test func `all header fields are understood`() throws {
        let plain = Gzip.packed(Self.text)
        // Extra field, name, comment and a checksum of the header: RFC 1952 in the order of its section 2.3.
        var header: [UInt8] = [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3]
        header += [3, 0, 9, 9, 9] + Array("run.fit".utf8) + [0] + Array("a comment".utf8) + [0]
        let checksum = Deflate.checksum(header)
        header += [UInt8(truncatingIfNeeded: checksum), UInt8(truncatingIfNeeded: checksum >> 8)]

        let unpacked = try Gzip.unpacked(header + plain[10...])
        header[header.count - 1] ^= 1
        let damaged = try Gzip.unpacked(header + plain[10...])

        #expect(unpacked.bytes == Self.text)
        #expect(unpacked.name == "run.fit")
        #expect(unpacked.warnings == [])
        #expect(damaged.bytes == Self.text)
        #expect(damaged.warnings == ["The packed file's header is damaged."])
    }

    @Test func `a file cut off gives what came before`() throws {
        let packed = Gzip.packed(Self.random)

        let half = try Gzip.unpacked(Array(packed[..<(packed.count / 2)]))
        let trailer = try Gzip.unpacked(Array(packed.dropLast(3)))

        #expect(half.bytes.count > Self.random.count / 3)
        #expect(Self.random.starts(with: half.bytes))
        #expect(half.warnings == ["The packed file is cut off; what came before was read."])
        #expect(trailer.bytes == Self.random)
        #expect(trailer.warnings.count == 1)
    }

    @Test func `a wrong checksum, a wrong size and bytes behind the end are warnings`() throws {
        let packed = Gzip.packed(Self.text)
        var checksum = packed
        checksum[packed.count - 8] ^= 1
        var size = packed
        size[packed.count - 1] ^= 1

        #expect(try Gzip.unpacked(checksum).warnings.first?.contains("checksum") == true)
        #expect(try Gzip.unpacked(size).warnings.first?.contains("another size") == true)
        #expect(try Gzip.unpacked(packed + [1, 2, 3]).warnings == ["Bytes after the packed file were left out."])
        #expect(try Gzip.unpacked(packed + [UInt8](repeating: 0, count: 500)).warnings == [])
    }

    @Test func `damage in the middle keeps what came before`() throws {
        var packed = Gzip.packed(Self.random + Self.text)
        for index in 150_000..<150_400 { packed[index] = 0xFF }

        let unpacked = try Gzip.unpacked(packed)

        #expect(!unpacked.warnings.isEmpty)
    }

    @Test func `what would fill memory is refused in words`() {
        let bomb = Gzip.packed([UInt8](repeating: 0, count: 8 * 1_048_576))
        let small = UnpackLimits(bytes: 1000, ratio: 100_000)

        let byRatio = #expect(throws: GzipError.self) { try Gzip.unpacked(bomb) }
        let bySize = #expect(throws: GzipError.self) { try Gzip.unpacked(bomb, limits: small) }

        #expect(byRatio?.description.contains("250 times its packed size") == true)
        #expect(bySize?.description.contains("more than 1000 bytes") == true)
    }

    @Test func `many small members do not add up to much work`() throws {
        let member = Gzip.packed([])
        let packed = [[UInt8]](repeating: member, count: 20_000).flatMap { $0 }

        let unpacked = try Gzip.unpacked(packed)

        #expect(unpacked.bytes == [])
        #expect(unpacked.warnings == ["Bytes after the packed file were left out."])
    }

    @Test(arguments: [[], [0x1F], Array("hello, world".utf8), [UInt8](repeating: 0, count: 40)])
    func `other files are refused`(bytes: [UInt8]) {
        #expect(throws: GzipError.notGzip) { try Gzip.unpacked(bytes) }
    }

    @Test func `any single wrong byte is survived`() throws {
        let packed = Gzip.packed(Array(Self.text.prefix(400)))
        for index in packed.indices {
            for bit in [1, 0x10, 0x80] as [UInt8] {
                var broken = packed
                broken[index] ^= bit
                let unpacked = try? Gzip.unpacked(broken)
                #expect((unpacked?.bytes.count ?? 0) <= UnpackLimits.freeBytes)
            }
        }
    }
}
