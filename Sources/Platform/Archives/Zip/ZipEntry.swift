/// One line of an archive's directory.
package struct ZipEntry: Sendable, Equatable {
    static let signature: UInt32 = 0x0201_4B50
    static let headerSize = 46

    package let name: String
    /// Bytes of the name as it is stored.
    let nameSize: Int
    let flags: UInt16
    let method: UInt16
    /// CRC-32 of the unpacked bytes.
    package let crc: UInt32
    package let compressedSize: UInt64
    package let size: UInt64
    /// Where the entry's own header lies, counted as the archive counts.
    let headerOffset: UInt64
    /// Where its line lies in the directory.
    package let directoryRange: Range<Int>

    /// Reads the line that begins `header`; `directoryRange` is the place it has in the directory.
    init(_ record: [UInt8], directoryRange: Range<Int>) throws(ZipError) {
        let nameSize = Int(record.littleEndian(at: 28, as: UInt16.self))
        let extraSize = Int(record.littleEndian(at: 30, as: UInt16.self))
        let name = record[Self.headerSize..<Self.headerSize + nameSize]
        guard !name.contains(0) else { throw .unsafeName(String(decoding: name, as: UTF8.self)) }
        let flags = record.littleEndian(at: 8, as: UInt16.self)
        let text = ZipName.text(name, isUTF8: flags & 0x0800 != 0)
        self.name = text
        self.nameSize = nameSize
        self.flags = flags
        self.method = record.littleEndian(at: 10)
        self.crc = record.littleEndian(at: 16)
        self.directoryRange = directoryRange
        var compressedSize = UInt64(record.littleEndian(at: 20, as: UInt32.self))
        var size = UInt64(record.littleEndian(at: 24, as: UInt32.self))
        var offset = UInt64(record.littleEndian(at: 42, as: UInt32.self))
        let extraStart = Self.headerSize + nameSize
        if let long = Self.zip64(in: Array(record[extraStart..<extraStart + extraSize])) {
            var rest = long[...]
            func next() throws(ZipError) -> UInt64 {
                guard rest.count >= 8 else { throw .damaged("the ZIP64 field of \(text) is too short") }
                defer { rest = rest.dropFirst(8) }
                return Array(rest.prefix(8)).littleEndian(at: 0)
            }
            if size == 0xFFFF_FFFF { size = try next() }
            if compressedSize == 0xFFFF_FFFF { compressedSize = try next() }
            if offset == 0xFFFF_FFFF { offset = try next() }
        }
        self.compressedSize = compressedSize
        self.size = size
        self.headerOffset = offset
    }

    private static func zip64(in extra: [UInt8]) -> [UInt8]? {
        var position = 0
        while position + 4 <= extra.count {
            let size = Int(extra.littleEndian(at: position + 2, as: UInt16.self))
            guard position + 4 + size <= extra.count else { return nil }
            if extra.littleEndian(at: position, as: UInt16.self) == 1 {
                return Array(extra[position + 4..<position + 4 + size])
            }
            position += 4 + size
        }
        return nil
    }

    /// The name stays inside the folder where the archive is unpacked, on any system.
    package var isSafe: Bool {
        let parts = self.name.split(separator: "/", omittingEmptySubsequences: false)
        return !self.name.isEmpty && !self.name.contains("\\") && !self.name.hasPrefix("/")
            && !(parts.first?.contains(":") ?? false) && !parts.contains("..")
    }
}
