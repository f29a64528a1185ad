/// What stands before a member's packed bytes (RFC 1952, section 2.3).
struct GzipHeader: Equatable {
    /// Names and comments longer than this are no accident.
    static let largest = 128 * 1024

    enum Reading: Equatable {
        case incomplete
        /// The header and where it ends.
        case done(GzipHeader, end: Int)
        case notGzip
        case unsupported(String)
    }

    /// The packed file's name, when it is stated.
    var name: String?
    var isChecksumRight = true

    /// Reads a header at the start of `bytes`, as far as they go.
    static func read(_ bytes: [UInt8]) -> Reading {
        if bytes.count < 2 { return bytes.first.map { $0 == 0x1F } ?? true ? .incomplete : .notGzip }
        guard bytes[0] == 0x1F, bytes[1] == 0x8B else { return .notGzip }
        guard bytes.count >= 10 else { return .incomplete }
        guard bytes[2] == 8 else { return .unsupported("compression method \(bytes[2])") }
        let flags = bytes[3]
        guard flags & 0xE0 == 0 else { return .unsupported("reserved header flags") }
        var header = GzipHeader()
        var position = 10
        if flags & 4 != 0 {
            guard bytes.count >= position + 2 else { return .incomplete }
            position += 2 + Int(bytes.littleEndian(at: position, as: UInt16.self))
        }
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else {
                return bytes.count > Self.largest ? .unsupported("an endless file name") : .incomplete
            }
            if flag == 8 { header.name = Self.latin1(bytes[position..<end]) }
            position = end + 1
        }
        if flags & 2 != 0 {
            guard bytes.count >= position + 2 else { return .incomplete }
            let computed = UInt16(truncatingIfNeeded: Deflate.checksum(Array(bytes[..<position])))
            header.isChecksumRight = computed == bytes.littleEndian(at: position, as: UInt16.self)
            position += 2
        }
        return position <= bytes.count ? .done(header, end: position) : .incomplete
    }

    private static func latin1(_ bytes: ArraySlice<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
