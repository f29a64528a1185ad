import Database

extension LiveSchema {
    // The journal of rooms. Kinds are not listed: a new kind of event must not need a migration, and what an older
    // program can't read stays as it is. run_id stands beside the body so that one run can be found; what a run did
    // stays in the journal of its room when the run leaves.
    static let roomJournal = Migration(
        208,
        "room journal",
        [
            """
            CREATE TABLE room_events (
                room_id TEXT NOT NULL CHECK (length(room_id) = 36),
                seq INTEGER NOT NULL CHECK (seq >= 1),
                kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
                run_id TEXT NULL CHECK (length(run_id) = 36),
                at BIGINT NOT NULL,
                body TEXT NOT NULL,
                fence BIGINT NOT NULL CHECK (fence >= 0),
                PRIMARY KEY (room_id, seq)
            )
            """,
            "CREATE INDEX room_events_by_run ON room_events (run_id, seq) WHERE run_id IS NOT NULL",
            // A lease that was given up keeps its row: the fence of a room only ever rises. It is part of a key so that
            // PostgreSQL lets an acquisition wait for writes of the holder before, but not a renewal (LeaseStore).
            """
            CREATE TABLE room_leases (
                room_id TEXT NOT NULL PRIMARY KEY CHECK (length(room_id) = 36),
                holder TEXT NOT NULL CHECK (length(holder) BETWEEN 1 AND 200),
                fence BIGINT NOT NULL CHECK (fence >= 1),
                expires_at BIGINT NOT NULL,
                UNIQUE (room_id, fence)
            )
            """,
        ]
    )
}
