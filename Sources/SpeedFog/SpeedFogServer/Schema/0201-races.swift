import Database

extension SpeedFogSchema {
    // A name counts code points here, as Race.name does. seed_id is not unique: what was imported from the old
    // platform may hold two races on one seed.
    static let races = Migration(
        201,
        "races",
        [
            """
            CREATE TABLE races (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                organizer_id TEXT NOT NULL REFERENCES users (id),
                seed_id TEXT NULL REFERENCES seeds (id),
                status TEXT NOT NULL DEFAULT 'setup' CHECK (status IN ('setup', 'running', 'finished')),
                config TEXT NOT NULL DEFAULT '{}' CHECK (length(config) <= 4096),
                created_at BIGINT NOT NULL,
                scheduled_at BIGINT NULL,
                started_at BIGINT NULL,
                seeds_released_at BIGINT NULL,
                finished_at BIGINT NULL,
                is_public SMALLINT NOT NULL DEFAULT 1 CHECK (is_public IN (0, 1)),
                open_registration SMALLINT NOT NULL DEFAULT 0 CHECK (open_registration IN (0, 1)),
                max_participants INTEGER NULL CHECK (max_participants BETWEEN 2 AND 100),
                organizer_participates SMALLINT NOT NULL DEFAULT 0 CHECK (organizer_participates IN (0, 1)),
                is_demo SMALLINT NOT NULL DEFAULT 0 CHECK (is_demo IN (0, 1)),
                version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
                CHECK (open_registration = 0 OR max_participants IS NOT NULL),
                CHECK (status = 'setup' OR started_at IS NOT NULL),
                CHECK ((status = 'finished') = (finished_at IS NOT NULL))
            )
            """,
            // The order of the public list (RaceStore.listOrder), so that a page of it is read without a sort.
            """
            CREATE INDEX races_listed ON races (
                (CASE status WHEN 'running' THEN 0 WHEN 'setup' THEN 1 ELSE 2 END),
                (scheduled_at IS NULL), scheduled_at, created_at DESC, id
            ) WHERE is_public = 1
            """,
            "CREATE INDEX races_by_status ON races (status, started_at, id)",
            "CREATE INDEX races_by_organizer ON races (organizer_id, created_at)",
            "CREATE INDEX races_by_seed ON races (seed_id)",
        ]
    )
}
