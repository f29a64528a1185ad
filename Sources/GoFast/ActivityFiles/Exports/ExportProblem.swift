package import Archives

/// Why a bulk export, or one file of it, can't be used, in words for people.
package enum ExportProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is nothing at that path, or it may not be read.
    case unreadable(String)
    case archive(ZipError)
    case packed(GzipError)
    /// An archive in an archive in an archive.
    case tooDeep
    case undecodable(ActivityFileError)

    package var description: String {
        switch self {
        case .unreadable(let reason): "It can't be read: \(reason.cut(ActivityFileLimits.standard.text))."
        case .archive(let error): Self.sentence(error.description)
        case .packed(let error): Self.sentence(error.description)
        case .tooDeep: "Archives inside of archives are opened once, and this one lies deeper."
        case .undecodable(let error): error.description
        }
    }

    private static func sentence(_ words: String) -> String {
        // Names in archives are words of a stranger, up to 64 KiB of them.
        let words = words.cut(ActivityFileLimits.standard.text)
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
