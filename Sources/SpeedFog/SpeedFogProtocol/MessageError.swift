/// Why a message was refused, in words that may be shown to its sender.
package enum MessageError: Error, Equatable, Sendable, CustomStringConvertible {
    case notJSON
    case notObject
    case missingType
    case unknownType(String)
    case badField(name: String, why: String)

    package var description: String {
        switch self {
        case .notJSON: "The message is not JSON."
        case .notObject: "The message is not a JSON object."
        case .missingType: "The message has no type."
        case .unknownType(let type): "The message type \"\(type.prefix(40))\" is not known."
        case .badField(let name, let why): "The field \(name) \(why)."
        }
    }
}

extension JSONObject {
    /// The object and type of a message.
    static func message(
        _ text: String,
        rules: JSONRules = .tolerant
    ) throws(MessageError) -> (type: String, fields: JSONObject) {
        let value: JSON
        do { value = try JSON(parsing: text, rules: rules) } catch { throw .notJSON }
        guard let fields = value.object else { throw .notObject }
        guard let type = fields["type"]?.string else { throw .missingType }
        return (type, fields)
    }
}
