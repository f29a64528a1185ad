package import Database
package import Vocabulary
package import WebServer

/// Browser sessions and API tokens: found by hash, ended by deletion.
package struct SessionStore: Sendable {
    /// How long a browser stays signed in.
    package static let lifetime = Duration.seconds(30 * 24 * 3_600)

    let database: Database
    let sockets: SocketRegistry
    let now: @Sendable () -> Moment

    /// - Parameter sockets: where the sockets of a session or token that ends are closed.
    package init(
        database: Database,
        sockets: SocketRegistry,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.database = database
        self.sockets = sockets
        self.now = now
    }

    /// A new browser session. Old ones of anybody that have run out are removed on the way.
    ///
    /// - Returns: the token for the cookie.
    package func openSession(for user: User) async throws -> String {
        let token = Token.random()
        let now = self.now()
        let expiry = now + Self.lifetime.components.seconds * 1_000
        try await self.database.write { session in
            try session.execute("DELETE FROM web_sessions WHERE expires_at < \(now)")
            try session.execute(
                """
                INSERT INTO web_sessions (token_hash, user_id, created_at, expires_at)
                VALUES (\(Token.hash(token)), \(user.id), \(now), \(expiry))
                """
            )
        }
        return token
    }

    package func user(sessionToken token: String) async throws -> User? {
        try await self.database.row(
            """
            SELECT users.* FROM web_sessions JOIN users ON users.id = web_sessions.user_id
            WHERE token_hash = \(Token.hash(token)) AND expires_at > \(self.now())
            """
        ).map(User.init(row:))
    }

    /// Ends the session or the token, whichever this is, and closes its sockets.
    package func end(_ token: String) async throws {
        let hash = Token.hash(token)
        try await self.database.write { session in
            try session.execute("DELETE FROM web_sessions WHERE token_hash = \(hash)")
            try session.execute("DELETE FROM api_tokens WHERE token_hash = \(hash)")
        }
        self.sockets.close(credential: hash)
    }
}

extension SessionStore: IdentityResolver {
    package func user(sessionToken: String) async throws -> SignedInUser? {
        try await (self.user(sessionToken: sessionToken) as User?)?
            .signedIn(via: .cookie(sessionID: Token.hash(sessionToken)))
    }

    package func user(bearerToken: String) async throws -> SignedInUser? {
        try await self.user(apiToken: bearerToken)?.signedIn(via: .bearer(tokenID: Token.hash(bearerToken)))
    }
}
