import HTTPTypes
import Hummingbird
import Vocabulary
import WebServer

/// The routes under `/api/auth` that programs use.
struct AuthAPI: Sendable {
    let accounts: Accounts

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
        return try await self.issue(for: user, name: "Sign-in through another page")
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
            try container.encode(self.user.id, forKey: .id)
            try container.encode(self.user.username, forKey: .username)
            try container.encode(self.user.displayName, forKey: .displayName)
            try container.encode(self.user.avatarURL, forKey: .avatarURL)
            try container.encode(self.user.role, forKey: .role)
            try container.encode(self.user.locale, forKey: .locale)
        }
    }

    func me(_ request: Request, context: AppContext) async throws -> Response {
        try .privateJSON(Me(user: try context.requireUser()))
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
        let role: String?
    }

    func developmentLogin(_ request: Request, context: AppContext) async throws -> Response {
        let body = try await request.json(DevelopmentLogin.self, context: context)
        let role = try body.role.map { name in
            guard let role = Role(rawValue: name) else { throw Problem.noSuchRole }
            return role
        }
        let user = try await self.accounts.developmentUser(named: body.username, role: role)
        return try await self.issue(for: user, name: "Development login")
    }

    private func issue(for user: User, name: String) async throws -> Response {
        let secret = try await self.accounts.sessions.issueToken(for: user.id, named: name).secret
        return try .privateJSON(IssuedToken(token: secret))
    }
}
