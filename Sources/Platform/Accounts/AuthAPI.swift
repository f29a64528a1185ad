import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import WebServer

/// The routes under `/api/auth`.
struct AuthAPI: Sendable {
    let accounts: Accounts

    /// Sends a browser to Twitch.
    func toTwitch(_ request: Request, context: AppContext) async throws -> Response {
        guard let twitch = self.accounts.twitch else {
            throw Problem(.serviceUnavailable, "Sign-in with Twitch is not set up on this server")
        }
        let query = request.uri.queryParameters
        let wanted = query["redirect_url"].map(String.init) ?? "/"
        guard ReturnPath(wanted, trusted: self.accounts.settings.trustedOrigins) != nil else {
            throw Problem(.badRequest, "redirect_url must be a path of this site")
        }
        let locale = query["locale"].map(String.init).flatMap { $0.utf8.count <= 16 ? $0 : nil }
        let browser = Token.random()
        let state = try await self.accounts.signIns.begin(.init(returnTo: wanted, locale: locale), browser: browser)
        var response = Response.redirect(to: twitch.authorizationURL(state: state), type: .found)
        self.accounts.browserCookie.set(browser, maxAge: SignInStore.stateLifetime, on: &response)
        return response
    }

    /// Takes a browser back from Twitch.
    func fromTwitch(_ request: Request, context: AppContext) async throws -> Response {
        guard let twitch = self.accounts.twitch else {
            throw Problem(.serviceUnavailable, "Sign-in with Twitch is not set up on this server")
        }
        let query = request.uri.queryParameters
        if let error = query["error"] {
            let reason = error == "access_denied" ? "You did not allow it" : "Twitch reported a problem"
            throw Problem(.badRequest, "Not signed in: \(reason). Please try again.")
        }
        guard let state = query["state"], let browser = self.accounts.browserCookie.token(in: request),
            let destination = try await self.accounts.signIns.finish(state: String(state), browser: browser)
        else {
            throw Problem(.badRequest, "This sign-in is too old or was begun in another browser. Please try again.")
        }
        guard let code = query["code"], !code.isEmpty, code.utf8.count <= 512 else {
            throw Problem(.badRequest, "Twitch sent no code. Please try again.")
        }
        let profile: UserStore.Profile
        do {
            profile = try await twitch.profile(forCode: String(code))
        } catch let error as TwitchError {
            context.logger.warning("Sign-in failed", metadata: ["error": "\(error)"])
            throw Problem(.badRequest, "Not signed in: \(error). Please try again.")
        }
        let user = try await self.accounts.users.signedIn(profile, locale: destination.locale)
        var response = try await self.welcome(user, to: destination.returnTo)
        self.accounts.browserCookie.clear(on: &response)
        return response
    }

    private func welcome(_ user: User, to destination: String) async throws -> Response {
        switch ReturnPath(destination, trusted: self.accounts.settings.trustedOrigins) ?? .home {
        case .path(let path):
            var response = Response.redirect(to: path, type: .found)
            self.accounts.cookie.set(
                try await self.accounts.sessions.openSession(for: user),
                maxAge: SessionStore.lifetime,
                on: &response
            )
            return response
        case .trustedPage(let page):
            let code = try await self.accounts.signIns.issueCode(for: user)
            return .redirect(to: page + (page.contains("?") ? "&" : "?") + "code=\(code)", type: .found)
        }
    }

    struct Code: Decodable {
        let code: String
    }

    struct IssuedToken: Encodable {
        let token: String
    }

    /// Changes a one-time code for a token.
    func exchange(_ request: Request, context: AppContext) async throws -> Response {
        let body = try await request.json(Code.self, context: context)
        guard let user = try await self.accounts.signIns.user(forCode: body.code) else {
            throw Problem(.badRequest, "Invalid or expired code")
        }
        return try self.json(IssuedToken(token: try await self.accounts.sessions.issueToken(for: user)))
    }

    struct Me: Encodable {
        let user: SignedInUser

        private enum CodingKeys: String, CodingKey {
            case id, username = "twitch_username", displayName = "twitch_display_name"
            case avatarURL = "twitch_avatar_url", role, locale
        }

        // Keys are there even when their value is null.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.user.id.uuidString.lowercased(), forKey: .id)
            try container.encode(self.user.username, forKey: .username)
            try container.encode(self.user.displayName, forKey: .displayName)
            try container.encode(self.user.avatarURL, forKey: .avatarURL)
            try container.encode(self.user.role, forKey: .role)
            try container.encode(self.user.locale, forKey: .locale)
        }
    }

    func me(_ request: Request, context: AppContext) async throws -> Response {
        try self.json(Me(user: try context.requireUser()))
    }

    /// Ends the session or the token that the request came with.
    func logout(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        var response = Response(status: .noContent)
        switch user.via {
        case .bearer:
            if let token = request.headers[.authorization]?.split(separator: " ").last {
                try await self.accounts.sessions.end(String(token))
            }
        case .cookie:
            if let token = self.accounts.cookie.token(in: request) { try await self.accounts.sessions.end(token) }
            self.accounts.cookie.clear(on: &response)
        }
        return response
    }

    struct DevelopmentLogin: Decodable {
        let username: String
        let role: Role?
    }

    func developmentLogin(_ request: Request, context: AppContext) async throws -> Response {
        let body = try await request.json(DevelopmentLogin.self, context: context)
        let user = try await self.accounts.developmentUser(named: body.username, role: body.role)
        return try self.json(IssuedToken(token: try await self.accounts.sessions.issueToken(for: user)))
    }

    private func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value)))
        )
    }
}

extension Accounts {
    /// An account of the development login, made when it is new.
    ///
    /// - Throws: `Problem` (422) when the name can't be one.
    func developmentUser(named name: String, role: Role?) async throws -> User {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...100).contains(name.unicodeScalars.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { throw Problem.invalid("username", "must have 1 to 100 characters, none of them control characters") }
        return try await self.users.signedIn(
            UserStore.Profile(twitchID: "dev:\(name.lowercased())", username: name, displayName: nil, avatarURL: nil),
            role: role
        )
    }
}
