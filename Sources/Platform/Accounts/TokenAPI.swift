import Foundation
import Hummingbird
import Vocabulary
import WebServer

/// The routes under `/api/auth/tokens`: what programs act for an account, and since when.
struct TokenAPI: Sendable {
    let sessions: SessionStore

    func addRoutes(to router: some RouterMethods<AppContext>) {
        let tokens = router.group("/api/auth/tokens")
        tokens.get(use: self.list)
        tokens.add(middleware: RateLimiting(.signIn, methods: [.post])).post(use: self.issue)
        tokens.delete(":id", use: self.revoke)
    }

    func list(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let (tokens, current) = try await self.sessions.tokens(of: user.id, credential: user.via.credential)
        return try .privateJSON(List(tokens: tokens.map { Shown($0, isCurrent: $0.id == current) }))
    }

    func issue(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let wanted = try await request.json(Wanted.self, context: context)
        let name = wanted.name.trimmingCharacters(in: .whitespaces)
        guard AccountName.isValid(name) else {
            throw Problem.invalid("name", "must have 1 to 100 characters, none of them control characters")
        }
        let (secret, token) = try await self.sessions.issueToken(for: user.id, named: name)
        return try .privateJSON(Issued(token: secret, shown: Shown(token, isCurrent: false)), status: .created)
    }

    func revoke(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        guard let id = APIToken.ID(try context.parameters.require("id")),
            try await self.sessions.revokeToken(id, of: user.id)
        else { throw Problem(.notFound, "You have no such token") }
        return Response(status: .noContent)
    }

    private struct Wanted: Decodable {
        let name: String
    }

    private struct List: Encodable {
        let tokens: [Shown]
    }

    /// Names of the keys as clients see them.
    private struct Shown: Encodable {
        let id: APIToken.ID
        let name: String
        let created_at: String
        let last_used_at: String
        let expires_at: String
        let current: Bool

        init(_ token: APIToken, isCurrent: Bool) {
            self.id = token.id
            self.name = token.name
            self.created_at = token.createdAt.iso8601
            self.last_used_at = token.lastUsedAt.iso8601
            self.expires_at = token.expiresAt.iso8601
            self.current = isCurrent
        }
    }

    private struct Issued: Encodable {
        let token: String
        let shown: Shown

        private enum CodingKeys: CodingKey {
            case token
        }

        func encode(to encoder: any Encoder) throws {
            try self.shown.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.token, forKey: .token)
        }
    }
}
