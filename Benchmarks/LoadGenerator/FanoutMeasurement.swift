import NIOCore
import NIOPosix

/// The moving parts of the fan-out measurement.
final class FanoutMeasurement {
    struct Idle {
        let kibPerViewer: Double
        let connectsPerSecond: Double
    }

    struct Outcome: Sendable {
        var ticks = Histogram()
        var gates = Histogram()
        var lostUpdates = 0
        var lostGates = 0
        var superseded = 0
        var gatesSuperseded = 0
        var frames = 0
        var bytes = 0
        var errors: [String] = []
        var serverCPU = 0.0
        var ownCPU = 0.0
    }

    private let server: ServerUnderTest
    private let sockets: Sockets
    private let race: Organizer.Race
    private let mods: Mods
    private let loops: [any EventLoop]
    private let tallies: [Tally]

    init(server: ServerUnderTest, sockets: Sockets, race: Organizer.Race, mods: Mods) {
        self.server = server
        self.sockets = sockets
        self.race = race
        self.mods = mods
        self.loops = Array(sockets.group.makeIterator())
        self.tallies = self.loops.map { _ in Tally() }
    }

    /// Connects the spectators, waits until each has its race_state, and weighs them.
    func connectViewers(_ count: Int) async throws -> Idle {
        let before = self.server.residentKiB
        let begin = ContinuousClock.now
        let (loops, tallies) = (self.loops, self.tallies)
        _ = try await self.sockets.open(count, path: "/ws/race/\(self.race.id)") { _, loop in
            let tally = tallies[loops.firstIndex { $0 === loop } ?? 0]
            let viewer = ViewerSink(tally: tally)
            tally.viewers.append(viewer)
            return viewer
        }
        let deadline = ContinuousClock.now + .seconds(30)
        var ready = 0
        while ready < count {
            ready = try await self.sum(\.ready)
            guard ContinuousClock.now < deadline else {
                let errors = try await self.collect(\.errors).flatMap { $0 }
                throw Failure("\(ready) of \(count) spectators got a race_state in 30 s. \(errors.prefix(3))")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        try await Task.sleep(for: .seconds(1))
        return Idle(
            kibPerViewer: Double(self.server.residentKiB - before) / Double(count),
            connectsPerSecond: Double(count) / seconds
        )
    }

    /// Plays the schedule and waits for stragglers.
    func run(_ schedule: Schedule) async throws -> Outcome {
        let scanner = FrameScanner(participantIDs: self.mods.seats.map(\.participantID))
        for (loop, tally) in zip(self.loops, self.tallies) {
            try await loop.submit {
                tally.schedule = schedule
                tally.scanner = scanner
                tally.frames = 0
                tally.bytes = 0
            }.get()
        }
        try await self.mods.each { player, sink, loop in sink.follow(schedule, player: player, on: loop) }
        let (serverBefore, ownBefore) = (self.server.cpuSeconds, ownCPUSeconds())
        let left = schedule.end - .now()
        try await Task.sleep(for: .nanoseconds(max(left.nanoseconds, 0)))
        var outcome = try await self.outcome(schedule)
        let patience = ContinuousClock.now + .seconds(10)
        while outcome.lostUpdates + outcome.lostGates > 0, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(200))
            outcome = try await self.outcome(schedule)
        }
        outcome.serverCPU = self.server.cpuSeconds - serverBefore
        outcome.ownCPU = ownCPUSeconds() - ownBefore
        outcome.errors += try await self.mods.errors()
        return outcome
    }

    private func outcome(_ schedule: Schedule) async throws -> Outcome {
        var total = Outcome()
        let parts = try await self.collect { tally in
            var part = Outcome()
            part.ticks = tally.ticks
            part.gates = tally.gates
            part.superseded = tally.superseded
            part.gatesSuperseded = tally.gatesSuperseded
            part.frames = tally.frames
            part.bytes = tally.bytes
            part.errors = tally.errors
            part.lostUpdates = tally.viewers.reduce(0) { $0 + $1.lostUpdates(schedule) }
            part.lostGates = tally.viewers.reduce(0) { $0 + $1.lostGates(schedule) }
            return part
        }
        for part in parts {
            total.ticks.merge(part.ticks)
            total.gates.merge(part.gates)
            total.superseded += part.superseded
            total.gatesSuperseded += part.gatesSuperseded
            total.frames += part.frames
            total.bytes += part.bytes
            total.errors += part.errors
            total.lostUpdates += part.lostUpdates
            total.lostGates += part.lostGates
        }
        return total
    }

    private func sum(_ value: @escaping @Sendable (Tally) -> Int) async throws -> Int {
        try await self.collect(value).reduce(0, +)
    }

    private func collect<T: Sendable>(_ value: @escaping @Sendable (Tally) -> T) async throws -> [T] {
        var values: [T] = []
        for (loop, tally) in zip(self.loops, self.tallies) {
            values.append(try await loop.submit { value(tally) }.get())
        }
        return values
    }
}
