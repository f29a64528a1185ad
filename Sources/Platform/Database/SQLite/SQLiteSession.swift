import GRDB

/// A connection to SQLite inside a transaction.
final class SQLiteSession: SQLSession {
    let dialect = Dialect.sqlite
    private let connection: GRDB.Database
    private var failure: (any Error)?

    private init(_ connection: GRDB.Database) {
        self.connection = connection
    }

    /// Throws, so that GRDB rolls back, also when the body swallowed the error of a statement.
    static func run<T>(_ body: (any SQLSession) throws -> T, on connection: GRDB.Database) throws -> T {
        let session = SQLiteSession(connection)
        let result = try body(session)
        if let failure = session.failure { throw failure }
        return result
    }

    /// The body in a transaction of its own.
    static func commit<T>(_ body: (any SQLSession) throws -> T, on connection: GRDB.Database) throws -> T {
        var result: T?
        do {
            try connection.inTransaction {
                result = try Self.run(body, on: connection)
                return .commit
            }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
        guard let result else { throw DatabaseError.failed("A transaction ended without a result.") }
        return result
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try self.attempt(sql) { statement, arguments in
            let columns = ColumnNames(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: try row.map { try SQLValue($0.1) }))
            }
            return rows
        }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try self.attempt(sql) { statement, arguments in
            // `changesCount` keeps the number of the last change, also after statements that change no row.
            let before = self.connection.totalChangesCount
            try statement.execute(arguments: arguments)
            return self.connection.totalChangesCount == before ? 0 : self.connection.changesCount
        }
    }

    private func attempt<T>(_ sql: SQL, _ body: (Statement, StatementArguments) throws -> T) throws -> T {
        if let failure = self.failure { throw failure }
        do {
            let rendered = try RenderedSQL(sql, for: .sqlite)
            let statement = try self.connection.cachedStatement(sql: rendered.text)
            return try body(statement, StatementArguments(rendered.values.map(\.databaseValue)))
        } catch {
            let failure = (error as? GRDB.DatabaseError).map(DatabaseError.init) ?? error
            self.failure = failure
            throw failure
        }
    }
}

extension SQLValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    init(_ stored: DatabaseValue) throws {
        switch stored.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob: throw DatabaseError.column("A column holds bytes, which are not used here.")
        }
    }
}
