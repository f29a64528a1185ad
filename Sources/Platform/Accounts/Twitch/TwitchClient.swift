import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1

/// Why Twitch did not tell who somebody is.
enum TwitchError: Error, Equatable, CustomStringConvertible {
    case refused(status: Int)
    case unreadable
    case unreachable(String)

    var description: String {
        switch self {
        case .refused(let status): "Twitch answered with status \(status)"
        case .unreadable: "Twitch sent an answer that can't be read"
        case .unreachable(let reason): "Twitch can't be reached: \(reason)"
        }
    }
}

/// The two calls that the authorization code flow makes from the server
/// (https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#authorization-code-grant-flow).
struct TwitchClient: Sendable {
    private static let largestAnswer = 64 * 1_024
    private static let deadline = TimeAmount.seconds(10)

    let settings: AccountsSettings.Twitch
    let http: HTTPClient
    let redirectURI: String

    /// The page at Twitch on which somebody agrees.
    func authorizationURL(state: String) -> String {
        var components = URLComponents(string: self.settings.identityURL + "/oauth2/authorize") ?? URLComponents()
        components.queryItems = [
            URLQueryItem(name: "response_type", value: "code"),
            URLQueryItem(name: "client_id", value: self.settings.clientID),
            URLQueryItem(name: "redirect_uri", value: self.redirectURI),
            URLQueryItem(name: "scope", value: "user:read:email"),
            URLQueryItem(name: "state", value: state),
        ]
        return components.string ?? self.settings.identityURL
    }

    /// Changes the code of a returning browser for the account behind it.
    func profile(forCode code: String) async throws -> UserStore.Profile {
        let token = try await self.accessToken(forCode: code)
        var request = HTTPClientRequest(url: self.settings.apiURL + "/helix/users")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Client-Id", value: self.settings.clientID)
        let answer: Users = try await self.answer(to: request)
        guard let user = answer.data.first, !user.id.isEmpty, !user.login.isEmpty, user.login.count <= 100 else {
            throw TwitchError.unreadable
        }
        return UserStore.Profile(
            twitchID: user.id,
            username: user.login,
            displayName: user.display_name,
            avatarURL: user.profile_image_url
        )
    }

    private func accessToken(forCode code: String) async throws -> String {
        var form = URLComponents()
        form.queryItems = [
            URLQueryItem(name: "client_id", value: self.settings.clientID),
            URLQueryItem(name: "client_secret", value: self.settings.clientSecret),
            URLQueryItem(name: "code", value: code),
            URLQueryItem(name: "grant_type", value: "authorization_code"),
            URLQueryItem(name: "redirect_uri", value: self.redirectURI),
        ]
        // URLComponents leaves "+" alone in a query, but in a form it means a space.
        let body = (form.percentEncodedQuery ?? "").replacingOccurrences(of: "+", with: "%2B")
        var request = HTTPClientRequest(url: self.settings.identityURL + "/oauth2/token")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: body))
        return (try await self.answer(to: request) as AccessToken).access_token
    }

    private func answer<Answer: Decodable>(to request: HTTPClientRequest) async throws -> Answer {
        let response: HTTPClientResponse
        let body: ByteBuffer
        do {
            response = try await self.http.execute(request, timeout: Self.deadline)
            body = try await response.body.collect(upTo: Self.largestAnswer)
        } catch {
            throw TwitchError.unreachable("\(type(of: error))")
        }
        guard response.status == .ok else { throw TwitchError.refused(status: Int(response.status.code)) }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        } catch {
            throw TwitchError.unreadable
        }
    }

    // Names as Twitch writes them.
    private struct AccessToken: Decodable {
        let access_token: String
    }

    private struct Users: Decodable {
        struct User: Decodable {
            let id: String
            let login: String
            let display_name: String?
            let profile_image_url: String?
        }

        let data: [User]
    }
}
