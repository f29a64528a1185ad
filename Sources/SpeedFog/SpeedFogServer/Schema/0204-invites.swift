import Database

extension SpeedFogSchema {
    static let invites = Migration(
        204,
        "invites",
        [
            """
            CREATE TABLE invites (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                race_id TEXT NOT NULL REFERENCES races (id) ON DELETE CASCADE,
                token_hash TEXT NOT NULL UNIQUE,
                twitch_username TEXT NOT NULL CHECK (length(twitch_username) BETWEEN 1 AND 100),
                accepted SMALLINT NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1)),
                created_at BIGINT NOT NULL
            )
            """,
            // One pending invite for each name, however it is written.
            "CREATE UNIQUE INDEX invites_pending ON invites (race_id, lower(twitch_username)) WHERE accepted = 0",
        ]
    )
}
