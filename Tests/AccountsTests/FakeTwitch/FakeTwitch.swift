import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization

/// Twitch as far as a sign-in sees it: its three endpoints, over real HTTP, with its checks.
/// https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#authorization-code-grant-flow
final class FakeTwitch: Sendable {
    /// Somebody with an account at Twitch.
    struct Person: Sendable {
        var id: String
        var login: String
        var displayName: String?
        var imageURL: String?
    }

    /// What the person in front of the authorisation page does.
    enum Answer: Sendable {
        case agree(Person)
        case refuse
    }

    /// How an endpoint behaves.
    enum Mood: Sendable {
        case well
        case failing
        case garbage
        case huge
        /// The head of an answer and its first byte arrive, the rest does not.
        case stuck
    }

    static let clientID = "startline-client"
    static let clientSecret = "secret +&=% of the site"

    struct State {
        struct Grant {
            let person: Person
            let redirectURI: String
            /// SHA-256 of what has to come with the code.
            let challenge: String
        }

        var answer = Answer.refuse
        var tokenMood = Mood.well
        var usersMood = Mood.well
        var grants: [String: Grant] = [:]
        var tokens: [String: Person] = [:]
        /// Everything secret that was ever given out.
        var secrets: [String] = []
    }

    let state = Mutex(State())
    private let release = AsyncStream<Never>.makeStream()

    func next(_ answer: Answer) { self.state.withLock { $0.answer = answer } }
    func behave(token: Mood = .well, users: Mood = .well) {
        self.state.withLock { ($0.tokenMood, $0.usersMood) = (token, users) }
    }
    var secrets: [String] { self.state.withLock { $0.secrets } }

    /// Runs `body` with the address this Twitch is found at.
    func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        router.get("/oauth2/authorize", use: self.authorize)
        router.post("/oauth2/token", use: self.token)
        router.get("/helix/users", use: self.users)
        let silent = Logger(label: "fake twitch") { _ in SwiftLogNoOpLogHandler() }
        try await Application(router: router, logger: silent).test(.live) { client in
            // Whoever is stuck would keep the server from stopping.
            defer { self.release.continuation.finish() }
            try await body("http://localhost:\(client.port ?? 0)")
        }
    }

    /// What a mood makes of a good answer.
    func answer(_ json: String, mood: Mood) -> Response {
        let headers: HTTPFields = [.contentType: "application/json"]
        func whole(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
            Response(status: status, headers: headers, body: .init(byteBuffer: .init(string: text)))
        }
        switch mood {
        case .well: return whole(json)
        case .failing: return whole("{\"status\":500}", .internalServerError)
        case .garbage: return whole("<html>Twitch is having a moment</html>")
        case .huge: return whole(json + String(repeating: " ", count: 1 << 20))
        case .stuck:
            let body = ResponseBody { writer in
                try await writer.write(.init(string: "{"))
                for await _ in self.release.stream {}
                try await writer.finish(nil)
            }
            return Response(status: .ok, headers: headers, body: body)
        }
    }
}
