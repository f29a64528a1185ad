package import Foundation

/// JSON that is no plan, in words that say where and what.
package struct PlanFormatError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
}

extension Plan {
    /// Reads the JSON of a plan; errors say in words where the text is wrong.
    package init(json: Data) throws(PlanFormatError) {
        do { self = try JSONDecoder().decode(Plan.self, from: json) } catch {
            throw PlanFormatError(description: Self.words(for: error))
        }
    }

    /// The plan as JSON, for people too: indented, with keys in order.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    private static func words(for error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): "The plan lacks “\(key.stringValue)”\(Self.place(context))."
        case .valueNotFound(_, let context): "The plan has nothing\(Self.place(context))."
        case .typeMismatch(let type, let context):
            "The plan has another kind of value than \(Self.name(of: type))\(Self.place(context))."
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "This is no JSON of a plan."
        case .dataCorrupted(let context): "The plan is wrong\(Self.place(context)): \(context.debugDescription)."
        case nil: "This is no JSON of a plan."
        @unknown default: "This is no JSON of a plan."
        }
    }

    private static func name(of type: Any.Type) -> String {
        switch "\(type)" {
        case "String": "a text"
        case "Int": "a whole number"
        case "Double": "a number"
        case "Bool": "true or false"
        case let name where name.hasPrefix("Array"): "a list"
        default: "an object"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        guard !context.codingPath.isEmpty else { return "" }
        return " at "
            + context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}
