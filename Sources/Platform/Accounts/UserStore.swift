package import Database
package import Vocabulary
package import WebServer

/// All SQL about users.
package struct UserStore: Sendable {
    package let database: Database
    private let now: @Sendable () -> Moment

    package init(
        database: Database,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.database = database
        self.now = now
    }

    package func user(_ id: UserID) async throws -> User? {
        try await self.database.row("SELECT * FROM users WHERE id = \(id)").map(User.init(row:))
    }

    /// The account of this name, whatever its case; no wildcards.
    ///
    /// Twitch names move: of several accounts with one name, the one that was here last holds it now.
    package func user(named name: String) async throws -> User? {
        guard AccountName.isValid(name) else { return nil }
        // The database folds both sides: it knows fewer letters than Swift does.
        return try await self.database.row(
            """
            SELECT * FROM users WHERE lower(username) = lower(\(name))
            ORDER BY COALESCE(last_seen, 0) DESC, created_at DESC LIMIT 1
            """
        ).map(User.init(row:))
    }

    /// Accounts whose user name or shown name begins with `prefix`.
    package func search(prefix: String, limit: Int) async throws -> [User] {
        guard AccountName.isValid(prefix) else { return [] }
        let length = prefix.unicodeScalars.count
        return try await self.database.rows(
            """
            SELECT * FROM users
            WHERE lower(substr(username, 1, CAST(\(length) AS INTEGER))) = lower(\(prefix))
                OR lower(substr(display_name, 1, CAST(\(length) AS INTEGER))) = lower(\(prefix))
            ORDER BY lower(username), id LIMIT \(limit)
            """
        ).map(User.init(row:))
    }

    /// Who somebody is, as the service they signed in with tells it.
    package struct Profile: Sendable, Equatable {
        package let twitchID: String
        package let username: String
        package let displayName: String?
        package let avatarURL: String?

        package init(twitchID: String, username: String, displayName: String?, avatarURL: String?) {
            self.twitchID = twitchID
            self.username = username
            self.displayName = displayName
            self.avatarURL = avatarURL
        }
    }

    /// Takes over what the profile says, and makes the account when it is the first time.
    ///
    /// - Parameters:
    ///   - role: set when given; otherwise a known account keeps its role and a new one is a user.
    ///   - locale: kept only for a new account.
    package func signedIn(_ profile: Profile, role: Role? = nil, locale: String? = nil) async throws -> User {
        let now = self.now()
        let first = role ?? .user
        return try await self.database.write { session in
            let row = try session.row(
                """
                INSERT INTO users (id, twitch_id, username, display_name, avatar_url, role, locale, created_at, last_seen)
                VALUES (\(UserID()), \(profile.twitchID), \(profile.username), \(profile.displayName), \(profile.avatarURL),
                    \(first), \(locale), \(now), \(now))
                ON CONFLICT (twitch_id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name,
                    avatar_url = excluded.avatar_url, last_seen = excluded.last_seen
                RETURNING *
                """
            )
            guard let row else { throw DatabaseError.failed("The account could not be stored") }
            let user = try User(row: row)
            guard let role, user.role != role else { return user }
            return try session.row("UPDATE users SET role = \(role) WHERE id = \(user.id) RETURNING *")
                .map(User.init(row:)) ?? user
        }
    }
}
