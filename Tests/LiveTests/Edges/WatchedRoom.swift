import CoreMetrics
import NIOCore
import NIOEmbedded
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Vocabulary
import WebServer

@testable import Live

/// An edge over a room whose steps the test decides, as a room over a journal would say them.
final class WatchedRoom {
    let loop = EmbeddedEventLoop()
    let clock = TestClock()
    let edge: Edge
    private(set) var state: RoomState
    private var version: UInt64 = 0
    private var connections: UInt64 = 1_000

    /// A race of runs 11, 12, ... of users 101, 102, ...; released and, unless in setup, started at second 0.
    init(runs: Int = 2, started: Bool = true, map: MapSetting = .live, epoch: Int64 = 7) throws {
        var room = RoomState.making(
            Making(kind: .race, organizer: .organizer, map: map),
            id: .sample(5),
            furnishing: Furnishing(name: "Dawn", seed: try SampleSeed.seed()),
            runs: [],
            at: .at(-60)
        ).state
        for number in 1...runs {
            _ = try room.join(.sample(10 + number), person: .sample(100 + number), at: .at(-50))
        }
        _ = try room.give(.caster, to: .sample(2), at: .at(-40))
        _ = try room.release(at: .at(-30))
        self.state = room
        let clock = self.clock
        self.edge = Edge(
            room,
            epoch: epoch,
            clock: { clock.now },
            metrics: LiveMetrics(factory: NOOPMetricsHandler.instance)
        )
        if started { try self.take { try $0.start(at: $1) } }
    }

    /// Does what a rule does and tells the edge of it.
    func take(_ rule: (inout RoomState, Reading) throws -> Outcome) rethrows {
        self.say(try rule(&self.state, self.clock.now))
    }

    /// One message of a mod.
    func say(_ message: ModMessage, _ run: RunID = .first) {
        self.take { $0.receive(message, from: run, at: $1) }
    }

    /// Lets what waits for a window be written.
    func pass(seconds: Double = 1) {
        self.clock.pass(seconds: seconds)
        self.loop.advanceTime(by: .milliseconds(Int64(seconds * 1_000)))
    }

    /// - Returns: who came to see the whole map.
    @discardableResult
    func beat() -> Set<UserID> {
        defer { self.loop.run() }
        return self.edge.beat(.now)
    }

    private func say(_ outcome: Outcome) {
        guard !outcome.isEmpty else { return }
        self.version += 1
        self.edge.take(
            .update(
                Update(
                    epoch: 7,
                    version: self.version,
                    at: self.clock.now.moment,
                    outcome: outcome,
                    // A room looks up its furnishing after each change; here rules leave it in the state.
                    furnishing: outcome.change.isStructural ? self.state.furnishing : nil
                )
            )
        )
        self.loop.run()
    }

    // MARK: Members

    /// Opens a page.
    func page(_ user: UserID? = nil, updates: Bool = false, resume: Stamp? = nil) throws -> Watcher {
        let watcher = try Watcher(on: self.loop)
        let wishes = ViewerWishes(readsUpdates: updates, resume: resume)
        _ = self.edge.join(page: watcher.socket, as: Guest(user: user, wishes: wishes))
        self.loop.run()
        return watcher
    }

    func leave(_ page: Watcher) {
        self.edge.leave(page: page.socket.id)
        self.loop.run()
    }

    /// Connects the mod of a run.
    func mod(_ run: RunID = .first) throws -> Watcher {
        let watcher = try Watcher(on: self.loop)
        _ = self.edge.expect(watcher.socket)
        self.take { $0.connected(run, by: ConnectionID(rawValue: watcher.socket.id), at: $1) }
        return watcher
    }

    /// Makes a run play: its mod connects, is ready, and tells a first clock.
    func play(_ run: RunID = .first, igtMs: Int = 1_000) {
        self.connections += 1
        let connection = ConnectionID.sample(self.connections)
        self.take { $0.connected(run, by: connection, at: $1) }
        self.say(.ready, run)
        self.say(.statusUpdate(igtMs: igtMs, deathCount: 0), run)
    }

    func cross(_ flag: Int, _ igtMs: Int, _ run: RunID = .first) {
        self.say(.eventFlag(flagID: flag, igtMs: igtMs), run)
    }
}
