import Database

extension SpeedFogSchema {
    static let casters = Migration(
        205,
        "casters",
        [
            """
            CREATE TABLE casters (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                race_id TEXT NOT NULL REFERENCES races (id) ON DELETE CASCADE,
                user_id TEXT NOT NULL REFERENCES users (id),
                UNIQUE (race_id, user_id)
            )
            """,
            "CREATE INDEX casters_by_user ON casters (user_id)",
        ]
    )
}
