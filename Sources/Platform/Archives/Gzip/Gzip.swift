/// Files packed by gzip (RFC 1952).
package enum Gzip {
    /// What a packed file held.
    package struct Unpacked: Sendable, Equatable {
        package var bytes: [UInt8]
        /// The name that the file states for what it holds.
        package var name: String?
        /// What was odd, in words for people: cut off, damaged, wrong checksum.
        package var warnings: [String]
    }

    /// The bytes begin as a packed file does.
    package static func isPacked(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }

    /// The whole content of a packed file; of a broken one what could be read, with a warning.
    /// - Throws: ``GzipError`` when it is no gzip at all, or would unpack to more than `limits` allow.
    package static func unpacked(
        _ bytes: [UInt8],
        limits: UnpackLimits = .file
    ) throws(GzipError) -> Unpacked {
        var reader = try GzipReader(limits: limits)
        var content: [UInt8] = []
        // The last four bytes usually state the size. It is a hint: what is not true costs nothing that is not given.
        if bytes.count >= 18 {
            let stated = Int(bytes.littleEndian(at: bytes.count - 4, as: UInt32.self))
            content.reserveCapacity(
                min(stated, limits.bytes, bytes.count.multipliedReportingOverflow(by: 12).partialValue)
            )
        }
        try reader.take(bytes) { content += $0 }
        try reader.finish()
        return Unpacked(bytes: content, name: reader.name, warnings: reader.warnings)
    }

    /// One member that holds `bytes`; the same bytes always give the same file.
    package static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        file += Deflate.packed(bytes)
        file.append(littleEndian: Deflate.checksum(bytes))
        file.append(littleEndian: UInt32(truncatingIfNeeded: bytes.count))
        return file
    }
}
