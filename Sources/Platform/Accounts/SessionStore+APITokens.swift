import Database
package import Vocabulary
import WebServer

extension SessionStore {
    /// Most tokens of one account; one more ends the one that rested for the longest.
    static let mostTokens = 100

    /// A new API token. Tokens of anybody that have rested too long are removed on the way.
    ///
    /// - Parameter name: what its owner calls it, or how it came about.
    /// - Returns: the secret, which nobody can look up again, and what is kept of it.
    package func issueToken(for user: UserID, named name: String) async throws -> (secret: String, token: APIToken) {
        let secret = Token.random()
        let now = self.now()
        let token = APIToken(id: APIToken.ID(), name: name, createdAt: now, lastUsedAt: now)
        let ended = try await self.database.write { session in
            try session.execute("DELETE FROM api_tokens WHERE last_used_at <= \(Self.oldestUse(at: now))")
            let ended = try session.rows(
                """
                DELETE FROM api_tokens WHERE token_hash IN (
                    SELECT token_hash FROM api_tokens WHERE user_id = \(user)
                    ORDER BY last_used_at DESC, created_at DESC LIMIT 1000 OFFSET \(Self.mostTokens - 1)
                ) RETURNING token_hash
                """
            )
            try session.execute(
                """
                INSERT INTO api_tokens (token_hash, id, user_id, name, created_at, last_used_at)
                VALUES (\(Token.hash(secret)), \(token.id), \(user), \(name), \(now), \(now))
                """
            )
            return ended
        }
        for row in ended { self.sockets.close(credential: try row.get("token_hash")) }
        return (secret, token)
    }

    /// The tokens of an account that still work, the newest first, and the id of the one whose credential this is.
    package func tokens(
        of user: UserID,
        credential: String
    ) async throws -> (tokens: [APIToken], current: APIToken.ID?) {
        let rows = try await self.database.rows(
            """
            SELECT * FROM api_tokens WHERE user_id = \(user) AND last_used_at > \(Self.oldestUse(at: self.now()))
            ORDER BY created_at DESC, id
            """
        )
        let current = try rows.first { try $0.get("token_hash") == credential }
        return (try rows.map(APIToken.init(row:)), try current?.get("id"))
    }

    /// Ends one token of an account and closes its sockets.
    ///
    /// - Returns: false when the account has no such token.
    package func revokeToken(_ id: APIToken.ID, of user: UserID) async throws -> Bool {
        let ended = try await self.database.row(
            "DELETE FROM api_tokens WHERE id = \(id) AND user_id = \(user) RETURNING token_hash"
        )
        guard let ended else { return false }
        self.sockets.close(credential: try ended.get("token_hash"))
        return true
    }

    /// The account of an API token, whose use is noted.
    package func user(apiToken token: String) async throws -> User? {
        let hash = Token.hash(token)
        let now = self.now()
        let row = try await self.database.row(
            """
            SELECT users.*, last_used_at FROM api_tokens JOIN users ON users.id = api_tokens.user_id
            WHERE token_hash = \(hash) AND last_used_at > \(Self.oldestUse(at: now))
            """
        )
        guard let row else { return nil }
        try await self.noteUse(of: hash, last: try row.get("last_used_at"), at: now)
        return try User(row: row)
    }

    private func noteUse(of hash: String, last: Moment, at now: Moment) async throws {
        guard now - last >= APIToken.grain.milliseconds else { return }
        do {
            // The later one of two that meet here has nothing left to say.
            try await self.database.execute(
                "UPDATE api_tokens SET last_used_at = \(now) WHERE token_hash = \(hash) AND last_used_at < \(now)"
            )
        } catch let error as DatabaseError where error.isTransient {
            // A full disk keeps nobody out; the next use is noted.
        }
    }

    private static func oldestUse(at now: Moment) -> Moment { now - APIToken.longestRest.milliseconds }
}
