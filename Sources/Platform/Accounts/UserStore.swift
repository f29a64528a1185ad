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

    /// Several people are shown under one name, so that it means none of them.
    package struct AmbiguousName: Error, Equatable, CustomStringConvertible {
        /// The name as it was asked for.
        package let name: String

        package var description: String {
            "Several people are shown as \(self.name). Use the login of the one you mean."
        }
    }

    /// The account with this login, or else the one that is shown under this name; in any case and script, no wildcards.
    ///
    /// Twitch names move: of several accounts with one login, the one that was here last holds it now.
    ///
    /// - Throws: `AmbiguousName` when it is nobody's login and several people are shown under it.
    package func user(named name: String) async throws -> User? {
        guard AccountName.isValid(name) else { return nil }
        let folded = FoldedName(name)
        return try await self.database.read { session in
            let holder = try session.row(
                """
                SELECT * FROM users WHERE folded_username = \(folded)
                ORDER BY CASE kind WHEN 'person' THEN 0 WHEN 'development' THEN 1 ELSE 2 END,
                    COALESCE(last_seen, 0) DESC, created_at DESC
                LIMIT 1
                """
            )
            if let holder { return try User(row: holder) }
            let shown = try session.rows(
                "SELECT * FROM users WHERE folded_display_name = \(folded) AND kind <> 'bot' LIMIT 2"
            )
            guard shown.count < 2 else { throw AmbiguousName(name: name) }
            return try shown.first.map(User.init(row:))
        }
    }

    /// People whose login or shown name begins with `prefix`, in any case and script.
    package func search(prefix: String, limit: Int) async throws -> [User] {
        guard AccountName.isValid(prefix) else { return [] }
        let folded = FoldedName(prefix)
        let length = folded.rawValue.unicodeScalars.count
        return try await self.database.rows(
            """
            SELECT * FROM users
            WHERE kind <> 'bot' AND (substr(folded_username, 1, CAST(\(length) AS INTEGER)) = \(folded)
                OR substr(folded_display_name, 1, CAST(\(length) AS INTEGER)) = \(folded))
            ORDER BY folded_username, id LIMIT \(limit)
            """
        ).map(User.init(row:))
    }

    /// Who somebody is, as the service they signed in with tells it.
    package struct Profile: Sendable, Equatable {
        package let kind: AccountKind
        /// What the account is known by for ever: the id at Twitch; `dev:…` and `demo:…` for accounts of our own.
        package let twitchID: String
        package let username: String
        package let displayName: String?
        package let avatarURL: String?

        package init(
            kind: AccountKind = .person,
            twitchID: String,
            username: String,
            displayName: String?,
            avatarURL: String?
        ) {
            self.kind = kind
            self.twitchID = twitchID
            self.username = username
            self.displayName = displayName
            self.avatarURL = avatarURL
        }
    }

    /// Takes over what the profile says, and makes the account when it is the first time. A bot that goes by a name of
    /// theirs gets another one.
    ///
    /// - Parameters:
    ///   - role: set when given; otherwise a known account keeps its role and a new one is a user.
    ///   - locale: kept only for a new account.
    package func signedIn(_ profile: Profile, role: Role? = nil, locale: String? = nil) async throws -> User {
        let now = self.now()
        return try await self.database.write { session in
            let user = try session.store(profile, role: role, locale: locale, at: now)
            try session.renameBots(called: profile)
            return user
        }
    }

    /// The bot of this name, made when it is new. Where somebody goes by the name, the bot is called otherwise.
    package func bot(named name: String, role: Role = .user) async throws -> User {
        let now = self.now()
        return try await self.database.write { session in
            let id = "demo:\(name.lowercased())"
            let free = try session.freeName(name, for: id)
            let profile = Profile(
                kind: .bot,
                twitchID: id,
                username: free.username,
                displayName: free.displayName,
                avatarURL: nil
            )
            return try session.store(profile, role: role, locale: nil, at: now)
        }
    }
}

extension SQLSession {
    fileprivate func store(_ profile: UserStore.Profile, role: Role?, locale: String?, at now: Moment) throws -> User {
        let row = try self.row(
            """
            INSERT INTO users (id, kind, twitch_id, username, folded_username, display_name, folded_display_name,
                avatar_url, role, locale, created_at, last_seen)
            VALUES (\(UserID()), \(profile.kind), \(profile.twitchID), \(profile.username),
                \(FoldedName(profile.username)), \(profile.displayName), \(profile.displayName.map { FoldedName($0) }),
                \(profile.avatarURL), \(role ?? .user), \(locale), \(now), \(now))
            ON CONFLICT (twitch_id) DO UPDATE SET username = excluded.username,
                folded_username = excluded.folded_username, display_name = excluded.display_name,
                folded_display_name = excluded.folded_display_name, avatar_url = excluded.avatar_url,
                last_seen = excluded.last_seen
            RETURNING *
            """
        )
        guard let row else { throw DatabaseError.failed("The account could not be stored") }
        let user = try User(row: row)
        guard let role, user.role != role else { return user }
        return try self.row("UPDATE users SET role = \(role) WHERE id = \(user.id) RETURNING *")
            .map(User.init(row:)) ?? user
    }
}
