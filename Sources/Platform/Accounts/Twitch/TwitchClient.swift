import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The two calls that the authorization code flow makes from the server
/// (https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#authorization-code-grant-flow).
struct TwitchClient: Sendable {
    private static let largestAnswer = 64 * 1_024

    let settings: AccountsSettings.Twitch
    let http: HTTPClient
    let redirectURI: String

    /// The page at Twitch on which somebody agrees.
    func authorizationURL(state: String, pkce: PKCE) -> String {
        var components = URLComponents(string: self.settings.identityURL + "/oauth2/authorize") ?? URLComponents()
        components.queryItems = [
            URLQueryItem(name: "response_type", value: "code"),
            URLQueryItem(name: "client_id", value: self.settings.clientID),
            URLQueryItem(name: "redirect_uri", value: self.redirectURI),
            URLQueryItem(name: "scope", value: "user:read:email"),
            URLQueryItem(name: "state", value: state),
            URLQueryItem(name: "code_challenge", value: pkce.challenge),
            URLQueryItem(name: "code_challenge_method", value: "S256"),
        ]
        return components.string ?? self.settings.identityURL
    }

    /// Changes the code of a returning browser for the account behind it.
    func profile(forCode code: String, pkce: PKCE) async throws -> UserStore.Profile {
        let token = try await self.accessToken(forCode: code, pkce: pkce)
        var request = HTTPClientRequest(url: self.settings.apiURL + "/helix/users")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Client-Id", value: self.settings.clientID)
        let answer: Users = try await self.answer(to: request)
        guard let user = answer.data.first, Self.isID(user.id), AccountName.isValid(user.login) else {
            throw TwitchError.unreadable
        }
        return UserStore.Profile(
            twitchID: user.id,
            username: user.login,
            displayName: user.display_name.flatMap { AccountName.isValid($0) ? $0 : nil },
            avatarURL: user.profile_image_url.flatMap { Self.isImageURL($0) ? $0 : nil }
        )
    }

    /// Digits so far; never one of the development login's, which have a colon.
    private static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private static func isImageURL(_ text: String) -> Bool {
        text.hasPrefix("https://") && text.utf8.count <= 500 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private func accessToken(forCode code: String, pkce: PKCE) async throws -> String {
        var form = URLComponents()
        form.queryItems = [
            URLQueryItem(name: "client_id", value: self.settings.clientID),
            URLQueryItem(name: "client_secret", value: self.settings.clientSecret),
            URLQueryItem(name: "code", value: code),
            URLQueryItem(name: "grant_type", value: "authorization_code"),
            URLQueryItem(name: "redirect_uri", value: self.redirectURI),
            URLQueryItem(name: "code_verifier", value: pkce.verifier),
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
        let (status, body) = try await self.exchange(request)
        guard status == .ok else { throw TwitchError.refused(status: Int(status.code)) }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        } catch {
            throw TwitchError.unreadable
        }
    }

    /// The client's own timeout ends with the head of an answer; ours lasts to the end of its body.
    private func exchange(_ request: HTTPClientRequest) async throws -> (HTTPResponseStatus, ByteBuffer) {
        try await withThrowingTaskGroup(of: (HTTPResponseStatus, ByteBuffer).self) { group in
            group.addTask {
                do {
                    let response = try await self.http.execute(request, deadline: .distantFuture)
                    return (response.status, try await response.body.collect(upTo: Self.largestAnswer))
                } catch is NIOTooManyBytesError {
                    throw TwitchError.unreadable
                } catch {
                    throw TwitchError.unreachable("\(error)")
                }
            }
            group.addTask {
                try await Task.sleep(for: self.settings.patience)
                throw TwitchError.tooSlow
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
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
