/// Text that people typed and others will read: trimmed, not empty, without control characters.
struct TypedText: Equatable, Sendable {
    let text: String

    /// Counts code points, as the database does.
    init(_ typed: String, field: String, limit: Int) throws(InvalidField) {
        let text = typed.trimmed
        let scalars = text.unicodeScalars
        guard !scalars.allSatisfy({ $0.properties.generalCategory == .format }) else {
            throw InvalidField(field: field, why: "Should not be empty")
        }
        guard scalars.count <= limit else {
            throw InvalidField(field: field, why: "Should have at most \(limit) characters")
        }
        guard !scalars.contains(where: \.steersText) else {
            throw InvalidField(field: field, why: "Should not contain control characters")
        }
        self.text = text
    }
}

extension Unicode.Scalar {
    /// Control characters, line separators, and marks that turn the direction of the text around them.
    var steersText: Bool {
        switch self.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: (0x202A...0x202E).contains(self.value) || (0x2066...0x2069).contains(self.value)
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        let isSpace = { (character: Character) in character.isWhitespace }
        guard let first = self.firstIndex(where: { !isSpace($0) }), let last = self.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
