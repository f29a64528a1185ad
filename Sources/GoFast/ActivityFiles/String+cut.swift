extension String {
    /// Words of a file or a service as they may be kept and shown: at most `size` UTF-8 bytes, on one line, and without
    /// control characters (C0, DEL and C1), which could steer a terminal.
    ///
    /// It cuts between Unicode scalars: what a person sees as one character may have megabytes.
    package func cut(_ size: Int) -> String {
        let isPlain = self.utf8.count <= size && self.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }
        guard !isPlain else { return self }
        var kept = String.UnicodeScalarView()
        var used = 0
        var endsBlank = true
        for scalar in self.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            // Words on two lines, or with a tab between them, stay two words.
            if isControl, endsBlank || !scalar.properties.isWhitespace { continue }
            let written = isControl ? " " : scalar
            used += UTF8.width(written)
            guard used <= size else { break }
            kept.append(written)
            endsBlank = written == " "
        }
        return String(kept)
    }

    /// A name or a text for people: without blanks around it, cut to `size` bytes; nil when nothing is left.
    package func title(_ size: Int) -> String? {
        // Cut twice: what is cut off may leave a blank at the end.
        let title = XMLValues.trimmed(XMLValues.trimmed(self).cut(size))
        return title.isEmpty ? nil : title
    }
}
