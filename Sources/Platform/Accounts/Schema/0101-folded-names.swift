import Database
import Vocabulary

extension AccountsSchema {
    /// Names as they are looked up: SQLite's lower() knows ASCII only, and neither database folds as Unicode does.
    static let foldedNames = Migration(
        101,
        "names in any case, and accounts of people told from others",
        [
            """
            ALTER TABLE users ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'
                CHECK (kind IN ('person', 'development', 'bot'))
            """,
            "UPDATE users SET kind = 'development' WHERE twitch_id LIKE 'dev:%'",
            "UPDATE users SET kind = 'bot' WHERE twitch_id LIKE 'demo:%'",
            "ALTER TABLE users ADD COLUMN folded_username TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE users ADD COLUMN folded_display_name TEXT",
            "DROP INDEX users_by_username",
            "CREATE INDEX users_by_folded_username ON users (folded_username)",
            "CREATE INDEX users_by_folded_display_name ON users (folded_display_name)",
        ],
        fill: { session in
            for row in try session.rows("SELECT id, username, display_name FROM users") {
                let id: UserID = try row.get("id")
                let username: String = try row.get("username")
                let displayName: String? = try row.get("display_name")
                try session.execute(
                    """
                    UPDATE users SET folded_username = \(FoldedName(username)),
                        folded_display_name = \(displayName.map { FoldedName($0) }) WHERE id = \(id)
                    """
                )
            }
        }
    )
}
