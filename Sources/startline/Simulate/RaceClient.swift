import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The server's API as far as a simulation needs it.
struct RaceClient: Sendable {
    struct Detail: Decodable, Sendable {
        struct User: Decodable, Sendable {
            let id: String
            let twitch_username: String
        }
        struct Participant: Decodable, Sendable {
            let id: String
            let user: User
            let status: String
        }

        let name: String
        let status: String
        let organizer: User
        let seeds_released_at: String?
        let participants: [Participant]
    }

    /// An answer that is not 2xx.
    struct Refusal: Error, CustomStringConvertible {
        let status: Int
        let detail: String
        var description: String { "\(self.detail) (\(self.status))" }
    }

    private struct Token: Decodable { let token: String }

    /// Lives as long as the process. By default a client tries a refused connection again until the request's time is up.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    let server: String

    init(server: String) throws {
        guard let url = URL(string: server), url.scheme == "http" || url.scheme == "https", url.host != nil else {
            throw SimulationProblem.input("--server must be an address like http://127.0.0.1:8000, not \"\(server)\".")
        }
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    }

    func detail(_ race: String) async throws -> Detail {
        let body = try await self.send("GET", "/api/races/\(race)", token: nil)
        return try JSONDecoder().decode(Detail.self, from: Data(body.readableBytesView))
    }

    /// Signs in with the development login; without a role an account keeps the one it has.
    func developmentToken(_ name: String) async throws -> String {
        let body = try await self.send("POST", "/api/auth/dev", token: nil, json: ["username": name])
        return try JSONDecoder().decode(Token.self, from: Data(body.readableBytesView)).token
    }

    @discardableResult
    func post(_ path: String, token: String, json: [String: String]? = nil) async throws -> ByteBuffer {
        try await self.send("POST", path, token: token, json: json)
    }

    /// Downloads to a file, piece by piece.
    func download(_ path: String, token: String, to file: URL) async throws {
        let response = try await Self.http.execute(self.request("GET", path, token), timeout: .minutes(10))
        guard response.status == .ok else {
            throw Self.refusal(Int(response.status.code), try await response.body.collect(upTo: 1 << 20))
        }
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        for try await piece in response.body { try handle.write(contentsOf: Data(piece.readableBytesView)) }
    }

    private func request(_ method: String, _ path: String, _ token: String?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: self.server + path)
        request.method = .init(rawValue: method)
        request.headers.add(name: "accept", value: "application/json")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        return request
    }

    private func send(
        _ method: String,
        _ path: String,
        token: String?,
        json: [String: String]? = nil
    ) async throws -> ByteBuffer {
        var request = self.request(method, path, token)
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(json)))
        }
        let response: HTTPClientResponse
        do {
            response = try await Self.http.execute(request, timeout: .seconds(30))
        } catch {
            throw SimulationProblem.failed("No answer from \(self.server): \(error)")
        }
        let body = try await response.body.collect(upTo: 8 << 20)
        guard (200..<300).contains(Int(response.status.code)) else {
            throw Self.refusal(Int(response.status.code), body)
        }
        return body
    }

    private static func refusal(_ status: Int, _ body: ByteBuffer) -> Refusal {
        struct Problem: Decodable { let detail: String }
        let problem = try? JSONDecoder().decode(Problem.self, from: Data(body.readableBytesView))
        return Refusal(status: status, detail: problem?.detail ?? String(String(buffer: body).prefix(200)))
    }
}
