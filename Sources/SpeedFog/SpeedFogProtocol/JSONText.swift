/// Compact JSON text written piece by piece, without a value tree in between.
///
/// It gathers bytes and becomes a `String` once: a string that grows checks and counts with each piece.
package struct JSONText: Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    /// - Parameter bytes: room to begin with, for one who knows about how long the text gets.
    init(reserving bytes: Int) { self.bytes.reserveCapacity(bytes) }

    /// What was written so far.
    package var result: String { String(decoding: self.bytes, as: UTF8.self) }

    /// Splices text that is JSON (or a piece of it) already.
    package mutating func append(raw text: String) {
        var text = text
        text.withUTF8 { self.bytes.append(contentsOf: $0) }
    }

    /// Writes a quoted string. U+2028 and U+2029 are escaped too, so that the text may stand inside a script.
    package mutating func append(_ string: String) {
        self.bytes.append(UInt8(ascii: "\""))
        var string = string
        let isPlain = string.withUTF8 { utf8 in
            guard !utf8.contains(where: Self.mayNeedEscape) else { return false }
            self.bytes.append(contentsOf: utf8)
            return true
        }
        if !isPlain { for scalar in string.unicodeScalars { self.append(escaping: scalar) } }
        self.bytes.append(UInt8(ascii: "\""))
    }

    /// Writes an integer as it is.
    package mutating func append(_ value: Int) {
        self.append(raw: String(value))
    }

    /// Writes any value; a number JSON cannot hold becomes null.
    package mutating func append(_ value: JSON) {
        switch value {
        case .null: self.append(raw: "null")
        case .bool(let value): self.append(raw: value ? "true" : "false")
        case .integer(let value): self.append(value)
        case .real(let value): self.append(raw: value.isFinite ? value.description : "null")
        case .string(let value): self.append(value)
        case .array(let elements):
            self.append(raw: "[")
            for (index, element) in elements.enumerated() {
                if index > 0 { self.append(raw: ",") }
                self.append(element)
            }
            self.append(raw: "]")
        case .object(let object):
            self.append(raw: "{")
            for (index, member) in object.members.enumerated() {
                if index > 0 { self.append(raw: ",") }
                self.append(member.key)
                self.append(raw: ":")
                self.append(member.value)
            }
            self.append(raw: "}")
        }
    }

    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": self.append(raw: "\\\"")
        case "\\": self.append(raw: "\\\\")
        case "\n": self.append(raw: "\\n")
        case "\r": self.append(raw: "\\r")
        case "\t": self.append(raw: "\\t")
        case "\u{2028}": self.append(raw: "\\u2028")
        case "\u{2029}": self.append(raw: "\\u2029")
        case _ where scalar.value < 0x20:
            self.append(raw: scalar.value < 0x10 ? "\\u000" : "\\u00")
            self.append(raw: String(scalar.value, radix: 16))
        default: self.append(raw: String(scalar))
        }
    }

    private mutating func append(static text: StaticString) {
        self.bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension JSONText {
    /// Writes `"key":` with a comma before it when it is not the first member.
    mutating func key(_ key: StaticString, first: Bool = false) {
        self.append(static: first ? "\"" : ",\"")
        self.append(static: key)
        self.append(static: "\":")
    }

    mutating func member(_ key: StaticString, _ value: String?, first: Bool = false) {
        self.key(key, first: first)
        if let value { self.append(value) } else { self.append(static: "null") }
    }

    /// Writes an integer member clamped to what the old mod can hold.
    mutating func member(_ key: StaticString, _ value: Int?) {
        self.key(key)
        if let value { self.append(Wire.clampI32(value)) } else { self.append(static: "null") }
    }

    mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        self.append(static: value ? "true" : "false")
    }

    mutating func member(_ key: StaticString, rawElements: [String]) {
        self.key(key)
        self.append(raw: "[")
        for (index, element) in rawElements.enumerated() {
            if index > 0 { self.append(raw: ",") }
            self.append(raw: element)
        }
        self.append(raw: "]")
    }
}
