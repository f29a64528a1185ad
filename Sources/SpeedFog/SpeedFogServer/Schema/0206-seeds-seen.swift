import Database

extension SpeedFogSchema {
    // obstacles: NULL as long as nobody has looked, '' when nothing is in the way, else words. When what is looked for
    // changes, a migration sets it to NULL again.
    // Both columns lie behind graph_json, which SQLite would walk through to reach them: what counts and chooses seeds
    // reads the index alone, which has all it needs.
    static let seedsSeen = Migration(
        206,
        "seeds seen",
        [
            "ALTER TABLE seeds ADD COLUMN obstacles TEXT NULL CHECK (length(obstacles) <= 500)",
            "ALTER TABLE seeds ADD COLUMN seen_at BIGINT NULL",
            // Who had what until now was not written down, so whatever could be downloaded counts as downloaded.
            """
            UPDATE seeds SET seen_at = (
                SELECT MIN(COALESCE(races.seeds_released_at, races.started_at)) FROM races
                WHERE races.seed_id = seeds.id
            )
            """,
            """
            UPDATE seeds SET status = 'consumed'
            WHERE status = 'available' AND pool_type = 'race' AND seen_at IS NOT NULL
            """,
            "DROP INDEX seeds_by_pool",
            "CREATE INDEX seeds_by_pool ON seeds (pool_type, pool_name, status, seen_at, obstacles, id)",
        ]
    )
}
