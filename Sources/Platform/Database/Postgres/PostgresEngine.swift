import Logging
import NIOPosix

/// PostgreSQL: a pool of threads, each of which takes a connection for the time of a transaction.
///
/// libpq blocks, so it never runs on a thread of Swift's own pool. There are as many threads as connections: who waits
/// for a connection waits in the queue of the threads.
final class PostgresEngine: Engine {
    let dialect = Dialect.postgres
    private let connections: PostgresConnections
    private let threads: NIOThreadPool
    private let logger: Logger

    private init(_ address: String, settings: DatabaseSettings, logger: Logger) {
        self.connections = PostgresConnections(address, settings: settings, logger: logger)
        self.threads = NIOThreadPool(numberOfThreads: settings.connections)
        self.logger = logger
    }

    static func open(_ address: String, settings: DatabaseSettings, logger: Logger) async throws -> PostgresEngine {
        let engine = PostgresEngine(address, settings: settings, logger: logger)
        engine.threads.start()
        do {
            _ = try await engine.rows("SELECT 1")
        } catch {
            await engine.close()
            throw error
        }
        return engine
    }

    func transaction<T: Sendable>(
        _ kind: TransactionKind,
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws -> T {
        try await self.onThread { cancellation in
            try self.persistently(cancellation) { try $0.transaction(kind, cancellation, body) }
        }
    }

    func rows(_ sql: SQL) async throws -> [Row] {
        let rendered = try RenderedSQL(sql, for: .postgres)
        guard rendered.isSelect else {
            return try await self.transaction(.write) { try $0.rows(sql) }
        }
        return try await self.onThread { cancellation in
            try self.persistently(cancellation) { try $0.run(rendered).rows() }
        }
    }

    func close() async {
        self.connections.refuseMore()
        // Waits for what runs; what is still queued is told that the database is closed.
        try? await self.threads.shutdownGracefully()
        self.connections.dropIdle()
    }

    private func onThread<T: Sendable>(
        _ body: @escaping @Sendable (Cancellation) throws -> T
    ) async throws -> T {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            do {
                return try await self.threads.runIfActive { try body(cancellation) }
            } catch is CancellationError where !cancellation.isRequested {
                throw DatabaseError.closed
            }
        } onCancel: {
            cancellation.request()
        }
    }

    /// Runs `body` until it succeeds or cannot be helped. Only work that left no trace is run again.
    private func persistently<T>(
        _ cancellation: Cancellation,
        _ body: (PostgresConnection) throws -> T
    ) throws -> T {
        var conflicts = 0
        var breaks = 0
        while true {
            try cancellation.check()
            let connection = try self.connections.take(fresh: breaks > 0, cancellation)
            defer { self.connections.giveBack(connection) }
            do {
                return try body(connection)
            } catch let failure as PostgresFailure {
                switch failure.remedy {
                case .none: throw failure.error
                case .reconnect:
                    breaks += 1
                    connection.isSpoilt = true
                    // The others were most likely lost with this one.
                    self.connections.dropIdle()
                    self.logger.warning("lost a database connection", metadata: ["error": "\(failure.error)"])
                    if breaks == 3 { throw failure.error }
                case .runAgain:
                    conflicts += 1
                    if conflicts == 40 { throw failure.error }
                    PostgresConnections.pause(.milliseconds(Int.random(in: 0...min(4 * conflicts, 80))))
                }
            }
        }
    }
}
