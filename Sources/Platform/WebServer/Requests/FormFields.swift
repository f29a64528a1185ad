import HTTPTypes
package import Hummingbird

/// The fields of a submitted HTML form, in the order they were sent.
package struct FormFields: Sendable, Equatable {
    /// More fields than any form of ours has.
    static let mostFields = 1000

    private let pairs: [Pair]

    private struct Pair: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// Reads `application/x-www-form-urlencoded`. Broken escapes and text that is not UTF-8 are refused.
    package init(parsing text: String) throws {
        let parts = text.split(separator: "&")
        guard parts.count <= Self.mostFields else { throw Problem(.badRequest, "The form has too many fields") }
        self.pairs = try parts.map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? sides[1] : ""
            guard let name = Self.decoded(sides[0]), let value = Self.decoded(value) else {
                throw Problem(.badRequest, "The form is not encoded correctly")
            }
            return Pair(name: name, value: value)
        }
    }

    /// The first value of `name`.
    package subscript(_ name: String) -> String? { self.pairs.first { $0.name == name }?.value }

    /// All values of `name`, as check boxes send them.
    package func all(_ name: String) -> [String] { self.pairs.filter { $0.name == name }.map(\.value) }

    /// The first value of `name`, or 422 if it is missing.
    package func require(_ name: String) throws -> String {
        guard let value = self[name] else {
            throw Problem.validation([FieldError(["body", name], "Field required", kind: "missing")])
        }
        return value
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Self.hexValue), let low = rest.next().flatMap(Self.hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Request {
    /// The submitted form: 413 if too long, 415 if it is not a form, 400 if it can't be read.
    package func form(maxBytes: Int = 65536) async throws -> FormFields {
        guard ContentType(self.headers[.contentType]).isURLEncoded else {
            throw Problem(.unsupportedMediaType, "Send a form with Content-Type: application/x-www-form-urlencoded")
        }
        return try FormFields(parsing: String(buffer: await self.bytes(upTo: maxBytes)))
    }
}
