/// A connection to PostgreSQL inside a transaction.
final class PostgresSession: SQLSession {
    let dialect = Dialect.postgres
    private let connection: PostgresConnection
    private let cancellation: Cancellation
    private var failure: (any Error)?

    fileprivate init(_ connection: PostgresConnection, _ cancellation: Cancellation) {
        self.connection = connection
        self.cancellation = cancellation
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try self.attempt(sql) { try $0.rows() }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try self.attempt(sql) { $0.changes }
    }

    private func attempt<T>(_ sql: SQL, _ read: (borrowing PostgresAnswer) throws -> T) throws -> T {
        if let failure = self.failure { throw Self.plain(failure) }
        do {
            try self.cancellation.check()
            return try read(try self.connection.run(try RenderedSQL(sql, for: .postgres)))
        } catch {
            self.failure = error
            throw Self.plain(error)
        }
    }

    /// What the body of a transaction gets to see.
    private static func plain(_ error: any Error) -> any Error {
        (error as? PostgresFailure)?.error ?? error
    }

    /// The body's value, unless a statement failed; or the body's error, unless running again can help.
    fileprivate func conclude<T>(_ outcome: Result<T, any Error>) throws -> T {
        switch outcome {
        case .success(let value):
            if let failure = self.failure { throw failure }
            return value
        case .failure(let error):
            if let failure = self.failure as? PostgresFailure, failure.remedy != .none { throw failure }
            throw error
        }
    }
}

extension PostgresConnection {
    /// Runs `body` in one transaction. Throws `PostgresFailure` where the caller may be able to help.
    func transaction<T>(
        _ kind: TransactionKind,
        _ cancellation: Cancellation,
        _ body: (any SQLSession) throws -> T
    ) throws -> T {
        _ = try self.command(kind.begin)
        let value: T
        do {
            let session = PostgresSession(self, cancellation)
            value = try session.conclude(Result { try body(session) })
            try cancellation.check()
        } catch {
            // A connection that cannot even roll back is found broken when it is given back.
            _ = try? self.command("ROLLBACK")
            throw error
        }
        do {
            _ = try self.command("COMMIT")
        } catch let failure as PostgresFailure where failure.remedy == .reconnect {
            if kind == .read { return value }
            throw PostgresFailure(error: .commitUnknown, remedy: .none)
        }
        return value
    }
}

extension TransactionKind {
    fileprivate var begin: String {
        switch self {
        case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case .write: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        // Not serializable, because what another process did while we waited for the lock must be seen.
        case .schema: "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = 0"
        }
    }
}
