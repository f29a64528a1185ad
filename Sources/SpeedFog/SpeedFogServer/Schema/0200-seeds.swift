import Database

extension SpeedFogSchema {
    // graph_json is by far the largest column and comes last, so that SQLite does not walk through it to reach another.
    static let seeds = Migration(
        200,
        "seeds",
        [
            """
            CREATE TABLE seeds (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                seed_number TEXT NOT NULL CHECK (length(seed_number) BETWEEN 1 AND 50),
                pool_name TEXT NOT NULL CHECK (length(pool_name) BETWEEN 1 AND 100),
                pool_type TEXT NOT NULL CHECK (pool_type IN ('race', 'solo')),
                total_layers INTEGER NOT NULL CHECK (total_layers >= 0),
                file_path TEXT NOT NULL,
                status TEXT NOT NULL DEFAULT 'available' CHECK (status IN ('available', 'consumed', 'discarded')),
                created_at BIGINT NOT NULL,
                graph_json TEXT NOT NULL,
                UNIQUE (seed_number, pool_name, pool_type)
            )
            """,
            "CREATE INDEX seeds_by_pool ON seeds (pool_type, pool_name, status)",
        ]
    )
}
