import Foundation
import GRDB
import Logging
import NIOPosix
import Synchronization

/// SQLite: one writer and a pool of readers on one file, or one connection to memory.
final class SQLiteEngine: Engine {
    enum Place: Sendable {
        case file(String)
        case memory
    }

    let dialect = Dialect.sqlite
    private let connections: any DatabaseWriter
    private let lock: ProcessLock?
    private let onSyncFailure: @Sendable (DatabaseError) -> Void
    /// Set when the file can't be trusted with more.
    private let syncFailure = Mutex<DatabaseError?>(nil)

    private init(connections: any DatabaseWriter, lock: ProcessLock?, settings: DatabaseSettings) {
        self.connections = connections
        self.lock = lock
        self.onSyncFailure = settings.onSyncFailure
    }

    static func open(_ place: Place, settings: DatabaseSettings, logger: Logger) async throws -> SQLiteEngine {
        var configuration = Configuration()
        configuration.busyMode = .timeout(settings.busyTimeout / .seconds(1))
        configuration.maximumReaderCount = settings.connections
        configuration.foreignKeysEnabled = true
        configuration.readonly = settings.readsOnly
        let chosen = configuration
        return try await NIOThreadPool.singleton.runIfActive {
            do {
                switch place {
                case .memory:
                    let connection = try DatabaseQueue(configuration: chosen)
                    return SQLiteEngine(connections: connection, lock: nil, settings: settings)
                case .file(let path):
                    let lock = settings.readsOnly ? nil : try Self.prepareFile(path, settings, logger)
                    let pool = try Self.openFile(path, chosen, settings.busyTimeout)
                    return SQLiteEngine(connections: pool, lock: lock, settings: settings)
                }
            } catch let error as GRDB.DatabaseError {
                throw DatabaseError(opening: place, error)
            }
        }
    }

    /// SQLite gives the files beside the database the mode that the database has.
    private static func prepareFile(
        _ path: String,
        _ settings: DatabaseSettings,
        _ logger: Logger
    ) throws -> ProcessLock? {
        PrivateFile.make(path)
        // The lock is that of the file, whatever links lead to it.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let lock = try settings.lockedBy.map { try ProcessLock.take(file + ".lock", of: file, command: $0) }
        for suffix in ["", "-wal", "-shm"] { PrivateFile.narrow(file + suffix, logger: logger) }
        return lock
    }

    private static func openFile(
        _ path: String,
        _ configuration: Configuration,
        _ patience: Duration
    ) throws -> DatabasePool {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                let pool = try DatabasePool(path: path, configuration: configuration)
                // GRDB sets NORMAL, with which a committed transaction may be lost when the power fails.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                return pool
            } catch let error as GRDB.DatabaseError
                where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
            {
                // The switch to WAL does not wait for locks: two processes that open a new file at once meet here.
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    func transaction<T: Sendable>(
        _ kind: TransactionKind,
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws -> T {
        do {
            switch kind {
            case .read: return try await self.connections.read { try SQLiteSession.run(body, on: $0) }
            case .write, .schema:
                return try await self.connections.writeWithoutTransaction { try self.write(body, on: $0) }
            }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    /// On the one thread that writes, so that nothing else is written between a sync that failed and what follows from it.
    private func write<T>(_ body: (any SQLSession) throws -> T, on connection: GRDB.Database) throws -> T {
        if let failure = self.syncFailure.withLock({ $0 }) { throw failure }
        do {
            return try SQLiteSession.commit(body, on: connection)
        } catch DatabaseError.syncFailed(let words) {
            let failure = DatabaseError.syncFailed(words)
            self.syncFailure.withLock { $0 = failure }
            self.onSyncFailure(failure)
            throw failure
        }
    }

    func rows(_ sql: SQL) async throws -> [Row] {
        let rendered = try RenderedSQL(sql, for: .sqlite)
        return try await self.transaction(rendered.isSelect ? .read : .write) { try $0.rows(sql) }
    }

    func close() async {
        let connections = self.connections
        _ = try? await NIOThreadPool.singleton.runIfActive { try connections.close() }
        self.lock?.release()
    }
}
