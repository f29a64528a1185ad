import Database

extension SpeedFogSchema {
    // The journal. run_id is a participant now and a solo session later, hence no foreign key; whoever deletes a run
    // deletes its events. igt_ms is the run's time after the event, gate_igt_ms the time of the crossing where that is
    // another. Kinds are not listed here: a new kind of event must not need a migration.
    static let runEvents = Migration(
        203,
        "run events",
        [
            """
            CREATE TABLE run_events (
                run_id TEXT NOT NULL CHECK (length(run_id) = 36),
                seq INTEGER NOT NULL CHECK (seq >= 0),
                kind TEXT NOT NULL CHECK (length(kind) > 0),
                node TEXT NULL,
                igt_ms INTEGER NULL CHECK (igt_ms >= 0),
                gate_igt_ms INTEGER NULL CHECK (gate_igt_ms >= 0),
                deaths INTEGER NULL CHECK (deaths >= 0),
                message_id BIGINT NULL,
                flag BIGINT NULL,
                received_at BIGINT NOT NULL,
                PRIMARY KEY (run_id, seq)
            )
            """
        ]
    )
}
