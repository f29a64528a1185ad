/// An entry of an archive that somebody else made, and why it can't be used, if so.
package struct SurveyedEntry: Sendable, Equatable {
    package let entry: ZipEntry
    /// Nil when nothing speaks against it so far.
    package let problem: ZipError?
}

extension ZipReader {
    /// All files of the directory, in its order, with what is wrong with each: one bad entry spoils no other.
    ///
    /// Entries that share bytes with one before them are refused, since that is how small archives become endless ones
    /// (David Fifield, "A better zip bomb", 2019).
    /// - Throws: ``ZipError`` when the directory itself is broken or has more than `limit` lines or `bytes` bytes.
    package func survey(limit: Int = 200_000, bytes: Int = 64 * 1_048_576) throws(ZipError) -> [SurveyedEntry] {
        // All lines are kept, and a name alone may have 64 KiB.
        guard self.tail.directorySize <= UInt64(bytes) else {
            throw .tooLarge("its directory has \(self.tail.directorySize) bytes, \(bytes) are allowed")
        }
        guard self.tail.entryCount <= UInt64(limit) else {
            throw .tooLarge("it has \(self.tail.entryCount) entries, \(limit) are allowed")
        }
        var entries: [ZipEntry] = []
        try self.forEachEntry { (entry) throws(ZipError) in
            guard entries.count < limit else { throw .tooLarge("it has more than \(limit) entries") }
            entries.append(entry)
        }
        let overlapping = self.overlapping(entries)
        return entries.indices.filter { !entries[$0].isFolder }.map { index in
            let entry = entries[index]
            let shared = ZipError.damaged("\(entry.name) shares its bytes with another entry")
            return SurveyedEntry(entry: entry, problem: entry.problem ?? (overlapping.contains(index) ? shared : nil))
        }
    }

    /// Indices of entries that begin before an earlier one ends, or end after the directory begins.
    private func overlapping(_ entries: [ZipEntry]) -> Set<Int> {
        var found: Set<Int> = []
        var end: UInt64 = 0
        let limit = UInt64(clamping: self.tail.directoryStart - self.tail.prefix)
        for index in entries.indices.sorted(by: { entries[$0].headerOffset < entries[$1].headerOffset }) {
            let entry = entries[index]
            // The least an entry takes: its header, its name and its bytes; what else stands there only adds to that.
            let (size, over) = entry.compressedSize.addingReportingOverflow(30 + UInt64(entry.nameSize))
            let (entryEnd, overEnd) = entry.headerOffset.addingReportingOverflow(size)
            if over || overEnd || entry.headerOffset < end || entryEnd > limit {
                found.insert(index)
            } else {
                end = entryEnd
            }
        }
        return found
    }
}

extension ZipEntry {
    /// A line that only names a folder.
    package var isFolder: Bool { self.name.hasSuffix("/") && self.size == 0 }

    /// Why the entry can't be used, as far as its line tells; nil when it can.
    package var problem: ZipError? {
        if !self.isSafe { return .unsafeName(self.name) }
        if self.flags & 0x2041 != 0 { return .unsupported("encryption") }
        if self.method == 0 || self.method == 8 { return nil }
        return .unsupported(Self.methods[self.method] ?? "compression method \(self.method)")
    }

    private static let methods: [UInt16: String] = [
        9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd", 99: "encryption",
    ]
}
