/// What a `Range` header asks of a body of known length.
enum ByteRange: Equatable {
    /// The whole body: no range, one that is not understood, or several.
    case whole
    case part(Range<Int64>)
    case unsatisfiable

    init(header: String?, length: Int64) {
        self = header.map { Self.parse($0, length: length) } ?? .whole
    }

    private static func parse(_ header: String, length: Int64) -> ByteRange {
        let text = header.filter { $0 != " " && $0 != "\t" }
        guard text.lowercased().hasPrefix("bytes=") else { return .whole }
        let bounds = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        // Several ranges would need a multipart body; a server may answer them with the whole.
        guard bounds.count == 2, !text.contains(",") else { return .whole }
        let (first, last) = (bounds[0], bounds[1])
        guard first.utf8.allSatisfy(Self.isDigit), last.utf8.allSatisfy(Self.isDigit) else { return .whole }
        if first.isEmpty {
            guard !last.isEmpty else { return .whole }
            let count = Int64(last) ?? .max
            guard count > 0, length > 0 else { return .unsatisfiable }
            return .part(max(0, length - min(count, length))..<length)
        }
        let start = Int64(first) ?? .max
        let end = last.isEmpty ? length - 1 : Int64(last) ?? .max
        if !last.isEmpty, end < start { return .whole }
        guard start < length else { return .unsatisfiable }
        return .part(start..<min(end, length - 1) + 1)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
