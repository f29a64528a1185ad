import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import SpeedFogProtocol

/// Sets races up through the server's own API, as an organiser and the players would.
struct Organizer {
    /// A race that runs or could run.
    struct Race: Sendable {
        let id: String
        let modTokens: [String]
    }

    private struct Created: Decodable { let id: String }
    private struct Token: Decodable { let token: String }

    private let connection: HTTPConnection
    /// Signs requests of the organiser.
    let token: String

    init(port: Int) async throws {
        self.connection = try await HTTPConnection.open(port: port, on: MultiThreadedEventLoopGroup.singleton.any())
            .get()
        self.token = try await Self.signIn(self.connection, "load_organizer", role: "organizer")
    }

    private static func signIn(_ connection: HTTPConnection, _ name: String, role: String) async throws -> String {
        let reply = try await connection.request(
            .POST,
            "/api/auth/dev",
            json: #"{"username":"\#(name)","role":"\#(role)"}"#
        ).get()
        return try Self.decode(Token.self, reply, "signing in \(name)").token
    }

    /// A race with that many players whose seeds are released.
    func race(_ name: String, players: Int, pool: String = "standard") async throws -> Race {
        let reply = try await self.call(
            .POST,
            "/api/races",
            json: #"{"name":"\#(name)","pool_name":"\#(pool)","organizer_participates":false}"#
        )
        let race = try Self.decode(Created.self, reply, "creating a race").id
        var userTokens: [String] = []
        for index in 0..<players {
            let user = "load_\(race.prefix(4))_\(index)"
            userTokens.append(try await Self.signIn(self.connection, user, role: "user"))
            try await self.call(.POST, "/api/races/\(race)/participants", json: #"{"twitch_username":"\#(user)"}"#)
        }
        try await self.call(.POST, "/api/races/\(race)/release-seeds")
        var modTokens: [String] = []
        for token in userTokens {
            let pack = try await self.call(.GET, "/api/races/\(race)/my-seed-pack", token: token)
            modTokens.append(try Self.modToken(inPack: pack.body))
        }
        return Race(id: race, modTokens: modTokens)
    }

    func start(_ race: Race) async throws {
        try await self.call(.POST, "/api/races/\(race.id)/start")
    }

    func close() { self.connection.close() }

    /// The last entry of a pack is the player's own file, stored without compression: it can be read where it lies.
    private static func modToken(inPack pack: ByteBuffer) throws -> String {
        let bytes = Data(pack.readableBytesView)
        guard let key = bytes.range(of: Data("mod_token".utf8), options: .backwards),
            let open = bytes[key.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
            let close = bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "\""))
        else { throw Failure("a seed pack without a mod_token in it") }
        return String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
    }

    @discardableResult
    private func call(
        _ method: HTTPMethod,
        _ path: String,
        token: String? = nil,
        json: String? = nil
    ) async throws -> HTTPReply {
        let reply = try await self.connection.request(method, path, token: token ?? self.token, json: json).get()
        guard (200..<300).contains(reply.status) else {
            throw Failure("\(method) \(path) was answered \(reply.status): \(String(buffer: reply.body).prefix(300))")
        }
        return reply
    }

    private static func decode<T: Decodable>(_ type: T.Type, _ reply: HTTPReply, _ what: String) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(reply.body.readableBytesView))
        } catch {
            throw Failure("\(what): \(reply.status) \(String(buffer: reply.body).prefix(300))")
        }
    }
}
