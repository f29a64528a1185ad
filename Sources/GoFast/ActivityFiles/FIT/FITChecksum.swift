/// CRC-16/ARC, the checksum of FIT headers and files (polynomial 0x8005 reflected, from 0 on).
enum FITChecksum {
    /// Table `k` holds what a byte contributes when `k` more bytes follow it, so that eight bytes go in one step.
    private static let tables: [UInt16] = {
        var tables = [UInt16](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var sum = UInt16(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xA001 : sum >> 1 }
            tables[byte] = sum
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// The checksum of `range`; over a whole file with its own checksum it is 0.
    static func of(_ bytes: FITBytes, _ range: Range<Int>) -> UInt16 {
        let tables = Self.tables
        var sum: UInt16 = 0
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound {
            let word = bytes.load(UInt64.self, at: offset) ^ UInt64(sum)
            sum = tables[0x700 | Int(word & 0xFF)]
            sum ^= tables[0x600 | Int(word >> 8 & 0xFF)]
            sum ^= tables[0x500 | Int(word >> 16 & 0xFF)]
            sum ^= tables[0x400 | Int(word >> 24 & 0xFF)]
            sum ^= tables[0x300 | Int(word >> 32 & 0xFF)]
            sum ^= tables[0x200 | Int(word >> 40 & 0xFF)]
            sum ^= tables[0x100 | Int(word >> 48 & 0xFF)]
            sum ^= tables[Int(word >> 56)]
            offset += 8
        }
        while offset < range.upperBound {
            sum = sum >> 8 ^ tables[Int((sum ^ UInt16(bytes[offset])) & 0xFF)]
            offset += 1
        }
        return sum
    }

    /// The checksum of `bytes`.
    static func of(_ bytes: [UInt8]) -> UInt16 {
        FITBytes.withBytes(of: bytes) { Self.of($0, 0..<$0.count) }
    }
}
