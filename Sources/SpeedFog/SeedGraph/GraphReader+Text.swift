import SpeedFogProtocol

extension GraphReader {
    /// A text that people will read, on one line: control characters are spaces, and what is too long is cut.
    mutating func words(_ value: JSON?) -> String? {
        guard let text = value?.string else { return nil }
        var scalars = text.unicodeScalars
        if scalars.contains(where: \.isControl) {
            self.warn("the text \(text.shortened) holds control characters; they become spaces")
            scalars = String.UnicodeScalarView(scalars.map { $0.isControl ? " " : $0 })
        }
        // A scalar has a byte at least, so most texts need no counting.
        if text.utf8.count > Graph.maxTextLength, scalars.count > Graph.maxTextLength {
            self.warn("the text \(text.shortened) has more than \(Graph.maxTextLength) characters; it is cut")
            scalars = String.UnicodeScalarView(scalars.prefix(Graph.maxTextLength))
        }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    /// One of Unicode's 65 control characters (category Cc), which no text for people holds.
    var isControl: Bool { self.value < 0x20 || 0x7F...0x9F ~= self.value }
}

extension String {
    /// For messages: ids and texts come from a file, may be of any length, and hold anything.
    var shortened: String {
        let scalars = self.unicodeScalars.prefix(60)
        let isShort = scalars.endIndex == self.unicodeScalars.endIndex
        var text = ""
        for scalar in isShort ? scalars : scalars.dropLast() {
            text += scalar.isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return isShort ? text : text + "…"
    }

    /// What the database and every program can hold as a name: no control characters, nothing that had to be repaired.
    var isCleanID: Bool { !self.unicodeScalars.contains { $0.isControl || $0 == "\u{FFFD}" } }
}
