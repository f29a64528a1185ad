/// Why an archive, or one entry of it, can't be used, in words for the person who put it there.
package enum ZipError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case unwritable(String)
    case notAnArchive
    case damaged(String)
    case unsupported(String)
    case tooLarge(String)
    case unsafeName(String)

    package var description: String {
        switch self {
        case .unreadable(let reason): "the file can't be read: \(reason)"
        case .unwritable(let reason): "the file can't be written: \(reason)"
        case .notAnArchive: "the file is not a zip archive, or its end is missing"
        case .damaged(let what): "the archive is damaged: \(what)"
        case .unsupported(let what): "the archive uses \(what), which is not supported"
        case .tooLarge(let what): "the archive is refused as too large: \(what)"
        case .unsafeName(let name): "the archive holds an entry with the unsafe name \(name)"
        }
    }
}
