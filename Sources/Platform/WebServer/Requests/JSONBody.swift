import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

extension Request {
    /// Decodes the JSON body, or says in words what is wrong with it: 400, 413, 415 or 422.
    package func json<T: Decodable>(
        _ type: T.Type,
        context: AppContext,
        maxBytes: Int = 65536
    ) async throws -> T {
        guard ContentType(self.headers[.contentType]).isJSON else {
            throw Problem(.unsupportedMediaType, "Send JSON with Content-Type: application/json")
        }
        let body = try await self.bytes(upTo: maxBytes)
        // The decoder passes over broken text where it does not look at it.
        guard String(validating: body.readableBytesView, as: UTF8.self) != nil else {
            throw Problem(.badRequest, "The body is not UTF-8 text")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(decoding: error, body: String(buffer: body))
        }
    }

    /// The whole body, or 413 if it is longer than `limit`.
    package func bytes(upTo limit: Int) async throws -> ByteBuffer {
        do {
            return try await self.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem(.contentTooLarge, "The request body may have at most \(limit) bytes")
        }
    }
}

extension Problem {
    init(decoding error: DecodingError, body: String) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .field(context.codingPath + [key], "Field required", kind: "missing")
        case .valueNotFound(let type, let context):
            self = .field(context.codingPath, "Should be \(Self.words(type)), not null", kind: "type_error")
        case .typeMismatch(let type, let context):
            self = .field(context.codingPath, "Should be \(Self.words(type))", kind: "type_error")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self = Self.unreadable(body)
        case .dataCorrupted(let context):
            self = .field(context.codingPath, context.debugDescription, kind: "value_error")
        @unknown default:
            self = Problem(.badRequest, "The body can't be read")
        }
    }

    /// The decoder calls everything "not valid JSON", even a number too large for its field, and does not say
    /// where. The plain parser knows better.
    private static func unreadable(_ body: String) -> Problem {
        do {
            let whole = try JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed)
            let place = Self.unusualNumber(in: whole) ?? []
            return .validation([FieldError(["body"] + place, "The number does not fit", kind: "type_error")])
        } catch {
            let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
            return Problem(.badRequest, "The body is not valid JSON" + (reason.map { ": \($0)" } ?? ""))
        }
    }

    /// Where the first number stands that is no `Int`.
    private static func unusualNumber(in value: Any) -> [String]? {
        switch value {
        case let object as [String: Any]:
            for (key, member) in object.sorted(by: { $0.key < $1.key }) {
                if let place = Self.unusualNumber(in: member) { return [key] + place }
            }
        case let list as [Any]:
            for (index, element) in list.enumerated() {
                if let place = Self.unusualNumber(in: element) { return [String(index)] + place }
            }
        case is NSDecimalNumber:
            return []
        case let number as NSNumber where number.doubleValue.rounded() != number.doubleValue:
            return []
        default:
            break
        }
        return nil
    }

    private static func field(_ path: [any CodingKey], _ message: String, kind: String) -> Problem {
        let names = path.map { key in key.intValue.map(String.init) ?? key.stringValue }
        return .validation([FieldError(["body"] + names, message, kind: kind)])
    }

    private static func words(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        case is UUID.Type: "a UUID"
        default: "another type"
        }
    }
}

/// The media type of a body, without its parameters.
struct ContentType: Equatable {
    let essence: String

    init(_ header: String?) {
        let essence = header?.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        self.essence = essence.filter { $0 != " " && $0 != "\t" }.lowercased()
    }

    var isJSON: Bool { self.essence == "application/json" || self.essence.hasSuffix("+json") }

    /// A type that a plain HTML form of any site can send without asking first.
    var isForm: Bool {
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"].contains(self.essence)
    }

    var isURLEncoded: Bool { self.essence == "application/x-www-form-urlencoded" }
}
