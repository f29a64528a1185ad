/// Reads FIT files (Garmin's Flexible and Interoperable Data Transfer protocol).
package enum FITFile {
    /// The activities and workouts of a file, or of several that follow each other in one.
    package static func decode(
        _ bytes: [UInt8],
        limits: ActivityFileLimits = .standard
    ) throws(ActivityFileError) -> DecodedFile {
        let collector = try Self.scan(bytes, FITCollector(limits: limits), limits: limits)
        let file = collector.file
        if file.activities.isEmpty, file.workouts.isEmpty {
            let type = collector.otherTypes.lazy.compactMap(\.self).first
            if type == nil || type == 4, let warning = file.warnings.first {
                throw .damaged(.fit, "\(Self.cause(in: warning)), and nothing else was found")
            }
            throw .noActivity(FITNames.content(ofType: type))
        }
        return file
    }

    /// The first half of a warning, for the middle of a sentence: its second half tells of what was read all the same.
    private static func cause(in warning: String) -> String {
        let half = warning.prefix { $0 != ";" }
        let bare = half.last == "." ? half.dropLast() : half
        return bare.prefix(1).lowercased() + bare.dropFirst()
    }

    /// Shows every message to `visitor`.
    static func scan<Visitor: FITVisitor>(
        _ bytes: [UInt8],
        _ visitor: Visitor,
        limits: ActivityFileLimits
    ) throws(ActivityFileError) -> Visitor {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        let result: Visitor? = FITBytes.withBytes(of: bytes) { bytes in
            guard FITHeader(bytes, at: 0) != nil else { return nil }
            var visitor = visitor
            var scanner = FITScanner(bytes)
            scanner.run(&visitor, maximumFiles: limits.activities)
            return visitor
        }
        guard let result else { throw .damaged(.fit, "it has no FIT header") }
        return result
    }
}
