package import HTTPTypes
package import Hummingbird
import NIOCore
import Vocabulary

/// One wrong field of a request, in the shape clients of the old platform read.
package struct FieldError: Sendable, Equatable {
    /// Where the field is: `["body", "name"]`.
    package let location: [String]
    package let message: String
    /// What kind of wrong, for programs: `missing`, `type_error`, `value_error`.
    package let kind: String

    /// A field of the request body.
    package init(_ location: [String], _ message: String, kind: String = "value_error") {
        self.location = location
        self.message = message
        self.kind = kind
    }
}

/// A request that can't be answered as asked, in words. Thrown by handlers, rendered by `ProblemResponses`.
package struct Problem: Error, HTTPResponseError, Equatable {
    package let status: HTTPResponse.Status
    package let detail: String
    package let fields: [FieldError]
    package let headers: HTTPFields

    /// `detail` is shown to people and programs: no secrets, no internals.
    package init(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
        self.init(status: status, detail: detail, fields: [], headers: headers)
    }

    /// 422: the request was understood, but these fields are wrong.
    package static func validation(_ fields: [FieldError]) -> Problem {
        let words = fields.map { field in
            let name = field.location.dropFirst().joined(separator: ".")
            return name.isEmpty ? field.message : "\(name): \(field.message)"
        }
        return Problem(
            status: .unprocessableContent,
            detail: words.joined(separator: "; "),
            fields: fields,
            headers: [:]
        )
    }

    /// 422 for a single field of the body.
    package static func invalid(_ field: String, _ message: String) -> Problem {
        .validation([FieldError(["body", field], message)])
    }

    /// 503 for an error that may pass; nil for any other.
    init?(interruption error: any Error) {
        guard let words = (error as? any ServiceInterruption)?.interruption else { return nil }
        self.init(.serviceUnavailable, words, headers: [.retryAfter: "10"])
    }

    private init(status: HTTPResponse.Status, detail: String, fields: [FieldError], headers: HTTPFields) {
        self.status = status
        self.detail = detail
        self.fields = fields
        self.headers = headers
    }

    /// The JSON form: `{"detail": "…"}`, or a list of fields.
    package func response(from request: Request, context: some RequestContext) throws -> Response {
        self.jsonResponse
    }

    var jsonResponse: Response {
        var headers = self.headers
        headers[.contentType] = "application/json"
        return Response(status: self.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: self.json)))
    }

    private var json: String {
        guard !self.fields.isEmpty else { return "{\"detail\":\(JSONText.quoted(self.detail))}" }
        let entries = self.fields.map { field in
            let location = field.location.map(JSONText.quoted).joined(separator: ",")
            return "{\"loc\":[\(location)],\"msg\":\(JSONText.quoted(field.message)),"
                + "\"type\":\(JSONText.quoted(field.kind))}"
        }
        return "{\"detail\":[\(entries.joined(separator: ","))]}"
    }
}

/// JSON written by hand, where an encoder would be more than is needed.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
