import Database

extension AccountsSchema {
    static let accounts = Migration(
        100,
        "accounts",
        [
            """
            CREATE TABLE users (
                id TEXT NOT NULL PRIMARY KEY,
                twitch_id TEXT UNIQUE,
                username TEXT NOT NULL CHECK (length(username) BETWEEN 1 AND 100),
                display_name TEXT,
                avatar_url TEXT,
                role TEXT NOT NULL CHECK (role IN ('user', 'organizer', 'admin')),
                locale TEXT,
                overlay_font_size DOUBLE PRECISION,
                created_at BIGINT NOT NULL,
                last_seen BIGINT
            )
            """,
            "CREATE INDEX users_by_username ON users (lower(username))",
            """
            CREATE TABLE web_sessions (
                token_hash TEXT NOT NULL PRIMARY KEY,
                user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX web_sessions_by_user ON web_sessions (user_id)",
            "CREATE INDEX web_sessions_by_expiry ON web_sessions (expires_at)",
            """
            CREATE TABLE api_tokens (
                token_hash TEXT NOT NULL PRIMARY KEY,
                user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX api_tokens_by_user ON api_tokens (user_id)",
            // A sign-in that went to Twitch and is expected back, once, in the same browser.
            """
            CREATE TABLE sign_in_states (
                state_hash TEXT NOT NULL PRIMARY KEY,
                browser_hash TEXT NOT NULL,
                return_to TEXT NOT NULL,
                locale TEXT,
                expires_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE sign_in_codes (
                code_hash TEXT NOT NULL PRIMARY KEY,
                user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                expires_at BIGINT NOT NULL
            )
            """,
        ]
    )
}
