import Logging

final class PostgresEngine: Engine {
    let dialect = Dialect.postgres

    static func open(_ address: String, settings: DatabaseSettings, logger: Logger) async throws -> PostgresEngine {
        throw DatabaseError.unavailable("PostgreSQL is not supported yet.")
    }

    func transaction<T: Sendable>(
        _ kind: TransactionKind,
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws -> T { throw DatabaseError.unavailable("PostgreSQL is not supported yet.") }

    func rows(_ sql: SQL) async throws -> [Row] { [] }
    func close() async {}
}
