/// Builds a small archive in memory.
package struct ZipWriter: Sendable {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt64 = 0

    package init() {}

    /// Adds a file; it is packed when that makes it smaller.
    package mutating func add(_ name: String, _ contents: [UInt8]) {
        let packed = Deflate.packed(contents)
        let isPacked = !packed.isEmpty && packed.count < contents.count
        let record = ZipRecord(
            name: name,
            method: isPacked ? 8 : 0,
            crc: Deflate.checksum(contents),
            packedSize: UInt32(isPacked ? packed.count : contents.count),
            size: UInt32(contents.count)
        )
        self.directory += record.directoryEntry(headerOffset: UInt64(self.bytes.count))
        self.bytes += record.localHeader
        self.bytes += isPacked ? packed : contents
        self.count += 1
    }

    /// The whole archive.
    package func finished(comment: [UInt8] = [], isZIP64: Bool = false) -> [UInt8] {
        self.bytes + self.directory
            + ZipRecord.end(
                entries: self.count,
                directorySize: UInt64(self.directory.count),
                directoryOffset: UInt64(self.bytes.count),
                comment: comment,
                isZIP64: isZIP64
            )
    }
}
