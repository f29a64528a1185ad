import Vocabulary

extension Database {
    /// Runs the migrations that the database has not had, in order, each in its own transaction.
    ///
    /// Any number of processes may do this at once. Throws, and changes nothing, when the database knows more than we do.
    package func migrate(_ migrations: [Migration]) async throws {
        let known = migrations.sorted { $0.number < $1.number }
        for (one, next) in zip(known, known.dropFirst()) where one.number == next.number {
            throw DatabaseError.failed("Two migrations have the number \(one.number): \(one.name), \(next.name).")
        }
        while try await self.changeSchema({ try Self.runNext(of: known, in: $0) }) {}
    }

    /// What `migrate` would do; changes nothing.
    package func schemaStatus(_ migrations: [Migration]) async throws -> SchemaStatus {
        let applied = try await self.read { session in
            try Self.hasJournal(session) ? try Self.applied(session).map(\.number) : []
        }
        let known = migrations.map(\.number).sorted()
        return SchemaStatus(
            applied: applied,
            pending: known.filter { !applied.contains($0) },
            unknown: applied.filter { !known.contains($0) }
        )
    }

    /// Runs one migration if one is due. The journal is read again each time, under the lock, because another process
    /// may have run it meanwhile.
    private static func runNext(of known: [Migration], in session: any SQLSession) throws -> Bool {
        if session.dialect == .postgres {
            // SQLite's transaction has locked the file already. Any number will do; this spells "start".
            _ = try session.rows("SELECT pg_advisory_xact_lock(\(Int64(0x7374_6172_74)))")
        }
        if try !Self.hasJournal(session) {
            try session.execute(
                """
                CREATE TABLE schema_migrations (
                    number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
                )
                """
            )
        }
        let applied = try Self.applied(session)
        try Self.refuseUnknown(applied, known)
        guard let next = known.first(where: { one in !applied.contains { $0.number == one.number } }) else {
            return false
        }
        for statement in next.statements {
            try session.execute(SQL(migration: statement))
        }
        try next.fill?(session)
        let now = Moment.now()
        try session.execute(
            "INSERT INTO schema_migrations (number, name, applied_at) VALUES (\(next.number), \(next.name), \(now))"
        )
        return true
    }

    private static func refuseUnknown(_ applied: [(number: Int, name: String)], _ known: [Migration]) throws {
        let numbers = Set(known.map(\.number))
        guard let strange = applied.last(where: { !numbers.contains($0.number) }) else { return }
        let newest = numbers.max() ?? 0
        if strange.number > newest { throw DatabaseError.newerSchema(found: strange.number, known: newest) }
        throw DatabaseError.unknownMigration(number: strange.number, name: strange.name)
    }

    private static func hasJournal(_ session: any SQLSession) throws -> Bool {
        let tables: SQL =
            switch session.dialect {
            case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'"
            case .postgres:
                """
                SELECT tablename FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = 'schema_migrations'
                """
            }
        return try session.row(tables) != nil
    }

    private static func applied(_ session: any SQLSession) throws -> [(number: Int, name: String)] {
        try session.rows("SELECT number, name FROM schema_migrations ORDER BY number").map { row in
            (number: try row.get("number"), name: try row.get("name"))
        }
    }
}
