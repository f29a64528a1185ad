import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// A client of the JSON API.
struct RaceClient {
    struct Answer {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: self.bytes, as: UTF8.self) }

        /// The body as an object; empty when it is none.
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(self.text.utf8))) as? [String: Any] ?? [:]
        }

        /// What went wrong, in words: the detail, or the messages of its list.
        var words: String {
            if let words = self.object["detail"] as? String { return words }
            let fields = self.object["detail"] as? [[String: Any]] ?? []
            return fields.map { "\($0["loc"] ?? ""): \($0["msg"] ?? "")" }.joined(separator: "; ")
        }
    }

    let client: any TestClientProtocol

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        as name: String? = nil,
        json: String? = nil,
        type: String = "application/json",
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let name { headers[.authorization] = "Bearer \(name)" }
        if json != nil { headers[.contentType] = type }
        let body = json.map { ByteBuffer(string: $0) }
        return try await self.client.execute(uri: path, method: method, headers: headers, body: body) { response in
            Answer(status: response.status, headers: response.headers, bytes: Array(buffer: response.body))
        }
    }

    func get(_ path: String, as name: String? = nil) async throws -> Answer {
        try await self.send(.get, path, as: name)
    }

    func post(_ path: String, as name: String? = "ondine", json: String? = nil) async throws -> Answer {
        try await self.send(.post, path, as: name, json: json)
    }
}
