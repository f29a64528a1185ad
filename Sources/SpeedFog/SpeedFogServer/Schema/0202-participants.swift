import Database

extension SpeedFogSchema {
    // igt, deaths and layer are projections of run_events, written behind while a room is open.
    static let participants = Migration(
        202,
        "participants",
        [
            """
            CREATE TABLE participants (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                race_id TEXT NOT NULL REFERENCES races (id) ON DELETE CASCADE,
                user_id TEXT NOT NULL REFERENCES users (id),
                mod_token_hash TEXT NOT NULL UNIQUE,
                color_index INTEGER NOT NULL CHECK (color_index >= 0),
                status TEXT NOT NULL DEFAULT 'registered'
                    CHECK (status IN ('registered', 'ready', 'playing', 'finished', 'abandoned')),
                current_zone TEXT NULL,
                current_layer INTEGER NOT NULL DEFAULT 0 CHECK (current_layer >= 0),
                igt_ms INTEGER NOT NULL DEFAULT 0 CHECK (igt_ms >= 0),
                death_count INTEGER NOT NULL DEFAULT 0 CHECK (death_count >= 0),
                finished_at BIGINT NULL,
                last_igt_change_at BIGINT NULL,
                created_at BIGINT NOT NULL,
                UNIQUE (race_id, user_id)
            )
            """,
            "CREATE INDEX participants_by_user ON participants (user_id)",
        ]
    )
}
