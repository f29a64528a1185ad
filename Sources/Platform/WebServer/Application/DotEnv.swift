/// Reads `.env` files: `NAME=value` lines, `#` comments, quotes, an optional `export` in front.
package enum DotEnv {
    /// A line that can't be understood.
    package struct SyntaxError: Error, Equatable, CustomStringConvertible {
        package let line: Int
        package var description: String { ".env line \(self.line) is not NAME=value" }
    }

    /// Later lines win over earlier ones.
    package static func parse(_ text: String) throws -> [String: String] {
        var variables: [String: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            var rest = Self.trimmed(line)
            guard !rest.isEmpty, rest.first != "#" else { continue }
            if rest.hasPrefix("export ") { rest = Self.trimmed(rest.dropFirst("export ".count)) }
            guard let equals = rest.firstIndex(of: "=") else { throw SyntaxError(line: index + 1) }
            let name = Self.trimmed(rest[..<equals])
            guard Self.isName(name), let value = Self.value(Self.trimmed(rest[equals...].dropFirst())) else {
                throw SyntaxError(line: index + 1)
            }
            variables[String(name)] = value
        }
        return variables
    }

    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            // A comment needs a blank before it: colours and passwords contain #.
            let end = text.firstRange(of: " #")?.lowerBound ?? text.endIndex
            return String(Self.trimmed(text[..<end]))
        }
        let body = text.dropFirst()
        var value = ""
        var index = body.startIndex
        while index < body.endIndex, body[index] != quote {
            if quote == "\"", body[index] == "\\" {
                index = body.index(after: index)
                guard index < body.endIndex else { return nil }
                value.append(body[index] == "n" ? "\n" : body[index])
            } else {
                value.append(body[index])
            }
            index = body.index(after: index)
        }
        guard index < body.endIndex else { return nil }
        let tail = Self.trimmed(body[index...].dropFirst())
        return tail.isEmpty || tail.first == "#" ? value : nil
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
