import Database

extension SpeedFogSchema {
    // What those see of a race's map who have no part in it; and which of its tokens a participant's packs carry: each
    // reroll makes the packs before it worthless.
    static let raceRooms = Migration(
        211,
        "race rooms",
        [
            """
            ALTER TABLE races ADD COLUMN map_setting TEXT NOT NULL DEFAULT 'live'
                CHECK (map_setting IN ('live', 'delayed', 'after_finish'))
            """,
            "ALTER TABLE races ADD COLUMN map_delay_ms BIGINT NULL CHECK (map_delay_ms BETWEEN 10000 AND 21600000)",
            "ALTER TABLE participants ADD COLUMN token_round INTEGER NOT NULL DEFAULT 0 CHECK (token_round >= 0)",
        ]
    )
}
