import SpeedFogProtocol
import Vocabulary

extension RoomState {
    /// Takes the next event. Its number must follow the last one's.
    package mutating func apply(_ event: RoomEvent) {
        self.sequence = event.sequence
        switch event.happening {
        case .made(let making):
            self.kind = making.kind
            self.organizer = making.organizer
            self.map = making.map
        case .seedTaken(let seed), .rerolled(let seed):
            self.take(seed)
        case .released:
            self.releasedAt = event.at
        case .joined(let run, let user, let color):
            self.runs[run] = Run(id: run, user: user, color: color, knewMap: self.mapKnownTo.contains(user))
            if !self.joined.contains(run) { self.joined.append(run) }
        case .left(let run):
            self.runs[run] = nil
            self.presence[run] = nil
            self.joined.removeAll { $0 == run }
        case .roleGiven(let role, let user):
            self.roles[role, default: []].insert(user)
        case .roleTaken(let role, let user):
            self.roles[role]?.remove(user)
        case .mapSet(let setting):
            self.map = setting
        case .mapShown(let user):
            self.mapKnownTo.insert(user)
            for (id, run) in self.runs where run.user == user && !run.isOver { self.runs[id]?.knewMap = true }
        case .started:
            self.status = .running
            self.startedAt = event.at
            self.finishedAt = nil
        case .finished:
            self.status = .finished
            self.finishedAt = event.at
        case .reset:
            self.status = .setup
            self.attempt += 1
            self.startedAt = nil
            self.finishedAt = nil
            for (id, run) in self.runs { self.runs[id]?.reset(knewMap: self.mapKnownTo.contains(run.user)) }
        case .ran(let id, let happened):
            let course = self.course
            self.runs[id]?.apply(happened, sequence: event.sequence, at: event.at, course: course)
        case .unknown:
            break
        }
    }

    /// Moves a run's clock between events.
    package mutating func apply(_ tick: Tick) {
        guard self.runs[tick.run]?.tick(igtMs: tick.igtMs, at: tick.at.moment) == true else { return }
        self.presence[tick.run, default: Presence()].lastMove = tick.at.uptime
    }

    /// Puts what the row of a run knows beyond its events on top of them: ticks live in rows only.
    package mutating func adopt(_ row: RunRow) {
        guard var run = self.runs[row.run], run.status == .playing else { return }
        run.igtMs = run.mayStartOver ? row.igtMs : max(run.igtMs, row.igtMs)
        run.shownIgtMs = run.igtMs
        run.deaths = max(run.deaths, row.deaths)
        run.lastMovedAt = row.lastMovedAt ?? run.lastMovedAt
        self.runs[row.run] = run
    }

    /// Another seed: what was known of the old one says nothing about it.
    private mutating func take(_ seed: SeedID) {
        self.seedID = seed
        self.releasedAt = nil
        self.mapKnownTo = []
        for id in self.joined { self.runs[id]?.knewMap = false }
    }
}
