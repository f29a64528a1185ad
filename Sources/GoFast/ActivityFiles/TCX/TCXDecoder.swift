/// Reads Garmin's Training Center Database, version 2 (`TrainingCenterDatabasev2.xsd`, `ActivityExtensionv2.xsd`).
package enum TCXDecoder {
    /// The activities of a file, in its order; each part of a multisport session is one of them.
    ///
    /// What stands before a break is kept, with a warning.
    /// - Throws: ``ActivityFileError`` when there is no activity at all, or a document type.
    package static func decode(
        _ bytes: [UInt8],
        limits: ActivityFileLimits = .standard
    ) throws(ActivityFileError) -> DecodedFile {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        let source = try XMLSource(bytes, format: .tcx)
        var reader = TCXReader(limits: limits)
        let ending = XMLElements.read(source, into: &reader, textLimit: limits.text)
        return try reader.file(source: source, ending: ending)
    }
}
