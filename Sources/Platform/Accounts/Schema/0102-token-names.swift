import Database
import Vocabulary

extension AccountsSchema {
    static let tokenNames = Migration(
        102,
        "API tokens have names and a last use",
        [
            "ALTER TABLE api_tokens ADD COLUMN id TEXT",
            "ALTER TABLE api_tokens ADD COLUMN name TEXT NOT NULL DEFAULT 'API token'",
            "ALTER TABLE api_tokens ADD COLUMN last_used_at BIGINT NOT NULL DEFAULT 0",
            "CREATE UNIQUE INDEX api_tokens_by_id ON api_tokens (id)",
            "CREATE INDEX api_tokens_by_last_use ON api_tokens (last_used_at)",
        ],
        fill: { session in
            // Nobody noted when the old ones were used: all get their year from now on.
            let now = Moment.now()
            for row in try session.rows("SELECT token_hash FROM api_tokens") {
                let hash: String = try row.get("token_hash")
                try session.execute(
                    "UPDATE api_tokens SET id = \(APIToken.ID()), last_used_at = \(now) WHERE token_hash = \(hash)"
                )
            }
        }
    )
}
