import Companion
import SpeedFogProtocol
import Synchronization

/// Plays a story over a connection as the game mod would: ready, wait for the start, a status each second, a flag at each gate.
struct SimulatedPlayer: Sendable {
    let name: String
    let story: Story
    let speed: Double
    let connection: ModConnection
    /// Called when the story ends in giving up; leaving a race is not a message of the protocol.
    let abandon: @Sendable () async -> Void
    let report: @Sendable (PlayerNews) -> Void

    /// Plays until the run or the race is over, or the task is cancelled.
    func play() async -> PlayerResult {
        let view = RaceView()
        let (starts, starter) = AsyncStream.makeStream(of: Int.self)
        await withTaskGroup { group in
            group.addTask { await self.connection.run() }
            group.addTask {
                await self.follow(view, starter)
                starter.finish()
                self.connection.stop()
            }
            group.addTask { await self.perform(view, starts) }
            // Whichever half ends first, the network or the story, takes the others along.
            await group.next()
            self.connection.stop()
            // The server may tell that the player has left before its answer to leaving is here.
            if !view.isLeaving { group.cancelAll() }
        }
        return view.result(of: self)
    }

    /// Reads what the server says; yields the game time to begin at whenever the race starts. Ends when the run is over.
    private func follow(_ view: RaceView, _ starter: AsyncStream<Int>.Continuation) async {
        self.connection.send(.ready)
        for await event in self.connection.events {
            switch event {
            case .connected(let auth):
                self.report(.connected(reconnects: self.connection.reconnects))
                if auth.race.status == .setup { self.connection.send(.ready) }
            case .lost(let reason):
                self.report(.lost("\(reason)"))
            case .message: break
            }
            switch view.see(event) {
            case .go(let igtMs):
                self.report(.started)
                starter.yield(igtMs)
            case .over: return
            case .nothingNew: break
            }
        }
    }

    private func perform(_ view: RaceView, _ starts: AsyncStream<Int>) async {
        for await igtMs in starts {
            guard await self.run(from: igtMs, view) else { continue }
            let length = self.story.lengthMs
            if self.story.isAbandoned {
                await self.waitForConfirmation()
                self.report(.abandoned(igtMs: length))
                view.leaves()
                await self.abandon()
                return
            }
        }
    }

    /// Plays the story from a moment on; answers whether it came to its end, which a race that ends or is reset prevents.
    private func run(from igtMs: Int, _ view: RaceView) async -> Bool {
        let clock = PlaybackClock(from: igtMs, speed: self.speed)
        var reader = StoryReader(self.story, from: igtMs)
        view.began(deaths: reader.deaths)
        self.connection.send(.statusUpdate(igtMs: max(igtMs, 1), deathCount: reader.deaths))
        var tick = ContinuousClock.now + .seconds(1)
        while let beat = reader.upcoming {
            do {
                try await Task.sleep(until: min(tick, clock.instant(of: beat.igtMs)), clock: .continuous)
            } catch {
                return false
            }
            guard view.isRunning else { return false }
            for step in reader.read(until: clock.igtMs) {
                for message in step.messages { self.connection.send(message) }
                view.reached(step)
                switch step.beat.kind {
                case .gate(_, let node): self.report(.gate(node: node, igtMs: step.beat.igtMs))
                case .finish: self.report(.finished(igtMs: step.beat.igtMs))
                case .death, .abandon: break
                }
            }
            if reader.upcoming != nil, ContinuousClock.now >= tick {
                let now = max(clock.igtMs, 1)
                self.connection.send(.statusUpdate(igtMs: now, deathCount: reader.deaths))
                view.passed(igtMs: now)
                tick += .seconds(1)
            }
        }
        return true
    }

    /// Gives the last gates a few seconds to arrive before the player leaves; much faster than real time they are still on the way.
    private func waitForConfirmation() async {
        let patience = ContinuousClock.now + .seconds(5)
        while !self.connection.unconfirmed.isEmpty, ContinuousClock.now < patience, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}
