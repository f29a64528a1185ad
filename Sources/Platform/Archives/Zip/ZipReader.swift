/// Reads an archive's directory in pieces, and single entries whole.
package struct ZipReader: Sendable {
    static let chunk = 64 * 1024

    package let file: FileBytes
    /// What its end says.
    package let tail: ZipTail

    package init(path: String) throws(ZipError) {
        try self.init(FileBytes(path: path))
    }

    /// Reads the end of an archive that is open already.
    package init(_ file: FileBytes) throws(ZipError) {
        self.file = file
        self.tail = try ZipTail(of: file)
    }

    /// Calls `body` for each line of the directory in order, and `bytes` for all of its bytes, holding one piece at a time.
    package func forEachEntry(
        bytes: ([UInt8]) -> Void = { _ in },
        _ body: (ZipEntry) throws(ZipError) -> Void
    ) throws(ZipError) {
        var window: [UInt8] = []
        var position = 0
        var consumed = 0
        var loaded = 0
        var seen: UInt64 = 0
        let size = Int(self.tail.directorySize)
        while consumed < size {
            if let entrySize = try Self.entrySize(window, at: position), window.count - position >= entrySize {
                let record = Array(window[position..<position + entrySize])
                try body(ZipEntry(record, directoryRange: consumed..<consumed + entrySize))
                position += entrySize
                consumed += entrySize
                seen += 1
                continue
            }
            guard loaded < size else { throw .damaged("the last line of its directory is cut off") }
            let count = min(Self.chunk, size - loaded)
            let piece = try self.file.read(at: self.tail.directoryStart + Int64(loaded), count: count)
            loaded += count
            bytes(piece)
            window = Array(window[position...]) + piece
            position = 0
        }
        // Archives with a count kept in 16 bits may wrap around; all 16 bits must then agree.
        guard seen == self.tail.entryCount || (!self.tail.isZIP64 && seen & 0xFFFF == self.tail.entryCount) else {
            throw .damaged("its directory has \(seen) lines instead of \(self.tail.entryCount)")
        }
    }

    /// How long the line at `position` is; nil while too little of it is loaded to say.
    private static func entrySize(_ window: [UInt8], at position: Int) throws(ZipError) -> Int? {
        guard window.count - position >= ZipEntry.headerSize else { return nil }
        guard window.littleEndian(at: position, as: UInt32.self) == ZipEntry.signature else {
            throw .damaged("its directory holds something that is no entry")
        }
        return ZipEntry.headerSize + Int(window.littleEndian(at: position + 28, as: UInt16.self))
            + Int(window.littleEndian(at: position + 30, as: UInt16.self))
            + Int(window.littleEndian(at: position + 32, as: UInt16.self))
    }

    /// The unpacked bytes of one entry, checked against its checksum and never more than `limit`.
    package func contents(of entry: ZipEntry, limit: Int) throws(ZipError) -> [UInt8] {
        guard entry.size <= UInt64(limit), entry.compressedSize <= UInt64(limit) else {
            throw .tooLarge("\(entry.name) has \(entry.size) bytes, \(limit) are allowed")
        }
        guard entry.flags & 1 == 0 else { throw .unsupported("encryption") }
        let start = try self.contentStart(of: entry)
        let packed = try self.file.read(at: start, count: Int(entry.compressedSize))
        let bytes: [UInt8]
        switch entry.method {
        case 0: bytes = packed
        case 8: bytes = try Deflate.unpacked(packed, size: Int(entry.size), name: entry.name)
        default: throw .unsupported("compression method \(entry.method)")
        }
        guard bytes.count == Int(entry.size), Deflate.checksum(bytes) == entry.crc else {
            throw .damaged("the checksum of \(entry.name) is wrong")
        }
        return bytes
    }
}
