import Vocabulary

extension Database {
    /// What `proveWritable` needs.
    package static let migrations = [
        Migration(
            1,
            "a row to prove that rows can be written",
            ["CREATE TABLE write_proofs (id SMALLINT PRIMARY KEY, written_at BIGINT NOT NULL)"]
        )
    ]

    /// Commits one small row: a database that can only be read, because its disk is full, is of little use.
    package func proveWritable() async throws {
        let now = Moment.now()
        try await self.execute(
            """
            INSERT INTO write_proofs (id, written_at) VALUES (1, \(now))
            ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at
            """
        )
    }
}
