import Foundation

/// Free settings of a race: any JSON object of at most 4 KiB, kept for whoever put it there.
package struct RaceConfig: Equatable, Sendable {
    /// A race without settings.
    package static let empty = RaceConfig(json: "{}")

    static let mostBytes = 4096
    /// Levels of lists and objects; each costs stack while it is read.
    static let deepest = 16

    let json: String

    private init(json: String) {
        self.json = json
    }
}

extension RaceConfig: Decodable {
    package init(from decoder: any Decoder) throws {
        let object = try decoder.singleValueContainer().decode([String: Value].self)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(object), as: UTF8.self)
        guard json.utf8.count <= Self.mostBytes else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "Should have at most \(Self.mostBytes) bytes"
                )
            )
        }
        self.init(json: json)
    }

    /// Any JSON value.
    private enum Value: Codable {
        case null
        case bool(Bool)
        case integer(Int64)
        case number(Double)
        case text(String)
        case list([Value])
        case object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard decoder.codingPath.count <= RaceConfig.deepest else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "Is nested too deeply")
            }
            if container.decodeNil() {
                self = .null
            } else if let bool = try? container.decode(Bool.self) {
                self = .bool(bool)
            } else if let integer = try? container.decode(Int64.self) {
                self = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let list = try? container.decode([Value].self) {
                self = .list(list)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .bool(let bool): try container.encode(bool)
            case .integer(let integer): try container.encode(integer)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .list(let list): try container.encode(list)
            case .object(let object): try container.encode(object)
            }
        }
    }
}
