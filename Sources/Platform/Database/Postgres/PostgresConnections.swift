import Foundation
import Logging
import Synchronization

/// The connections that are open and not in use, and the way to new ones.
final class PostgresConnections: Sendable {
    private struct State {
        var idle: [PostgresConnection] = []
        var isClosed = false
    }

    private let address: String
    private let settings: DatabaseSettings
    private let logger: Logger
    private let state = Mutex(State())

    init(_ address: String, settings: DatabaseSettings, logger: Logger) {
        self.address = address
        self.settings = settings
        self.logger = logger
    }

    /// A connection for the caller alone, until it is given back.
    func take(fresh: Bool, _ cancellation: Cancellation) throws -> PostgresConnection {
        let idle = try self.state.withLock { state -> PostgresConnection? in
            if state.isClosed { throw DatabaseError.closed }
            // The one used last: its statements are warm, and others can be seen to be superfluous.
            return fresh ? nil : state.idle.popLast()
        }
        return try idle ?? self.connect(cancellation)
    }

    func giveBack(_ connection: PostgresConnection) {
        guard connection.isClean else { return }
        self.state.withLock { state in
            if !state.isClosed { state.idle.append(connection) }
        }
    }

    /// Closes the idle connections.
    func dropIdle() {
        let dropped = self.state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        // They close here, outside the lock, when the last reference goes.
        withExtendedLifetime(dropped) {}
    }

    func refuseMore() {
        self.state.withLock { $0.isClosed = true }
    }

    /// Waits for a server that is restarting, but not for one that says no.
    private func connect(_ cancellation: Cancellation) throws -> PostgresConnection {
        let deadline = ContinuousClock.now + self.settings.patience
        var delay = Duration.milliseconds(20)
        while true {
            try cancellation.check()
            do {
                return try PostgresConnection(self.address, settings: self.settings)
            } catch let failure as PostgresFailure {
                guard failure.remedy == .reconnect, !Self.isRefusal(failure), ContinuousClock.now < deadline else {
                    throw failure.error
                }
                self.logger.debug("waiting for the database", metadata: ["error": "\(failure.error)"])
                Self.pause(delay)
                delay = min(delay * 2, .milliseconds(500))
            }
        }
    }

    /// libpq gives no code for an attempt to connect, only words; in other languages we merely wait in vain.
    private static func isRefusal(_ failure: PostgresFailure) -> Bool {
        guard case .unavailable(let words) = failure.error else { return false }
        return ["authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied"]
            .contains { words.contains($0) }
    }

    /// Blocks this thread, which is one of the database's own.
    static func pause(_ duration: Duration) {
        Thread.sleep(forTimeInterval: duration / .seconds(1))
    }
}
