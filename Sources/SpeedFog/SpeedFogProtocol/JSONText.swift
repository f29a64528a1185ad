/// Compact JSON text written piece by piece, without a value tree in between.
package struct JSONText: Sendable {
    package private(set) var result = ""

    package init() {}

    /// Splices text that is JSON (or a piece of it) already.
    package mutating func append(raw text: String) {
        self.result += text
    }

    /// Writes a quoted string. U+2028 and U+2029 are escaped too, so that the text may stand inside a script.
    package mutating func append(_ string: String) {
        self.result += "\""
        if string.utf8.contains(where: Self.mayNeedEscape) {
            for scalar in string.unicodeScalars { self.append(escaping: scalar) }
        } else {
            self.result += string
        }
        self.result += "\""
    }

    /// Writes an integer as it is.
    package mutating func append(_ value: Int) {
        self.result += String(value)
    }

    /// Writes any value; a number JSON cannot hold becomes null.
    package mutating func append(_ value: JSON) {
        switch value {
        case .null: self.result += "null"
        case .bool(let value): self.result += value ? "true" : "false"
        case .integer(let value): self.append(value)
        case .real(let value): self.result += value.isFinite ? value.description : "null"
        case .string(let value): self.append(value)
        case .array(let elements):
            self.result += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { self.result += "," }
                self.append(element)
            }
            self.result += "]"
        case .object(let object):
            self.result += "{"
            for (index, member) in object.members.enumerated() {
                if index > 0 { self.result += "," }
                self.append(member.key)
                self.result += ":"
                self.append(member.value)
            }
            self.result += "}"
        }
    }

    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": self.result += "\\\""
        case "\\": self.result += "\\\\"
        case "\n": self.result += "\\n"
        case "\r": self.result += "\\r"
        case "\t": self.result += "\\t"
        case "\u{2028}": self.result += "\\u2028"
        case "\u{2029}": self.result += "\\u2029"
        case _ where scalar.value < 0x20:
            self.result += scalar.value < 0x10 ? "\\u000" : "\\u00"
            self.result += String(scalar.value, radix: 16)
        default: self.result.unicodeScalars.append(scalar)
        }
    }
}

extension JSONText {
    /// Writes `"key":` with a comma before it when it is not the first member.
    mutating func key(_ key: String, first: Bool = false) {
        self.append(raw: first ? "\"" : ",\"")
        self.append(raw: key)
        self.append(raw: "\":")
    }

    mutating func member(_ key: String, _ value: String?, first: Bool = false) {
        self.key(key, first: first)
        if let value { self.append(value) } else { self.append(raw: "null") }
    }

    /// Writes an integer member clamped to what the old mod can hold.
    mutating func member(_ key: String, _ value: Int?) {
        self.key(key)
        if let value { self.append(Wire.clampI32(value)) } else { self.append(raw: "null") }
    }

    mutating func member(_ key: String, _ value: Bool) {
        self.key(key)
        self.append(raw: value ? "true" : "false")
    }

    mutating func member(_ key: String, rawElements: [String]) {
        self.key(key)
        self.append(raw: "[")
        for (index, element) in rawElements.enumerated() {
            if index > 0 { self.append(raw: ",") }
            self.append(raw: element)
        }
        self.append(raw: "]")
    }
}
