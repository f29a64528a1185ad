import Archives
package import TrainingMaths

/// The one way in for files of activities: looks at the content, never at the name alone, and picks the decoder.
package enum ActivityFile {
    /// What `bytes` hold: a FIT, TCX or GPX file, or one of these packed by gzip.
    ///
    /// `name` only serves words for people. Everything odd that could be read around is told in the warnings.
    /// - Throws: ``ActivityFileError`` when nothing can be read at all.
    package static func decode(
        _ bytes: [UInt8],
        name: String = "",
        limits: ActivityFileLimits = .standard
    ) throws(ActivityFileError) -> DecodedFile {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        guard !bytes.isEmpty else { throw .empty }
        switch ActivityFileFormat(of: bytes) {
        case .gzip:
            let unpacked = try Self.unpacked(bytes, limits: limits)
            guard !unpacked.bytes.isEmpty else { throw .empty }
            guard let inner = ActivityFileFormat(of: unpacked.bytes), inner != .gzip else { throw .unknownFormat }
            var file = try Self.decode(unpacked.bytes, as: inner, limits: limits)
            file.warnings = unpacked.warnings + file.warnings
            return file
        case let format?: return try Self.decode(bytes, as: format, limits: limits)
        case nil: throw .unknownFormat
        }
    }

    private static func decode(
        _ bytes: [UInt8],
        as format: ActivityFileFormat,
        limits: ActivityFileLimits
    ) throws(ActivityFileError) -> DecodedFile {
        switch format {
        case .fit: return try FITFile.decode(bytes, limits: limits)
        case .tcx: return try TCXDecoder.decode(bytes, limits: limits)
        case .gpx: return try GPXDecoder.decode(bytes, limits: limits)
        case .gzip: throw .unknownFormat
        }
    }

    private static func unpacked(
        _ bytes: [UInt8],
        limits: ActivityFileLimits
    ) throws(ActivityFileError) -> Gzip.Unpacked {
        var unpackLimits = UnpackLimits.file
        unpackLimits.bytes = limits.bytes
        do throws(GzipError) {
            return try Gzip.unpacked(bytes, limits: unpackLimits)
        } catch {
            switch error {
            case .tooLarge: throw .tooLarge(limit: limits.bytes)
            case .notGzip, .unsupported: throw .damaged(.gzip, error.description)
            }
        }
    }
}

/// Everything a file held.
package struct DecodedFile: Sendable, Equatable {
    /// In order of the file; several for a multisport file or a chain of files.
    package var activities: [Activity]
    /// Structured workouts (a FIT workout file, or the workout that an activity followed).
    package var workouts: [StructuredWorkout]
    /// What was odd in the file as a whole, in words for people; an activity has its own besides.
    package var warnings: [String]

    package init(activities: [Activity] = [], workouts: [StructuredWorkout] = [], warnings: [String] = []) {
        self.activities = activities
        self.workouts = workouts
        self.warnings = warnings
    }
}
