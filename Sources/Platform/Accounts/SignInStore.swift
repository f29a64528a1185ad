package import Database
package import Vocabulary

/// Sign-ins that are on their way to Twitch and back.
package struct SignInStore: Sendable {
    /// How long somebody may take at Twitch.
    package static let stateLifetime = Duration.seconds(600)
    private static let codeLifetime = Duration.seconds(60)

    private let database: Database
    private let now: @Sendable () -> Moment

    package init(
        database: Database,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.database = database
        self.now = now
    }

    /// Where a sign-in ends.
    struct Destination: Sendable, Equatable {
        let returnTo: String
        let locale: String?
    }

    /// A sign-in whose browser is back.
    struct Arrival: Sendable, Equatable {
        let destination: Destination
        /// False when it was here with the same state before, as after a reload.
        let isFirst: Bool
    }

    /// Notes a sign-in that begins.
    ///
    /// - Parameter browser: a secret that only this browser holds, in a cookie: the state alone opens nothing.
    /// - Returns: the `state` for the authorisation request.
    func begin(_ destination: Destination, browser: String) async throws -> String {
        let state = Token.random()
        let now = self.now()
        try await self.database.write { session in
            try session.execute("DELETE FROM sign_in_states WHERE expires_at < \(now)")
            try session.execute(
                """
                INSERT INTO sign_in_states (state_hash, browser_hash, return_to, locale, expires_at)
                VALUES (\(Token.hash(state)), \(Token.hash(browser)), \(destination.returnTo), \(destination.locale),
                    \(now + Self.stateLifetime.components.seconds * 1_000))
                """
            )
        }
        return state
    }

    /// Ends a sign-in, in the browser that began it, within ten minutes. The same state is the first time once.
    func finish(state: String, browser: String) async throws -> Arrival? {
        let now = self.now()
        let found: SQL = """
            state_hash = \(Token.hash(state)) AND browser_hash = \(Token.hash(browser)) AND expires_at > \(now)
            """
        return try await self.database.write { session in
            guard let row = try session.row("SELECT return_to, locale FROM sign_in_states WHERE \(raw: found)") else {
                return nil
            }
            let first = try session.execute(
                "UPDATE sign_in_states SET finished_at = \(now) WHERE \(raw: found) AND finished_at IS NULL"
            )
            let destination = Destination(returnTo: try row.get("return_to"), locale: try row.get("locale") as String?)
            return Arrival(destination: destination, isFirst: first == 1)
        }
    }

    /// A code that another site of ours changes for a token, once, within a minute.
    func issueCode(for user: User) async throws -> String {
        let code = Token.random()
        let now = self.now()
        try await self.database.write { session in
            try session.execute("DELETE FROM sign_in_codes WHERE expires_at < \(now)")
            try session.execute(
                """
                INSERT INTO sign_in_codes (code_hash, user_id, expires_at)
                VALUES (\(Token.hash(code)), \(user.id), \(now + Self.codeLifetime.components.seconds * 1_000))
                """
            )
        }
        return code
    }

    func user(forCode code: String) async throws -> User? {
        let now = self.now()
        return try await self.database.write { session in
            let row = try session.row(
                """
                DELETE FROM sign_in_codes WHERE code_hash = \(Token.hash(code)) AND expires_at > \(now)
                RETURNING user_id
                """
            )
            guard let id = try row.map({ try $0.get("user_id") as UserID }) else { return nil }
            return try session.row("SELECT * FROM users WHERE id = \(id)").map(User.init(row:))
        }
    }
}
