/// Why nothing could be read from a file.
package enum ActivityFileError: Error, Sendable, Equatable {
    case empty
    /// Larger than the limit, in bytes; packed files count unpacked.
    case tooLarge(limit: Int)
    /// Neither FIT, TCX nor GPX.
    case unknownFormat
    /// It begins like a file of that format, yet nothing in it can be read; says why.
    case damaged(ActivityFileFormat, String)
    /// It was read and holds no activity and no workout; says what it holds, e.g. "a course" or "nothing".
    case noActivity(String)
}

extension ActivityFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .tooLarge(let limit): "The file is larger than \(limit / 1_048_576) MiB."
        case .unknownFormat: "This is not a FIT, TCX or GPX file."
        case .damaged(let format, let reason): "The \(format.rawValue.uppercased()) file cannot be read: \(reason)."
        case .noActivity("nothing"): "The file holds no activity and nothing else that can be used."
        case .noActivity(let content): "The file holds no activity but \(content)."
        }
    }
}
