/// A JSON value that keeps what Foundation loses: the order of keys, and whether a number was written as an integer.
package enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written with a fraction or an exponent, or an integer too long for `Int`; may be infinite.
    case real(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// Reads one value that fills the whole text.
    package init(parsing text: String, rules: JSONRules = .tolerant) throws(JSONFailure) {
        self = try JSON(parsing: Array(text.utf8), rules: rules)
    }

    /// Reads one value that fills all the bytes; broken UTF-8 inside strings is repaired.
    package init(parsing bytes: [UInt8], rules: JSONRules = .tolerant) throws(JSONFailure) {
        var reader = JSONReader(bytes: bytes, rules: rules)
        self = try reader.document()
    }

    /// The integer this value stands for; a float counts when it has no fraction, a boolean never.
    package var whole: Int? {
        switch self {
        case .integer(let value): value
        case .real(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The number this value stands for.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    /// The string, if it is one.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The boolean, if it is one.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if it is an array.
    package var array: [JSON]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, if it is an object.
    package var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// Whether it is `null`, as opposed to absent.
    package var isNull: Bool { self == .null }

    /// Compact JSON text of this value.
    package func encoded() -> String {
        var text = JSONText()
        text.append(self)
        return text.result
    }
}

/// The members of a JSON object in the order they were written.
package struct JSONObject: Equatable, Sendable {
    /// One key with its value.
    package struct Member: Equatable, Sendable {
        package var key: String
        package var value: JSON

        package init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    package var members: [Member]

    package init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of a key; of a repeated key the last one, as most readers do.
    package subscript(key: String) -> JSON? {
        self.members.last { $0.key == key }?.value
    }

    /// Replaces the value of a key in its place, appends a new key, or removes it.
    package mutating func set(_ key: String, to value: JSON?) {
        guard let value else {
            self.members.removeAll { $0.key == key }
            return
        }
        if let index = self.members.lastIndex(where: { $0.key == key }) {
            self.members[index].value = value
        } else {
            self.members.append(Member(key: key, value: value))
        }
    }
}

/// How forgiving a reading is.
package struct JSONRules: Sendable {
    /// Arrays and objects inside each other at most.
    package var maxDepth: Int
    /// Refuses repeated keys and numbers beyond a double, as the old mod's reader does.
    package var strict: Bool
    /// Puts U+FFFD in the place of half a surrogate pair, which no text can hold; otherwise it is refused.
    package var repairsSurrogates: Bool

    package init(maxDepth: Int, strict: Bool, repairsSurrogates: Bool) {
        self.maxDepth = maxDepth
        self.strict = strict
        self.repairsSurrogates = repairsSurrogates
    }

    package static let tolerant = JSONRules(maxDepth: 64, strict: false, repairsSurrogates: true)
    package static let strict = JSONRules(maxDepth: 64, strict: true, repairsSurrogates: false)
}

/// Why a text is not the JSON we take.
package enum JSONFailure: Error, Equatable, Sendable, CustomStringConvertible {
    case syntax(offset: Int)
    case halfSurrogate(offset: Int)
    case tooDeep(limit: Int)

    package var description: String {
        switch self {
        case .syntax(let offset): "it is not JSON (at byte \(offset))"
        case .halfSurrogate(let offset): "it holds half a surrogate pair, which is no character (before byte \(offset))"
        case .tooDeep(let limit): "it is nested deeper than \(limit) levels"
        }
    }
}
