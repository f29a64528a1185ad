import Foundation
import HTTPTypes
import Hummingbird
import SpeedFogProtocol
import Vocabulary
import WebServer

extension RaceQuery {
    /// From `?status=a,b&offset=0&limit=20`.
    init(_ parameters: Parameters) throws {
        let names = parameters.get("status")?.split(separator: ",").map { $0.filter { !$0.isWhitespace } } ?? []
        var statuses: Set<RaceStatus> = []
        for name in names {
            guard let status = RaceStatus(rawValue: name) else { throw RaceError.badStatus(String(name.prefix(40))) }
            statuses.insert(status)
        }
        self.init(
            statuses: statuses,
            offset: try parameters.number("offset", in: 0...1_000_000_000) ?? 0,
            limit: try parameters.number("limit", in: 1...100)
        )
    }
}

extension Parameters {
    /// A whole number of the query, or 422 if it is anything else.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = self.get(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let words = "Should be a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw Problem.validation([FieldError(["query", name], words)])
        }
        return number
    }
}

extension AppContext {
    /// An id in the path, however it is written, or 422.
    func id<ID: Identifier>(_ name: String) throws -> ID {
        guard let text = self.parameters.get(name), text.utf8.count == 36, let id = ID(text) else {
            throw Problem.validation([FieldError(["path", name], "Should be a UUID", kind: "uuid_parsing")])
        }
        return id
    }
}

extension AppContext {
    /// A number in the path that counts from 1, or 422.
    func number(_ name: String) throws -> Int {
        guard let text = self.parameters.get(name), let number = Int(text), (1...Int(Int32.max)).contains(number) else {
            throw Problem.validation([FieldError(["path", name], "Should be a whole number from 1")])
        }
        return number
    }
}

extension Response {
    /// JSON that is written already.
    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
