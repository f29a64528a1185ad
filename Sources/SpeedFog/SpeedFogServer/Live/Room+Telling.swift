import Foundation
import Logging
import RaceRules
import SpeedFogProtocol
import WebServer

/// What a room writes down and says: first the journal, then the sockets.
extension Room {
    func committed(upTo ticket: UInt64) {
        self.durableTicket = max(self.durableTicket, ticket)
        let ready = self.held.prefix { $0.ticket <= self.durableTicket }
        for item in ready { self.fanOut.deliver(item.delivery) }
        self.held.removeFirst(ready.count)
        if self.held.isEmpty, self.lastTicket <= self.durableTicket {
            for run in self.heldTicks { self.tellTick(run, withHistory: true) }
            self.heldTicks.removeAll()
        }
        self.resumeWaiters(true) { $0 <= self.durableTicket }
    }

    /// What was not written did not happen: everyone comes back to what the journal holds.
    func failed(_ error: any Error) {
        self.isClosed = true
        for case .join(let seat, _) in self.held.map(\.delivery) {
            seat.socket.close(code: 1011, reason: "Could not save, reconnect")
        }
        self.held.removeAll()
        self.lastTicket = self.durableTicket
        self.fanOut.deliver(.close(.everyone, code: 1011, reason: "Could not save, reconnect"))
        self.resumeWaiters(false) { _ in true }
    }

    /// Writes down and tells what follows from a message.
    ///
    /// - Returns: whether the caller has to wait for the journal.
    func perform(_ outcome: Outcome) -> Bool {
        let changed = Set(outcome.events.map(\.run)).compactMap { self.state.runs[$0] }
        if !outcome.events.isEmpty || outcome.endsRace {
            let ticket = self.journal.append(
                outcome.events,
                projections: changed.map(RunProjection.init),
                endedRace: outcome.endsRace ? (self.id, self.clock()) : nil,
                writer: self,
                urgent: outcome.mustBeDurable
            )
            if outcome.mustBeDurable { self.lastTicket = ticket }
        } else if let ticked = outcome.ticked, let run = self.state.runs[ticked] {
            self.journal.tick(RunProjection(run))
        }
        if outcome.events.contains(where: { $0.kind == .finished || $0.kind == .abandoned }) || outcome.endsRace {
            self.regroup()
        }
        for told in outcome.told { self.tell(told) }
        return outcome.mustBeDurable
    }

    func tell(_ told: Outcome.Told) {
        switch told {
        case .leaderboard: self.tellLeaderboard()
        case .player(let run, let withHistory): self.tellPlayer(run, withHistory: withHistory)
        case .zone(let run):
            guard let frame = self.state.zoneFrame(for: run) else { return }
            self.emit(.event(.mod(run), FrameSet(everyone: frame)))
        case .revealed(let run):
            guard let viewer = self.viewers.values.first(where: { $0.user == self.state.runs[run]?.runner.id }) else {
                return
            }
            let frame = self.state.raceStateFrame(for: viewer.audience)
            self.emit(.event(.pages(of: run), FrameSet(everyone: frame)))
        case .raceState: self.tellRaceState()
        case .raceStatus: self.tellRaceStatus()
        case .error(let run, let words):
            let frame = Frame(text: ServerMessage.error(message: words).encoded())
            self.emit(.event(.mod(run), FrameSet(everyone: frame)))
        }
    }

    func tellLeaderboard() {
        self.emit(.board(self.state.leaderboardFrames(own: self.ownAudiences(withMods: true))))
    }

    func tellPlayer(_ run: RunID, withHistory: Bool) {
        if withHistory {
            guard let frames = self.state.playerFrames(run, withHistory: true) else { return }
            return self.emit(.event(.everyone, frames))
        }
        // A clock that moves while deliveries are held is told once, with what it shows then.
        guard self.isSettled else {
            self.heldTicks.insert(run)
            return
        }
        self.tellTick(run, withHistory: false)
    }

    func tellTick(_ run: RunID, withHistory: Bool) {
        guard let frames = self.state.playerFrames(run, withHistory: withHistory) else { return }
        self.fanOut.deliver(.tick(run, frames))
    }

    func tellRaceState() {
        let frames = self.state.raceStateFrames(own: self.ownAudiences(withMods: false))
        self.emit(.event(.viewers, frames))
    }

    func tellRaceStatus() {
        self.emit(.event(.everyone, FrameSet(everyone: self.state.raceStatusFrame())))
    }

    func ownAudiences(withMods: Bool) -> Set<RunID> {
        var runs = withMods ? Set(self.mods.keys) : []
        for viewer in self.viewers.values {
            if case .run(let run) = viewer.audience { runs.insert(run) }
        }
        return runs
    }

    /// What a viewer may see changes with the race and with the own run.
    func regroup() {
        var changed: [SocketID: Audience] = [:]
        for (socket, viewer) in self.viewers {
            let audience = self.state.audience(of: viewer.user)
            guard audience != viewer.audience else { continue }
            self.viewers[socket]?.audience = audience
            changed[socket] = audience
        }
        if !changed.isEmpty { self.emit(.regroup(changed)) }
    }

    var isSettled: Bool { self.held.isEmpty && self.lastTicket <= self.durableTicket }

    func emit(_ delivery: Delivery) {
        if self.isSettled {
            self.fanOut.deliver(delivery)
        } else {
            self.held.append((self.lastTicket, delivery))
        }
    }

    /// Waits until everything said so far is durable. False when it never will be.
    func durable() async -> Bool {
        guard self.lastTicket > self.durableTicket else { return true }
        let ticket = self.lastTicket
        return await withCheckedContinuation { self.waiters.append((ticket, $0)) }
    }

    /// As `durable`, but also for what is said while waiting.
    func untilDurable() async -> Bool {
        while self.lastTicket > self.durableTicket {
            guard await self.durable() else { return false }
        }
        return true
    }

    func resumeWaiters(_ result: Bool, _ isDone: (UInt64) -> Bool) {
        let done = self.waiters.filter { isDone($0.ticket) }
        self.waiters.removeAll { isDone($0.ticket) }
        for waiter in done { waiter.continuation.resume(returning: result) }
    }
}
