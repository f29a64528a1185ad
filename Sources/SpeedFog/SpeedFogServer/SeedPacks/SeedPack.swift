package import Archives
import Crypto
import WebServer

/// One player's pack: a seed's archive with one more entry, never written anywhere, served in pieces.
///
/// The original bytes up to the directory stay as they are; the new entry, the directory and its end follow.
package struct SeedPack: Sendable {
    static let configurationPath = "lib/speedfog_race.toml"

    /// Bytes in all.
    package let length: Int64
    /// Strong: it depends on the content of the archive and of the new entry, not on when either was written.
    package let etag: String
    let file: FileBytes
    let segments: [Segment]

    /// A stretch of the pack: part of the original file, or bytes of its own.
    enum Segment: Sendable, Equatable {
        case file(Range<Int64>)
        case bytes([UInt8])

        var length: Int64 {
            switch self {
            case .file(let range): range.upperBound - range.lowerBound
            case .bytes(let bytes): Int64(bytes.count)
            }
        }
    }

    /// Reads the archive's directory; blocks.
    package init(path: String, configuration: [UInt8]) throws(ZipError) {
        let reader = try ZipReader(path: path)
        let tail = reader.tail
        var survey = Survey()
        var hash = SHA256()
        try reader.forEachEntry(bytes: { hash.update(data: $0) }) { (entry) throws(ZipError) in try survey.add(entry) }
        let name = survey.top + Self.configurationPath
        let replaced = survey.ranges(of: name)

        let record = ZipRecord(
            name: name,
            method: 0,
            crc: Deflate.checksum(configuration),
            packedSize: UInt32(configuration.count),
            size: UInt32(configuration.count)
        )
        let added = record.localHeader + configuration
        // Offsets inside the archive do not count what stands before it, so neither does the new one.
        let headerOffset = UInt64(tail.directoryStart - tail.prefix)
        let line = record.directoryEntry(headerOffset: headerOffset)
        let dropped = replaced.reduce(0) { $0 + $1.count }
        let end = ZipRecord.end(
            entries: survey.count + 1 - UInt64(replaced.count),
            directorySize: UInt64(tail.directorySize) + UInt64(line.count) - UInt64(dropped),
            directoryOffset: headerOffset + UInt64(added.count),
            comment: tail.comment,
            isZIP64: tail.isZIP64
        )
        self.file = reader.file
        self.segments =
            [.file(0..<tail.directoryStart), .bytes(added)]
            + Self.directory(from: tail.directoryStart, size: Int(tail.directorySize), without: replaced)
            + [.bytes(line + end)]
        self.length = self.segments.reduce(0) { $0 + $1.length }
        hash.update(data: added + line + end)
        self.etag = "\"" + Hex.encode(hash.finalize().prefix(16)) + "\""
    }

    /// The directory's lines but those of an entry that the new one takes the place of.
    private static func directory(from start: Int64, size: Int, without dropped: [Range<Int>]) -> [Segment] {
        var segments: [Segment] = []
        var position = 0
        for range in dropped + [size..<size] {
            if range.lowerBound > position {
                segments.append(.file(start + Int64(position)..<start + Int64(range.lowerBound)))
            }
            position = range.upperBound
        }
        return segments
    }

    /// What one pass over the directory learns.
    private struct Survey {
        var count: UInt64 = 0
        private var common: String?
        private var isCommon = true
        private var candidates: [(name: String, range: Range<Int>)] = []

        /// The folder that holds everything, with its slash, or nothing if there is none.
        var top: String { self.isCommon ? self.common ?? "" : "" }

        mutating func add(_ entry: ZipEntry) throws(ZipError) {
            guard entry.isSafe else { throw .unsafeName(entry.name) }
            self.count += 1
            if let slash = entry.name.firstIndex(of: "/") {
                let folder = String(entry.name[...slash])
                if self.common == nil { self.common = folder }
                self.isCommon = self.isCommon && self.common == folder
            } else {
                self.isCommon = false
            }
            if entry.name.hasSuffix(SeedPack.configurationPath) {
                self.candidates.append((entry.name, entry.directoryRange))
            }
        }

        func ranges(of name: String) -> [Range<Int>] {
            self.candidates.filter { $0.name == name }.map(\.range)
        }
    }
}
