import NIOCore
import NIOPosix

/// Those who watch one race and play no part in it, and what they saw.
final class Spectators {
    private let sockets: Sockets
    private let race: Organizer.Race
    private let greeting: String
    private let tallies: PerLoop<Tally>

    /// - Parameter updates: what they announce under this name in their first message; nil for nothing.
    init(of race: Organizer.Race, _ sockets: Sockets, updates: Int?) {
        self.race = race
        self.sockets = sockets
        self.greeting = Greeting.text(updates: updates)
        self.tallies = PerLoop(sockets.group) { Tally() }
    }

    /// Connects that many and waits until each has its race_state.
    func connect(_ count: Int) async throws {
        let (tallies, greeting) = (self.tallies, self.greeting)
        _ = try await self.sockets.open(count, path: "/ws/race/\(self.race.id)") { _, loop in
            let tally = tallies.of(loop)
            let viewer = ViewerSink(tally: tally, greeting: greeting)
            tally.viewers.append(viewer)
            return viewer
        }
        let deadline = ContinuousClock.now + .seconds(30)
        var ready = 0
        while ready < count {
            ready = try await self.collect(\.ready).reduce(0, +)
            guard ContinuousClock.now < deadline else {
                let errors = try await self.collect(\.errors).flatMap { $0 }
                throw Failure("\(ready) of \(count) spectators got a race_state in 30 s. \(errors.prefix(3))")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Takes note of the players' messages from now on.
    func follow(_ schedule: Schedule, of mods: Mods) async throws {
        let scanner = FrameScanner(participantIDs: mods.seats.map(\.participantID))
        try await self.collect { tally in
            tally.schedule = schedule
            tally.scanner = scanner
            tally.frames = 0
            tally.updates = 0
            tally.bytes = 0
        }
    }

    /// How long ticks took that arrived since this was asked before.
    func takeTicks() async throws -> Histogram {
        let parts = try await self.collect { tally in
            defer { tally.ticks = Histogram() }
            return tally.ticks
        }
        return parts.reduce(into: Histogram()) { $0.merge($1) }
    }

    /// What `body` makes of the tally of each event loop.
    @discardableResult
    func collect<T: Sendable>(_ body: @escaping @Sendable (Tally) -> T) async throws -> [T] {
        try await self.tallies.collect(body)
    }
}

/// The first message of those who watch.
enum Greeting {
    /// - Parameter updates: 2 asks for what changed instead of whole rows; servers that don't know it do as without.
    static func text(updates: Int?) -> String {
        #"{"type":"no_auth""# + (updates.map { ",\"updates\":\($0)" } ?? "") + "}"
    }
}
