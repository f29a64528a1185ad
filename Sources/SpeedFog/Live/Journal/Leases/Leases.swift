package import Database
package import Logging
package import RaceRules
import ServiceLifecycle
import Synchronization

/// The rooms that this process holds, and the beat that keeps them.
///
/// A process that dies without a word loses its rooms `ttl` after its last beat: then others may take them. It can't
/// write a room that was taken from it, however late it wakes, because the journal looks at the fence in each
/// transaction.
package final class Leases: Service {
    private struct Held {
        var watcher: (any JournalWriter)?
    }

    private let database: Database
    private let holder: String
    private let ttl: Duration
    private let logger: Logger
    private let held = Mutex<[Lease: Held]>([:])

    /// - Parameter holder: names this process to others, and to itself after a restart: who is the only one with its
    ///   name takes its own rooms back at once.
    /// - Parameter ttl: how long after the last beat others may take a room; a beat comes after each third of it.
    package init(database: Database, holder: String, ttl: Duration = .seconds(15), logger: Logger) {
        self.database = database
        self.holder = holder
        self.ttl = ttl
        self.logger = logger
    }

    /// Takes a room, and keeps it until it is released.
    ///
    /// - Throws: `LeaseError.held` when it belongs to another process; `DatabaseError`.
    package func acquire(_ room: RoomID, kind: RoomKind) async throws -> Lease {
        let (holder, ttl) = (self.holder, self.milliseconds)
        let fence = try await self.database.write {
            try LeaseStore.acquire(room, holder: holder, ttl: ttl, in: $0)
        }
        let lease = Lease(room: room, kind: kind, fence: fence)
        self.held.withLock { $0[lease] = Held() }
        return lease
    }

    /// Lets `writer` know when the lease is lost, within a third of `ttl` of the loss; also when it is lost already.
    package func watch(_ lease: Lease, _ writer: any JournalWriter) async {
        let isHeld = self.held.withLock { held in
            guard held[lease] != nil else { return false }
            held[lease]?.watcher = writer
            return true
        }
        if !isHeld { await writer.failed(.lostLease) }
    }

    /// Gives a room back: whoever comes next has it at once.
    package func release(_ lease: Lease) async {
        guard self.held.withLock({ $0.removeValue(forKey: lease) }) != nil else { return }
        do {
            try await self.database.write { try LeaseStore.release(lease, in: $0) }
        } catch {
            // It runs out by itself.
            self.logger.warning("A room was not given back", metadata: ["room": "\(lease.room)", "error": "\(error)"])
        }
    }

    /// Beats until shutdown, then gives all rooms back.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while (try? await Task.sleep(for: self.ttl / 3)) != nil { await self.beat() }
            }
        } onGracefulShutdown: {
        }
        for lease in self.held.withLock({ Array($0.keys) }) { await self.release(lease) }
    }

    /// Renews what is held, and tells of what is lost.
    func beat() async {
        let leases = self.held.withLock { Array($0.keys) }
        guard !leases.isEmpty else { return }
        do {
            let ttl = self.milliseconds
            let renewed = try await self.database.write { try LeaseStore.renew(leases, ttl: ttl, in: $0) }
            for lease in leases where !renewed.contains(lease) { await self.lose(lease) }
        } catch {
            self.logger.error("Leases could not be renewed", metadata: ["error": "\(error)"])
        }
    }

    private func lose(_ lease: Lease) async {
        // Who gave it back while we asked did not lose it.
        guard let held = self.held.withLock({ $0.removeValue(forKey: lease) }) else { return }
        self.logger.error(
            "Another process took a room",
            metadata: ["room": "\(lease.room)", "fence": "\(lease.fence)"]
        )
        await held.watcher?.failed(.lostLease)
    }

    private var milliseconds: Int64 { Int64(self.ttl / .milliseconds(1)) }
}
