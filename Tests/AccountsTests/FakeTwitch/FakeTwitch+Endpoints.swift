import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import WebServer

extension FakeTwitch {
    /// The page on which somebody agrees, or does not.
    @Sendable func authorize(_ request: Request, _ context: some RequestContext) throws -> Response {
        let query = request.uri.queryParameters
        guard query["client_id"] == Self.clientID[...], query["response_type"] == "code",
            let redirectURI = query["redirect_uri"].map(String.init), let state = query["state"],
            query["scope"]?.contains("user:read:email") == true, query["code_challenge_method"] == "S256",
            let challenge = query["code_challenge"].map(String.init), challenge.utf8.count == 43
        else { throw HTTPError(.badRequest, message: "invalid authorize request") }
        switch self.state.withLock({ $0.answer }) {
        case .refuse:
            let words = "error=access_denied&error_description=The+user+denied+you+access"
            return .redirect(to: "\(redirectURI)?\(words)&state=\(state)", type: .found)
        case .agree(let person):
            let code = "code-\(UUID().uuidString)"
            self.state.withLock { twitch in
                twitch.grants[code] = .init(person: person, redirectURI: redirectURI, challenge: challenge)
                twitch.secrets.append(code)
            }
            return .redirect(to: "\(redirectURI)?code=\(code)&scope=user%3Aread%3Aemail&state=\(state)", type: .found)
        }
    }

    /// Changes a code for a token, once.
    @Sendable func token(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let body = String(buffer: try await request.body.collect(upTo: 10_000))
        var form = URLComponents()
        form.percentEncodedQuery = body.replacingOccurrences(of: "+", with: "%20")
        let fields = (form.queryItems ?? []).reduce(into: [String: String]()) { $0[$1.name] = $1.value }
        guard request.headers[.contentType] == "application/x-www-form-urlencoded",
            fields["grant_type"] == "authorization_code", fields["client_id"] == Self.clientID
        else { throw HTTPError(.badRequest, message: "invalid client") }
        guard fields["client_secret"] == Self.clientSecret else {
            throw HTTPError(.forbidden, message: "invalid client secret")
        }
        let token = "token-\(UUID().uuidString)"
        let mood = try self.state.withLock { twitch in
            guard let grant = twitch.grants.removeValue(forKey: fields["code"] ?? ""),
                grant.redirectURI == fields["redirect_uri"]
            else { throw HTTPError(.badRequest, message: "Invalid authorization code") }
            // RFC 7636, 4.6
            let verifier = Data((fields["code_verifier"] ?? "").utf8)
            guard (43...128).contains(verifier.count), Base64URL.encode(SHA256.hash(data: verifier)) == grant.challenge
            else { throw HTTPError(.badRequest, message: "Invalid code verifier") }
            twitch.tokens[token] = grant.person
            twitch.secrets.append(token)
            return twitch.tokenMood
        }
        let json = """
            {"access_token":"\(token)","expires_in":14124,"refresh_token":"refresh-\(token)",\
            "scope":["user:read:email"],"token_type":"bearer"}
            """
        return self.answer(json, mood: mood)
    }

    /// Who the token's owner is.
    @Sendable func users(_ request: Request, _ context: some RequestContext) throws -> Response {
        guard request.headers[.clientID] == Self.clientID else {
            throw HTTPError(.unauthorized, message: "Client ID is missing")
        }
        let words = request.headers[.authorization]?.split(separator: " ").map(String.init) ?? []
        let (person, mood) = self.state.withLock { ($0.tokens[words.last ?? ""], $0.usersMood) }
        guard words.count == 2, words[0] == "Bearer", let person else {
            throw HTTPError(.unauthorized, message: "Invalid OAuth token")
        }
        var user = ["id": person.id, "login": person.login, "type": "", "broadcaster_type": "partner"]
        user["display_name"] = person.displayName
        user["profile_image_url"] = person.imageURL
        let json = try JSONEncoder().encode(["data": [user]])
        return self.answer(String(decoding: json, as: UTF8.self), mood: mood)
    }
}

extension HTTPField.Name {
    static let clientID = Self("Client-Id") ?? .date
}

extension FakeTwitch.Person {
    static let ada = FakeTwitch.Person(
        id: "1001",
        login: "ada_runs",
        displayName: "Ada_Runs",
        imageURL: "https://static-cdn.jtvnw.net/ada.png"
    )
    static let bob = FakeTwitch.Person(id: "1002", login: "bob", displayName: nil, imageURL: nil)
}
