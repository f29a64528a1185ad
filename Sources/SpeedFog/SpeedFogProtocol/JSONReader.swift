/// A recursive reader with a bound on depth, so that hostile nesting cannot exhaust the stack.
struct JSONReader {
    private let bytes: [UInt8]
    private let rules: JSONRules
    private var position = 0

    init(bytes: [UInt8], rules: JSONRules) {
        self.bytes = bytes
        self.rules = rules
    }

    mutating func document() throws(JSONFailure) -> JSON {
        let value = try self.value(depth: 0)
        self.skipSpace()
        guard self.position == self.bytes.count else { throw self.failure }
        return value
    }

    private var failure: JSONFailure { .syntax(offset: self.position) }

    private var next: UInt8? {
        self.position < self.bytes.count ? self.bytes[self.position] : nil
    }

    private mutating func skipSpace() {
        while let byte = self.next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            self.position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.next == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONFailure) {
        guard self.take(byte) else { throw self.failure }
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSON {
        self.skipSpace()
        switch self.next {
        case UInt8(ascii: "{"): return .object(try self.object(depth: depth))
        case UInt8(ascii: "["): return .array(try self.array(depth: depth))
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .bool(true))
        case UInt8(ascii: "f"): return try self.word("false", .bool(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return try self.number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFailure) -> JSON {
        for index in 0..<word.utf8CodeUnitCount { try self.expect(word.utf8Start[index]) }
        return value
    }

    private mutating func open(depth: Int) throws(JSONFailure) {
        guard depth < self.rules.maxDepth else { throw .tooDeep(limit: self.rules.maxDepth) }
        self.position += 1
        self.skipSpace()
    }

    private mutating func array(depth: Int) throws(JSONFailure) -> [JSON] {
        try self.open(depth: depth)
        var elements: [JSON] = []
        if self.take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try self.value(depth: depth + 1))
            self.skipSpace()
            if self.take(UInt8(ascii: "]")) { return elements }
            try self.expect(UInt8(ascii: ","))
        }
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> JSONObject {
        try self.open(depth: depth)
        var object = JSONObject()
        var keys: Set<String> = []
        if self.take(UInt8(ascii: "}")) { return object }
        while true {
            self.skipSpace()
            let key = try self.string()
            if self.rules.strict, !keys.insert(key).inserted { throw self.failure }
            self.skipSpace()
            try self.expect(UInt8(ascii: ":"))
            object.members.append(.init(key: key, value: try self.value(depth: depth + 1)))
            self.skipSpace()
            if self.take(UInt8(ascii: "}")) { return object }
            try self.expect(UInt8(ascii: ","))
        }
    }

    // MARK: Numbers

    private mutating func number() throws(JSONFailure) -> JSON {
        let start = self.position
        let negative = self.take(UInt8(ascii: "-"))
        let digits = self.position
        guard self.skipDigits() > 0 else { throw self.failure }
        if self.bytes[digits] == UInt8(ascii: "0"), self.position > digits + 1 { throw self.failure }
        var isInteger = true
        if self.take(UInt8(ascii: ".")) {
            isInteger = false
            guard self.skipDigits() > 0 else { throw self.failure }
        }
        if self.take(UInt8(ascii: "e")) || self.take(UInt8(ascii: "E")) {
            isInteger = false
            if !self.take(UInt8(ascii: "+")) { _ = self.take(UInt8(ascii: "-")) }
            guard self.skipDigits() > 0 else { throw self.failure }
        }
        let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        // Minus zero is a float for the old mod's reader.
        if isInteger, let value = Int(text), !(negative && value == 0) { return .integer(value) }
        guard let value = Double(text) else { throw self.failure }
        if self.rules.strict, !value.isFinite { throw self.failure }
        return .real(value)
    }

    private mutating func skipDigits() -> Int {
        let start = self.position
        while let byte = self.next, byte >= 0x30, byte <= 0x39 { self.position += 1 }
        return self.position - start
    }

    // MARK: Strings

    private mutating func string() throws(JSONFailure) -> String {
        try self.expect(UInt8(ascii: "\""))
        let start = self.position
        var end = start
        while end < self.bytes.count {
            let byte = self.bytes[end]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            end += 1
        }
        self.position = end
        let plain = self.bytes[start..<end]
        if self.take(UInt8(ascii: "\"")) { return String(decoding: plain, as: UTF8.self) }
        return try self.escapedString(after: Array(plain))
    }

    private mutating func escapedString(after plain: [UInt8]) throws(JSONFailure) -> String {
        var content = plain
        while let byte = self.next {
            guard byte >= 0x20 else { throw self.failure }
            self.position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try self.appendEscape(to: &content)
            default: content.append(byte)
            }
        }
        throw self.failure
    }

    private mutating func appendEscape(to content: inout [UInt8]) throws(JSONFailure) {
        guard let byte = self.next else { throw self.failure }
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: Character(try self.unicodeEscape()).utf8)
        default: throw self.failure
        }
    }

    /// The scalar of `\uXXXX` (after the u) and of a surrogate pair; half a pair alone is repaired or refused.
    private mutating func unicodeEscape() throws(JSONFailure) -> Unicode.Scalar {
        let unit = try self.fourHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let afterFirst = self.position
        if unit < 0xDC00, self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) {
            let low = try self.fourHexDigits()
            if low >= 0xDC00, low <= 0xDFFF,
                let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            {
                return scalar
            }
        }
        self.position = afterFirst
        guard self.rules.repairsSurrogates else { throw .halfSurrogate(offset: afterFirst) }
        return "\u{FFFD}"
    }

    private mutating func fourHexDigits() throws(JSONFailure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw self.failure
            }
            value = value << 4 | UInt32(digit)
            self.position += 1
        }
        return value
    }
}
