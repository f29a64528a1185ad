/// Writes an archive straight to a file; only its directory is held in memory.
package struct ZipFileWriter: ~Copyable {
    private let file: NewFile
    private var directory: [UInt8] = []
    private var count: UInt64 = 0
    private var offset: UInt64 = 0

    /// Begins an archive; what had that name is gone.
    package init(path: String) throws(ZipError) {
        self.file = try NewFile(path: path)
    }

    /// Adds a file below 4 GiB; it is packed when `isPacked` wants it and that makes it smaller.
    package mutating func add(_ name: String, _ contents: [UInt8], isPacked: Bool = true) throws(ZipError) {
        guard contents.count < Int(UInt32.max), name.utf8.count <= Int(UInt16.max) else {
            throw .tooLarge("\(name) needs long records, which are not written")
        }
        let packed = isPacked ? Deflate.packed(contents) : []
        let isSmaller = !packed.isEmpty && packed.count < contents.count
        let content = isSmaller ? packed : contents
        let record = ZipRecord(
            name: name,
            method: isSmaller ? 8 : 0,
            crc: Deflate.checksum(contents),
            packedSize: UInt32(content.count),
            size: UInt32(contents.count)
        )
        let header = record.localHeader
        self.directory += record.directoryEntry(headerOffset: self.offset)
        try self.file.append(header)
        try self.file.append(content)
        self.offset += UInt64(header.count + content.count)
        self.count += 1
    }

    /// Writes the directory and closes the file.
    package consuming func finish() throws(ZipError) {
        try self.file.append(self.directory)
        try self.file.append(
            ZipRecord.end(
                entries: self.count,
                directorySize: UInt64(self.directory.count),
                directoryOffset: self.offset,
                comment: [],
                isZIP64: false
            )
        )
    }
}
