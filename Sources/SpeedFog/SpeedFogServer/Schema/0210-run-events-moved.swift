import Database

extension SpeedFogSchema {
    // Moves the events of runs into the journals of their rooms, and makes the events of rooms up from what the rows know.
    // Needs LiveSchema's tables. Events of runs whose participant is gone belong to no room and go.
    //
    // A reset wrote one event into each run of its race, so an event stands in the attempt that as many resets of its run
    // end as are still ahead of it; the present attempt has none ahead. Within an attempt come the setup, the start, what
    // the runs did, the end and the reset. Where a clock was set back, a run's events keep their order (settled).
    static let runEventsMoved = Migration(
        210,
        "run events moved to rooms",
        Self.escapedNodes + [
            """
            INSERT INTO room_events (room_id, seq, kind, run_id, at, body, fence)
            WITH told AS MATERIALIZED (
                SELECT participants.race_id AS room, run_events.*,
                    SUM(CASE WHEN run_events.kind = 'reset' THEN 1 ELSE 0 END) OVER (
                        PARTITION BY run_events.run_id ORDER BY run_events.seq
                        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
                    ) AS ahead,
                    MAX(
                        CASE WHEN run_events.received_at < participants.created_at THEN participants.created_at
                        ELSE run_events.received_at END
                    ) OVER (PARTITION BY run_events.run_id ORDER BY run_events.seq) AS settled
                FROM run_events JOIN participants ON participants.id = run_events.run_id
            ), closed AS (
                SELECT room, ahead,
                    COALESCE(
                        MIN(CASE WHEN kind NOT IN ('ready', 'reset') THEN settled END),
                        MAX(CASE WHEN kind = 'reset' THEN received_at END)
                    ) AS started_at,
                    CASE WHEN SUM(CASE WHEN kind IN ('finished', 'abandoned') THEN 1 ELSE 0 END) = COUNT(DISTINCT run_id)
                    THEN MAX(CASE WHEN kind IN ('finished', 'abandoned') THEN received_at END) END AS finished_at,
                    MAX(CASE WHEN kind = 'reset' THEN received_at END) AS reset_at
                FROM told WHERE ahead > 0 GROUP BY room, ahead
            ), attempts AS (
                SELECT room, ahead, started_at, finished_at, reset_at FROM closed
                UNION ALL
                SELECT id, 0, CASE WHEN status = 'setup' THEN NULL ELSE started_at END, finished_at, NULL FROM races
            ), lines AS (
                SELECT id AS room, 1000000 AS ahead, 0 AS part, created_at AS settled, 0 AS rank, 0 AS place, '' AS name,
                    0 AS number, 'made' AS kind, NULL AS run, created_at AS at,
                    '{"kind":"race","organizer":"' || organizer_id || '","map":"live"}' AS body
                FROM races
                UNION ALL
                SELECT id, 1000000, 1, created_at, 0, 0, '', 0, 'seed_taken', NULL, created_at,
                    '{"seed":"' || seed_id || '"}'
                FROM races WHERE seed_id IS NOT NULL
                UNION ALL
                SELECT races.id, 1000000, 2, races.created_at, 0, 0, casters.id, 0, 'role_given', NULL, races.created_at,
                    '{"role":"caster","user":"' || casters.user_id || '"}'
                FROM casters JOIN races ON races.id = casters.race_id
                UNION ALL
                SELECT race_id, COALESCE(firsts.ahead, 0), 2, created_at, 0, color_index, id, 0, 'joined', id, created_at,
                    '{"user":"' || user_id || '","color":' || color_index || '}'
                FROM participants
                LEFT JOIN (SELECT run_id, MAX(ahead) AS ahead FROM told GROUP BY run_id) AS firsts
                    ON firsts.run_id = participants.id
                UNION ALL
                SELECT races.id, COUNT(closed.room), 2, seeds_released_at, 1, 0, '', 0, 'released', NULL, seeds_released_at,
                    '{}'
                FROM races LEFT JOIN closed ON closed.room = races.id AND closed.reset_at > seeds_released_at
                WHERE seeds_released_at IS NOT NULL GROUP BY races.id, seeds_released_at
                UNION ALL
                SELECT room, ahead, 3, started_at, 0, 0, '', 0, 'started', NULL, started_at, '{}'
                FROM attempts WHERE started_at IS NOT NULL
                UNION ALL
                SELECT told.room, told.ahead,
                    CASE WHEN kind = 'ready' AND COALESCE(settled < started_at, 1 = 1) THEN 2 ELSE 4 END,
                    settled, 2, 0, run_id, told.seq,
                    CASE kind WHEN 'gate' THEN 'run_crossed' WHEN 'return' THEN 'run_crossed' ELSE 'run_' || kind END,
                    run_id, received_at,
                    CASE kind
                    WHEN 'ready' THEN '{}'
                    WHEN 'started' THEN '{' || COALESCE('"node":' || '"' || node || '"' || ',', '')
                        || '"igt_ms":' || COALESCE(igt_ms, 0) || '}'
                    WHEN 'deaths' THEN '{"total":' || COALESCE(deaths, 0)
                        || COALESCE(',"node":' || '"' || node || '"', '') || '}'
                    WHEN 'position' THEN '{"node":' || '"' || node || '"' || '}'
                    WHEN 'finished' THEN '{"igt_ms":' || COALESCE(igt_ms, 0) || ',"missing_gates":0}'
                    WHEN 'abandoned' THEN '{"igt_ms":' || COALESCE(igt_ms, 0) || '}'
                    ELSE '{"node":' || '"' || node || '"'
                        || ',"return":' || CASE kind WHEN 'return' THEN 'true' ELSE 'false' END
                        || ',"igt_ms":' || COALESCE(gate_igt_ms, igt_ms, 0)
                        || ',"clock_ms":' || COALESCE(igt_ms, gate_igt_ms, 0) || ',"missing_gates":0'
                        || COALESCE(',"flag":' || flag, '') || '}'
                    END
                FROM told JOIN attempts ON attempts.room = told.room AND attempts.ahead = told.ahead
                WHERE kind <> 'reset' AND (node IS NOT NULL OR kind NOT IN ('gate', 'return', 'position'))
                UNION ALL
                SELECT room, ahead, 5, finished_at, 0, 0, '', 0, 'finished', NULL, finished_at, '{"by_force":false}'
                FROM attempts WHERE finished_at IS NOT NULL
                UNION ALL
                SELECT room, ahead, 6, reset_at, 0, 0, '', 0, 'reset', NULL, reset_at, '{}'
                FROM attempts WHERE reset_at IS NOT NULL
            )
            SELECT room,
                ROW_NUMBER() OVER (
                    PARTITION BY room ORDER BY ahead DESC, part, settled, rank, place, name, number
                ),
                kind, run, at, body, 0
            FROM lines
            """,
            "DROP TABLE run_events",
        ]
    )

    /// Makes node ids fit for JSON strings, in words that both databases understand. One step for each character:
    /// SQLite does not nest expressions deep enough for all.
    private static let escapedNodes: [String] = {
        let controls = (UInt8(1)..<0x20).map { control in
            (
                String(Character(UnicodeScalar(control))),
                "\\u00" + (control < 0x10 ? "0" : "") + String(control, radix: 16)
            )
        }
        return ([("\\", "\\\\"), ("\"", "\\\"")] + controls).map { character, escaped in
            "UPDATE run_events SET node = replace(node, '\(character)', '\(escaped)') WHERE replace(node, '\(character)', '') <> node"
        }
    }()
}
