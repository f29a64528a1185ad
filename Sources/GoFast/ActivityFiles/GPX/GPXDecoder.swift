/// Reads GPX 1.0 and 1.1 (topografix.com) with the extensions of Garmin, Cluetrust and Strava.
package enum GPXDecoder {
    /// One activity for each track, or for tracks of one sport that follow each other within three hours (the gaps are
    /// pauses); when there is no track, one without times for each route.
    ///
    /// What stands before a break is kept, with a warning.
    /// - Throws: ``ActivityFileError`` when there is neither, or a document type.
    package static func decode(
        _ bytes: [UInt8],
        limits: ActivityFileLimits = .standard
    ) throws(ActivityFileError) -> DecodedFile {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        let source = try XMLSource(bytes, format: .gpx)
        var reader = GPXReader(limits: limits)
        let ending = XMLElements.read(source, into: &reader, textLimit: limits.text)
        return try reader.file(source: source, ending: ending)
    }
}
