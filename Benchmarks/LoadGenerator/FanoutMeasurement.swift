import NIOCore

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
        var updates = 0
        var bytes = 0
        var errors: [String] = []
        var serverCPU = 0.0
        var ownCPU = 0.0
    }

    private let server: ServerUnderTest
    private let spectators: Spectators
    private let mods: Mods

    init(server: ServerUnderTest, spectators: Spectators, mods: Mods) {
        self.server = server
        self.spectators = spectators
        self.mods = mods
    }

    /// Connects the spectators, waits until each has its race_state, and weighs them.
    func connectViewers(_ count: Int) async throws -> Idle {
        let before = self.server.residentKiB
        let begin = ContinuousClock.now
        try await self.spectators.connect(count)
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        try await Task.sleep(for: .seconds(1))
        return Idle(
            kibPerViewer: Double(self.server.residentKiB - before) / Double(count),
            connectsPerSecond: Double(count) / seconds
        )
    }

    /// Plays the schedule and waits for stragglers.
    func run(_ schedule: Schedule) async throws -> Outcome {
        try await self.spectators.follow(schedule, of: self.mods)
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
        let parts = try await self.spectators.collect { tally in
            var part = Outcome()
            part.ticks = tally.ticks
            part.gates = tally.gates
            part.superseded = tally.superseded
            part.gatesSuperseded = tally.gatesSuperseded
            part.frames = tally.frames
            part.updates = tally.updates
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
            total.updates += part.updates
            total.bytes += part.bytes
            total.errors += part.errors
            total.lostUpdates += part.lostUpdates
            total.lostGates += part.lostGates
        }
        return total
    }
}
