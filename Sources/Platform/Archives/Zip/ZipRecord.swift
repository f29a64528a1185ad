/// The records that describe one file in an archive, as bytes.
package struct ZipRecord: Sendable {
    let name: String
    let method: UInt16
    let crc: UInt32
    let packedSize: UInt32
    let size: UInt32

    package init(name: String, method: UInt16, crc: UInt32, packedSize: UInt32, size: UInt32) {
        self.name = name
        self.method = method
        self.crc = crc
        self.packedSize = packedSize
        self.size = size
    }

    /// What stands before the file's bytes.
    package var localHeader: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: 0x0403_4B50 as UInt32)
        bytes.append(littleEndian: 20 as UInt16)
        self.appendShared(to: &bytes)
        bytes.append(littleEndian: 0 as UInt16)
        return bytes + self.name.utf8
    }

    /// Its line in the directory; an offset past 4 GiB goes to a ZIP64 field.
    package func directoryEntry(headerOffset: UInt64) -> [UInt8] {
        let isLong = headerOffset >= 0xFFFF_FFFF
        var bytes: [UInt8] = []
        bytes.append(littleEndian: ZipEntry.signature)
        // Made on a Unix system, so that the mode below counts.
        bytes.append(littleEndian: (3 << 8 | (isLong ? 45 : 20)) as UInt16)
        bytes.append(littleEndian: (isLong ? 45 : 20) as UInt16)
        self.appendShared(to: &bytes)
        bytes.append(littleEndian: (isLong ? 12 : 0) as UInt16)
        bytes.append(littleEndian: 0 as UInt16)
        bytes.append(littleEndian: 0 as UInt16)
        bytes.append(littleEndian: 0 as UInt16)
        bytes.append(littleEndian: (0o100644 << 16) as UInt32)
        bytes.append(littleEndian: isLong ? 0xFFFF_FFFF : UInt32(headerOffset))
        bytes += self.name.utf8
        if isLong {
            bytes.append(littleEndian: 1 as UInt16)
            bytes.append(littleEndian: 8 as UInt16)
            bytes.append(littleEndian: headerOffset)
        }
        return bytes
    }

    /// From the flags to the length of the name: the same in both records.
    private func appendShared(to bytes: inout [UInt8]) {
        let isASCII = self.name.utf8.allSatisfy { $0 < 0x80 }
        bytes.append(littleEndian: (isASCII ? 0 : 0x0800) as UInt16)
        bytes.append(littleEndian: self.method)
        bytes.append(littleEndian: 0 as UInt16)
        // The first day of the format's calendar: the same content is the same bytes whenever it is written.
        bytes.append(littleEndian: 0x0021 as UInt16)
        bytes.append(littleEndian: self.crc)
        bytes.append(littleEndian: self.packedSize)
        bytes.append(littleEndian: self.size)
        bytes.append(littleEndian: UInt16(self.name.utf8.count))
    }

    /// What follows the directory, with ZIP64 records where the numbers need them or `isZIP64` asks for them.
    package static func end(
        entries: UInt64,
        directorySize: UInt64,
        directoryOffset: UInt64,
        comment: [UInt8],
        isZIP64: Bool
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        if isZIP64 || entries >= 0xFFFF || directorySize >= 0xFFFF_FFFF || directoryOffset >= 0xFFFF_FFFF {
            bytes.append(littleEndian: ZipTail.end64Signature)
            bytes.append(littleEndian: 44 as UInt64)
            bytes.append(littleEndian: (3 << 8 | 45) as UInt16)
            bytes.append(littleEndian: 45 as UInt16)
            bytes.append(littleEndian: 0 as UInt64)
            bytes.append(littleEndian: entries)
            bytes.append(littleEndian: entries)
            bytes.append(littleEndian: directorySize)
            bytes.append(littleEndian: directoryOffset)
            bytes.append(littleEndian: ZipTail.locatorSignature)
            bytes.append(littleEndian: 0 as UInt32)
            bytes.append(littleEndian: directoryOffset + directorySize)
            bytes.append(littleEndian: 1 as UInt32)
        }
        bytes.append(littleEndian: ZipTail.endSignature)
        bytes.append(littleEndian: 0 as UInt32)
        bytes.append(littleEndian: UInt16(min(entries, 0xFFFF)))
        bytes.append(littleEndian: UInt16(min(entries, 0xFFFF)))
        bytes.append(littleEndian: UInt32(min(directorySize, 0xFFFF_FFFF)))
        bytes.append(littleEndian: UInt32(min(directoryOffset, 0xFFFF_FFFF)))
        bytes.append(littleEndian: UInt16(comment.count))
        return bytes + comment
    }
}
