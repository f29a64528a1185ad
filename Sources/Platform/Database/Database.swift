package import Logging

/// The data of the server, in SQLite or in PostgreSQL; the same statements, the same behaviour.
package final class Database: Sendable {
    private let engine: any Engine

    private init(engine: any Engine) {
        self.engine = engine
    }

    /// Opens the file or reaches the server, and throws with a reason when that fails: a `DatabaseError`, or what
    /// `ProcessLock` says when `settings.lockedBy` is set.
    package static func open(
        _ url: DatabaseURL,
        settings: DatabaseSettings = DatabaseSettings(),
        logger: Logger
    ) async throws -> Database {
        switch url {
        case .sqlite(let path):
            Database(
                engine:
                    try await SQLiteEngine.open(.file(path), settings: settings, logger: logger)
            )
        case .sqliteMemory: Database(engine: try await SQLiteEngine.open(.memory, settings: settings, logger: logger))
        case .postgres(let address):
            Database(engine: try await PostgresEngine.open(address, settings: settings, logger: logger))
        }
    }

    /// Which database this is.
    package var dialect: Dialect { self.engine.dialect }

    /// Runs `body` on one unchanging view of the data. It cannot write, and may run again if a connection breaks.
    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await self.engine.transaction(.read, body)
    }

    /// Runs `body` in one transaction, which commits when it returns and rolls back when it throws.
    ///
    /// It behaves as if no other transaction ran at the same time. On PostgreSQL that may need a second run of `body`
    /// after the first was rolled back, so `body` should do nothing but speak to the database.
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await self.engine.transaction(.write, body)
    }

    /// All rows of one statement, which may be a change with `RETURNING`.
    package func rows(_ sql: SQL) async throws -> [Row] {
        try await self.engine.rows(sql)
    }

    /// The first row of one statement.
    package func row(_ sql: SQL) async throws -> Row? {
        try await self.engine.rows(sql).first
    }

    /// Runs one statement in a transaction of its own and tells how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) async throws -> Int {
        try await self.engine.transaction(.write) { try $0.execute(sql) }
    }

    /// Waits for what runs, then closes all connections. Everything after throws.
    package func close() async {
        await self.engine.close()
    }

    func changeSchema<T: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await self.engine.transaction(.schema, body)
    }
}

/// How patient and how wide the way to the database is.
package struct DatabaseSettings: Sendable {
    /// Most connections to PostgreSQL, and most readers of SQLite.
    package var connections = 8
    /// After this PostgreSQL gives up a statement.
    package var statementTimeout: Duration = .seconds(15)
    /// How long a lock of another process on the SQLite file is waited for.
    package var busyTimeout: Duration = .seconds(5)
    /// How long a server that is restarting is waited for before an error.
    package var patience: Duration = .seconds(5)
    /// Refuses every change, makes no file, and needs no lock.
    package var readsOnly = false
    /// Locks the file for the one process that may change it, known to others by this command. A server needs no lock.
    package var lockedBy: String?
    /// Called with `syncFailed` before anything else is written: where the process can be ended at once. Whoever stays
    /// gets that error for each further change.
    package var onSyncFailure: @Sendable (DatabaseError) -> Void = { _ in }

    package init() {}
}
