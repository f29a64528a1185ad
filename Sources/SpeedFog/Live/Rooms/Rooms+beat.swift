import CoreMetrics
import Database
import Logging
import RaceRules
import ServiceLifecycle

/// What keeps rooms alive, and ends what nobody plays.
extension Rooms {
    /// Beats until shutdown: heartbeats each second, abandoned runs each minute.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.beatForever() }
                group.addTask { await self.sweepForever() }
            }
        }
    }

    private func beatForever() async {
        while (try? await Task.sleep(for: .seconds(1))) != nil { await self.beat() }
    }

    private func sweepForever() async {
        repeat {
            await self.sweep()
        } while (try? await Task.sleep(for: self.settings.inactivitySweep)) != nil
    }

    /// One beat of all rooms.
    func beat() async {
        let now = ContinuousClock.now
        var held = 0
        for open in self.openRooms {
            let saw = open.edge.beat(now)
            if !saw.isEmpty { await open.room.mapShown(to: saw) }
            held += await open.room.heldCount
            await self.closeIfIdle(open)
        }
        self.metrics.rooms.record(self.openRooms.count)
        self.metrics.held.record(held)
    }

    /// Abandons the runs that nobody plays, in all rooms that this process can have.
    func sweep() async {
        do {
            let tables = self.tables.values
            let running = try await self.database.read { session in try tables.flatMap { try $0.running(in: session) } }
            for room in running { await self.sweep(room) }
        } catch {
            self.logger.error("Could not look for abandoned runs", metadata: ["error": "\(error)"])
        }
    }

    /// One room that can't be looked after must not keep the others waiting.
    private func sweep(_ room: RoomID) async {
        do {
            try await self.open(room).room.sweep(limit: self.settings.inactivityLimit)
        } catch RoomsError.ownedElsewhere {
            // Its owner looks after it.
        } catch {
            self.logger.error(
                "Could not look for abandoned runs",
                metadata: ["room": "\(room)", "error": "\(error)"]
            )
        }
    }
}
