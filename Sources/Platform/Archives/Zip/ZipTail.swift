/// What the end of an archive says: where its directory lies and what follows it.
package struct ZipTail: Sendable, Equatable {
    static let endSignature: UInt32 = 0x0605_4B50
    static let end64Signature: UInt32 = 0x0606_4B50
    static let locatorSignature: UInt32 = 0x0706_4B50
    private static let endSize = 22
    private static let locatorSize = 20
    private static let end64Size = 56

    package let entryCount: UInt64
    /// Where the directory begins in the file.
    package let directoryStart: Int64
    package let directorySize: Int64
    /// Bytes before the archive proper, such as a self-extractor: the archive's own offsets do not count them.
    package let prefix: Int64
    package let comment: [UInt8]
    package let isZIP64: Bool

    package init(of file: FileBytes) throws(ZipError) {
        let tailSize = Int(min(file.size, Int64(Self.endSize + 0xFFFF)))
        let tail = try file.read(at: file.size - Int64(tailSize), count: tailSize)
        guard let end = Self.end(in: tail) else { throw .notAnArchive }
        let endStart = file.size - Int64(tailSize) + Int64(end)
        self.comment = Array(tail[(end + Self.endSize)...])
        guard tail.littleEndian(at: end + 4, as: UInt16.self) == 0,
            tail.littleEndian(at: end + 6, as: UInt16.self) == 0
        else { throw .unsupported("several volumes") }
        let short = Directory(
            count: UInt64(tail.littleEndian(at: end + 10, as: UInt16.self)),
            size: UInt64(tail.littleEndian(at: end + 12, as: UInt32.self)),
            offset: UInt64(tail.littleEndian(at: end + 16, as: UInt32.self)),
            end: endStart
        )
        let long = try Self.end64(before: endStart, in: file)
        if long == nil, short.count == 0xFFFF || short.size == 0xFFFF_FFFF || short.offset == 0xFFFF_FFFF {
            // Exactly 65,535 entries need no ZIP64; sizes of this value always do.
            guard short.size != 0xFFFF_FFFF, short.offset != 0xFFFF_FFFF else {
                throw .damaged("its ZIP64 records are missing")
            }
        }
        let directory = long ?? short
        self.isZIP64 = long != nil
        self.entryCount = directory.count
        guard let size = Int64(exactly: directory.size), size <= directory.end,
            let offset = Int64(exactly: directory.offset), offset <= directory.end - size
        else { throw .damaged("its directory lies outside the file") }
        self.directorySize = size
        self.directoryStart = directory.end - size
        self.prefix = self.directoryStart - offset
        if size >= 4 {
            let first = try file.read(at: self.directoryStart, count: 4)
            guard first.littleEndian(at: 0, as: UInt32.self) == ZipEntry.signature else {
                throw .damaged("its directory is not followed by its end")
            }
        } else if directory.count > 0 {
            throw .damaged("its directory is empty, but should list \(directory.count) entries")
        }
    }

    private struct Directory {
        let count: UInt64
        let size: UInt64
        let offset: UInt64
        /// Where the record that follows the directory begins.
        let end: Int64
    }

    /// The last end record whose comment fills the file exactly: a comment may itself look like an end record.
    private static func end(in tail: [UInt8]) -> Int? {
        guard tail.count >= self.endSize else { return nil }
        for start in stride(from: tail.count - self.endSize, through: 0, by: -1)
        where tail[start] == 0x50 && tail.littleEndian(at: start, as: UInt32.self) == self.endSignature {
            let comment = Int(tail.littleEndian(at: start + 20, as: UInt16.self))
            if start + self.endSize + comment == tail.count { return start }
        }
        return nil
    }

    private static func end64(before end: Int64, in file: FileBytes) throws(ZipError) -> Directory? {
        let locatorStart = end - Int64(self.locatorSize)
        guard locatorStart >= Int64(self.end64Size) else { return nil }
        let locator = try file.read(at: locatorStart, count: self.locatorSize)
        guard locator.littleEndian(at: 0, as: UInt32.self) == self.locatorSignature else { return nil }
        guard locator.littleEndian(at: 16, as: UInt32.self) <= 1 else { throw .unsupported("several volumes") }
        // The usual record ends where the locator begins; a longer one is found by the locator's offset, if no prefix
        // has moved it.
        let stated = Int64(exactly: locator.littleEndian(at: 8, as: UInt64.self))
        for start in [locatorStart - Int64(self.end64Size), stated] {
            guard let start, start >= 0, start <= locatorStart - Int64(self.end64Size) else { continue }
            let record = try file.read(at: start, count: self.end64Size)
            guard record.littleEndian(at: 0, as: UInt32.self) == self.end64Signature else { continue }
            return Directory(
                count: record.littleEndian(at: 32),
                size: record.littleEndian(at: 40),
                offset: record.littleEndian(at: 48),
                end: start
            )
        }
        throw .damaged("its ZIP64 end record is not where it should be")
    }
}
