/// The two databases we speak to.
package enum Dialect: Sendable {
    /// Embedded, one file.
    case sqlite
    /// A server.
    case postgres
}

/// One connection inside a read or a transaction; synchronous, and used on a database thread only.
///
/// The first statement that fails ends the transaction, on both databases: what follows throws the same error and
/// nothing is committed, even when the error was caught. Where a conflict is expected say `ON CONFLICT DO NOTHING`.
package protocol SQLSession {
    /// Which database this is, for the rare statement that must differ.
    var dialect: Dialect { get }
    /// All rows of the answer.
    func rows(_ sql: SQL) throws -> [Row]
    /// How many rows the statement changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int
}

extension SQLSession {
    /// The first row of the answer, if there is one.
    package func row(_ sql: SQL) throws -> Row? {
        try self.rows(sql).first
    }
}

/// What a transaction is for.
enum TransactionKind: Sendable {
    /// One unchanging view of the data.
    case read
    /// Changes that behave as if nothing else ran at the same time.
    case write
    /// Changes of tables, which may take long.
    case schema
}

/// One of the two databases.
protocol Engine: Sendable {
    var dialect: Dialect { get }
    func transaction<T: Sendable>(
        _ kind: TransactionKind,
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws -> T
    func rows(_ sql: SQL) async throws -> [Row]
    func close() async
}
