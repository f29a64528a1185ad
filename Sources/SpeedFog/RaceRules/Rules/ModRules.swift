import SeedGraph
package import SpeedFogProtocol
import Vocabulary

extension RoomState {
    /// What a mod said, applied.
    package mutating func receive(_ message: ModMessage, from run: RunID, at now: Reading) -> Outcome {
        guard self.runs[run] != nil else { return .refusal("This run is not part of the race any more", to: run) }
        var draft = Draft(self, at: now)
        draft.heard(run)
        draft.receive(message, from: run)
        self = draft.state
        return draft.outcome
    }

    /// A mod connected. The newest connection of a run wins: the older one may be long dead.
    package mutating func connected(_ run: RunID, by connection: ConnectionID, at now: Reading) -> Outcome {
        let older = self.presence[run]?.connection
        var outcome = self.present(run) { presence, state in
            presence.connection = connection
            presence.awayMs += state.away(run, presence, at: now)
            presence.lastWord = now.uptime
        }
        let replaced = older.map { [Told.close(.connection($0), .replaced)] } ?? []
        outcome.told = replaced + [.seat(run, connection), .leaderboard]
        return outcome
    }

    /// A mod's connection ended; its run goes on. Nothing when a newer connection has the run.
    package mutating func disconnected(_ run: RunID, from connection: ConnectionID, at now: Reading) -> Outcome {
        guard self.presence[run]?.connection == connection else { return Outcome() }
        var outcome = self.present(run) { presence, _ in presence.connection = nil }
        outcome.told = [.leaderboard]
        return outcome
    }

    private mutating func present(_ run: RunID, _ change: (inout Presence, RoomState) -> Void) -> Outcome {
        guard let found = self.runs[run] else { return Outcome() }
        var presence = self.presence[run] ?? Presence()
        change(&presence, self)
        self.presence[run] = presence
        var outcome = Outcome()
        outcome.presence = Outcome.Presented(run: run, presence: presence)
        outcome.change.row(run, historyFrom: found.history.count)
        return outcome
    }

    /// How long a mod that connects now has been silent. What happened before this process began is known by the wall
    /// clock alone.
    private func away(_ run: RunID, _ presence: Presence, at now: Reading) -> Int64 {
        if let lastWord = presence.lastWord { return max(0, now.uptime - lastWord) }
        guard let run = self.runs[run], run.status == .playing, let moved = run.lastMovedAt else { return 0 }
        return max(0, now.moment - moved)
    }
}

extension Draft {
    fileprivate mutating func receive(_ message: ModMessage, from run: RunID) {
        switch message {
        case .auth: self.refuse("Already authenticated", to: run)
        case .pong, .zoneQuery: break
        case .ready: self.ready(run)
        case .statusUpdate(let igtMs, let deaths): self.statusUpdate(run, igtMs: igtMs, deaths: deaths)
        case .eventFlag(let flag, let igtMs): self.eventFlag(run, flag: flag, igtMs: igtMs)
        case .finished(let igtMs): self.finished(run, igtMs: igtMs)
        }
    }

    private mutating func ready(_ id: RunID) {
        guard self.state.runs[id]?.status == .registered, self.state.status != .finished else { return }
        self.record(.ready, of: id)
        self.tell(.leaderboard)
    }

    /// The run, if its messages count now; otherwise says why not.
    private mutating func playing(_ id: RunID) -> Run? {
        guard self.state.status == .running else {
            self.refuse("Race not running", to: id)
            return nil
        }
        guard let run = self.state.runs[id], !run.isOver else { return nil }
        return run
    }

    private mutating func statusUpdate(_ id: RunID, igtMs: Int, deaths: Int) {
        guard let run = self.playing(id) else { return }
        let begins = run.status == .ready
        if begins { self.begin(id, igtMs: igtMs) }
        self.clock(id, igtMs: igtMs)
        let current = self.state.runs[id] ?? run
        let hasDied = deaths != current.deaths
        if hasDied { self.record(.deaths(total: deaths, node: current.zone), of: id) }
        self.tell(begins ? .leaderboard : .player(id, withHistory: hasDied))
    }

    /// A clock that moves is a sign of life even where it does not count.
    private mutating func clock(_ id: RunID, igtMs: Int) {
        guard let run = self.state.runs[id] else { return }
        if igtMs < run.igtMs, igtMs < run.shownIgtMs, !run.mayStartOver {
            if run.evidence.clockWentBack < Evidence.mostRestores {
                self.record(.clockWentBack(fromMs: run.shownIgtMs, toMs: igtMs), of: id)
            }
            self.refuse(
                "In-game time went back from \(run.igtMs) ms to \(igtMs) ms; the higher one is kept",
                to: id
            )
        }
        let tick = Tick(run: id, igtMs: igtMs, at: self.now)
        self.state.apply(tick)
        self.outcome.tick = tick
        self.outcome.change.clock(id)
        self.noteClockAhead(id, igtMs: igtMs)
    }

    /// A game that was begun before the race, or runs faster than time: told to those who decide, and nothing else.
    private mutating func noteClockAhead(_ id: RunID, igtMs: Int) {
        guard let startedAt = self.state.startedAt, let run = self.state.runs[id] else { return }
        let ahead = Int64(igtMs) - (self.now.moment - startedAt)
        guard ahead > max(Evidence.clockSlackMs, 2 * run.evidence.clockAheadMs) else { return }
        self.record(.clockAhead(byMs: ahead), of: id)
    }

    mutating func begin(_ id: RunID, igtMs: Int) {
        self.record(.started(node: self.state.graph?.startNode, igtMs: igtMs), of: id)
        self.state.presence[id, default: Presence()].lastMove = self.now.uptime
    }

    private mutating func eventFlag(_ id: RunID, flag: Int, igtMs: Int?) {
        guard let run = self.playing(id) else { return }
        guard run.status != .registered else { return self.refuse("Send ready before event_flag", to: id) }
        guard let graph = self.state.graph else { return self.refuse("This race has no seed", to: id) }
        if flag == graph.finishEvent { return self.finish(id, flag: flag, igtMs: igtMs) }
        guard let node = graph.node(forFlag: flag) else {
            return self.refuse("Event flag \(flag) does not belong to this seed", to: id)
        }
        self.cross(id, into: node, flag: flag, igtMs: igtMs)
    }

    private mutating func finished(_ id: RunID, igtMs: Int?) {
        guard let run = self.playing(id) else { return }
        guard run.status != .registered else { return self.refuse("Send ready before finished", to: id) }
        self.finish(id, flag: nil, igtMs: igtMs)
    }
}

/// Bounds of what is noted about a run for those who decide.
enum Evidence {
    /// A game's clock may be this much ahead of the time since the start, in milliseconds.
    static let clockSlackMs: Int64 = 10_000
    /// More restored saves than this are not written down one by one.
    static let mostRestores = 20
}
