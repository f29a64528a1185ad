import Foundation
import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary

/// The race as its room knows it: what is in the row, without the runs.
struct RoomRace: Sendable, Equatable {
    let id: RaceID
    var name: String
    var organizer: UserID
    var casters: Set<UserID>
    var status: RaceStatus
    var startedAt: Moment?
    var seedsReleasedAt: Moment?
}

/// The seed of a room: its number and its graph.
struct RoomSeed: Sendable {
    let number: String
    let graph: Graph
}

/// Everything a room holds in memory, and the rules of a race. No I/O, no clock of its own.
struct RoomState: Sendable {
    var race: RoomRace
    var seed: RoomSeed?
    private(set) var runs: [RunID: Run] = [:]
    /// Runs in the order in which they joined the race: the order of rows that nothing else separates.
    private(set) var joined: [RunID] = []
    /// Runs whose mod is connected.
    var connected: Set<RunID> = []

    init(race: RoomRace, seed: RoomSeed?, runs: [Run]) {
        self.race = race
        self.seed = seed
        self.replaceRuns(runs)
    }

    var graph: Graph? { self.seed?.graph }
    var totalLayers: Int { self.graph?.totalLayers ?? 0 }
    var allRuns: [Run] { self.joined.compactMap { self.runs[$0] } }

    mutating func replaceRuns(_ runs: [Run]) {
        self.joined = runs.map(\.id)
        self.runs = Dictionary(runs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.connected.formIntersection(self.joined)
    }

    func audience(of viewer: UserID?) -> Audience {
        Audience.of(
            viewer: viewer,
            status: self.race.status,
            organizer: self.race.organizer,
            casters: self.race.casters,
            runs: self.joined.lazy.compactMap { self.runs[$0] }
                .map { (user: $0.runner.id, participant: $0.id, status: $0.status) }
        )
    }

    /// What a mod said, applied.
    mutating func receive(_ message: ModMessage, from id: RunID, at now: Moment) -> Outcome {
        guard let run = self.runs[id] else { return .reply("This run is not part of the race any more", to: id) }
        var step = Step(run: run, now: now)
        switch message {
        case .auth: return .reply("Already authenticated", to: id)
        case .pong: return Outcome()
        // Where a grace or a map lies is looked up in tables that come with zone queries; what resolves to nothing
        // has no answer.
        case .zoneQuery: return Outcome()
        case .ready: self.ready(&step)
        case .statusUpdate(let igtMs, let deathCount): self.statusUpdate(&step, igtMs: igtMs, deathCount: deathCount)
        case .eventFlag(let flag, let igtMs): self.eventFlag(&step, flag: flag, igtMs: igtMs)
        case .finished(let igtMs): self.finished(&step, igtMs: igtMs)
        }
        return self.commit(step)
    }

    /// Abandons one run.
    ///
    /// - Throws: `LiveError` when the race does not run or the run is over.
    mutating func abandon(_ id: RunID, at now: Moment) throws -> Outcome {
        guard let run = self.runs[id] else { throw LiveError.participantNotFound(id) }
        guard self.race.status == .running else { throw LiveError.wrongState("Race is not running") }
        guard !run.isOver else { throw LiveError.wrongState("This run is already \(run.status.rawValue)") }
        var step = Step(run: run, now: now)
        self.record(&step, .abandoned, igtMs: run.igtMs, deaths: run.deathCount)
        step.outcome.told = [.leaderboard, .raceState]
        return self.commit(step)
    }

    /// Abandons everyone who is still on the way and ends the race.
    mutating func end(at now: Moment) throws -> Outcome {
        guard self.race.status == .running else { throw LiveError.wrongState("Race is not running") }
        var outcome = Outcome()
        for run in self.allRuns where !run.isOver {
            var step = Step(run: run, now: now)
            self.record(&step, .abandoned, igtMs: run.igtMs, deaths: run.deathCount)
            self.runs[run.id] = step.run
            outcome.events += step.outcome.events
        }
        self.race.status = .finished
        outcome.endsRace = true
        outcome.told = [.raceState, .raceStatus]
        return outcome
    }

    /// Abandons the runs that nobody plays: playing without a moving clock, or never begun, for `limit` milliseconds.
    ///
    /// - Parameter watchedSince: nothing is known of the time before, in which the server may have been away.
    mutating func sweepInactive(at now: Moment, limit: Int64, watchedSince: Moment = Moment(rawValue: .min)) -> Outcome
    {
        guard self.race.status == .running else { return Outcome() }
        var outcome = Outcome()
        for run in self.allRuns where !run.isOver {
            let since = run.status == .playing ? run.lastIGTChangeAt : self.race.startedAt
            guard let since, now - max(since, watchedSince) > limit else { continue }
            var step = Step(run: run, now: now)
            self.record(&step, .abandoned, igtMs: run.igtMs, deaths: run.deathCount)
            self.runs[run.id] = step.run
            outcome.events += step.outcome.events
        }
        guard !outcome.events.isEmpty else { return outcome }
        outcome.told = [.leaderboard, .raceState]
        self.endIfAllOver(&outcome)
        return outcome
    }

    mutating func started(at time: Moment) {
        self.race.status = .running
        self.race.startedAt = time
    }
}

// MARK: Rules of the messages

extension RoomState {
    /// One message on its way through the rules.
    private struct Step {
        var run: Run
        let now: Moment
        var outcome = Outcome()

        init(run: Run, now: Moment) {
            self.run = run
            self.now = now
        }

        mutating func refuse(_ words: String) { self.outcome.told.append(.error(self.run.id, words)) }
    }

    private func ready(_ step: inout Step) {
        guard step.run.status == .registered, self.race.status != .finished else { return }
        self.record(&step, .ready)
        step.outcome.told.append(.leaderboard)
    }

    private func statusUpdate(_ step: inout Step, igtMs: Int, deathCount: Int) {
        guard self.race.status == .running else { return step.refuse("Race not running") }
        guard !step.run.isOver else { return }
        let begins = step.run.status == .ready
        if begins { self.record(&step, .started, node: self.graph?.startNode, igtMs: igtMs) }
        if igtMs >= step.run.igtFloor {
            step.run.tick(igtMs: igtMs, at: step.now)
        } else {
            step.refuse("In-game time went back from \(step.run.igtMs) ms to \(igtMs) ms; the higher one is kept")
        }
        let historyChanges = deathCount != step.run.deathCount
        if historyChanges {
            self.record(&step, .deaths, node: step.run.currentZone, igtMs: step.run.igtMs, deaths: deathCount)
        }
        step.outcome.told.append(begins ? .leaderboard : .player(step.run.id, withHistory: historyChanges))
        step.outcome.ticked = step.run.id
    }

    private func eventFlag(_ step: inout Step, flag: Int, igtMs clock: Int?) {
        guard self.race.status == .running else { return step.refuse("Race not running") }
        guard !step.run.isOver else { return }
        guard step.run.status != .registered else { return step.refuse("Send ready before event_flag") }
        guard let graph = self.graph else { return step.refuse("This race has no seed") }
        // Without a clock the last one known stands for it: it never wins time.
        let igtMs = clock ?? step.run.igtMs
        if flag == graph.finishEvent { return self.finish(&step, igtMs: igtMs) }
        guard let node = graph.node(forFlag: flag) else {
            return step.refuse("Event flag \(flag) does not belong to this seed")
        }
        if step.run.hasCrossed(into: node, igtMs: igtMs) {
            step.outcome.told.append(.zone(step.run.id))
            return
        }
        self.beginIfReady(&step, igtMs: igtMs)
        let isFirstVisit = !step.run.hasVisited(node)
        let crossedAt = max(igtMs, step.run.history.last?.igtMs ?? 0)
        self.record(
            &step,
            isFirstVisit ? .gate : .return,
            node: node,
            igtMs: max(step.run.igtMs, crossedAt),
            gateIGT: crossedAt,
            deaths: step.run.deathCount,
            flag: flag
        )
        step.outcome.told.append(isFirstVisit ? .leaderboard : .player(step.run.id, withHistory: true))
        step.outcome.told.append(.zone(step.run.id))
        if isFirstVisit { step.outcome.told.append(.revealed(step.run.id)) }
    }

    private func finished(_ step: inout Step, igtMs: Int?) {
        guard self.race.status == .running else { return step.refuse("Race not running") }
        guard !step.run.isOver else { return }
        guard step.run.status != .registered else { return step.refuse("Send ready before finished") }
        self.finish(&step, igtMs: igtMs ?? step.run.igtMs)
    }

    private func finish(_ step: inout Step, igtMs: Int) {
        self.beginIfReady(&step, igtMs: igtMs)
        let igt = max(igtMs, step.run.history.last?.igtMs ?? 0)
        self.record(&step, .finished, igtMs: igt, deaths: step.run.deathCount)
        step.outcome.told.append(.leaderboard)
        step.outcome.told.append(.revealed(step.run.id))
    }

    /// A gate that comes before the first status update must not stand before the start in the history.
    private func beginIfReady(_ step: inout Step, igtMs: Int) {
        guard step.run.status == .ready else { return }
        self.record(&step, .started, node: self.graph?.startNode, igtMs: igtMs)
    }

    private func record(
        _ step: inout Step,
        _ kind: RunEvent.Kind,
        node: String? = nil,
        igtMs: Int? = nil,
        gateIGT: Int? = nil,
        deaths: Int? = nil,
        flag: Int? = nil
    ) {
        let event = RunEvent(
            run: step.run.id,
            sequence: step.run.sequence + 1,
            kind: kind,
            node: node,
            igtMs: igtMs,
            gateIGT: gateIGT,
            deaths: deaths,
            flag: flag,
            receivedAt: step.now
        )
        let graph = self.graph
        step.run.apply(event, layer: { graph?.layer(of: $0) ?? 0 }, totalLayers: self.totalLayers)
        step.outcome.events.append(event)
    }

    private mutating func commit(_ step: Step) -> Outcome {
        var outcome = step.outcome
        self.runs[step.run.id] = step.run
        if outcome.events.contains(where: { $0.kind == .finished || $0.kind == .abandoned }) {
            self.endIfAllOver(&outcome)
        }
        return outcome
    }

    private mutating func endIfAllOver(_ outcome: inout Outcome) {
        guard self.race.status == .running, self.runs.values.allSatisfy(\.isOver) else { return }
        self.race.status = .finished
        outcome.endsRace = true
        // Viewers learn the end and the histories together, before anyone hears of the status alone. A natural
        // finish then still gets its leaderboard; after an abandon the leaderboard was told first.
        if outcome.events.last?.kind == .finished {
            outcome.told = [.raceState, .raceStatus, .leaderboard]
        } else {
            outcome.told += outcome.told.last == .raceState ? [.raceStatus] : [.raceState, .raceStatus]
        }
    }
}
