/// Why nothing may be unpacked, in words for people.
package enum GzipError: Error, Equatable, CustomStringConvertible {
    case notGzip
    case unsupported(String)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .notGzip: "the file is not packed by gzip"
        case .unsupported(let what): "the file uses \(what), which is not supported"
        case .tooLarge(let why): "the file is refused as too large: \(why)"
        }
    }
}
