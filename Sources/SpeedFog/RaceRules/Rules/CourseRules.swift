import SpeedFogProtocol
import Vocabulary

/// From the start to the end and back.
extension RoomState {
    /// Lets everybody begin.
    package mutating func start(at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .setup else { throw .notInSetup }
            guard draft.state.seedID != nil else { throw .noSeed }
            guard draft.state.releasedAt != nil else { throw .notReleased }
            guard !draft.state.joined.isEmpty else { throw .nobodyRuns }
            draft.record(.started)
            draft.state.startedUptime = now.uptime
            draft.tell(.raceStart, .startZone, .roomStatus, .roomState)
        }
    }

    /// Ends a running room at once; whoever is on the way is abandoned.
    package mutating func finish(at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .running else { throw .notRunning }
            for run in draft.state.allRuns where !run.isOver { draft.abandon(run) }
            draft.record(.finished(byForce: true))
            draft.tell(.roomState, .roomStatus)
        }
    }

    /// Gives up one run.
    package mutating func abandon(_ run: RunID, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard let found = draft.state.runs[run] else { throw .noSuchRun(run) }
            guard draft.state.status == .running else { throw .notRunning }
            guard !found.isOver else { throw .runIsOver }
            draft.abandon(found)
            draft.tell(.leaderboard, .roomState)
            draft.endIfAllOver()
        }
    }

    /// Back to setup: closes this attempt and opens the next. Nothing is erased.
    package mutating func reset(at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status != .setup else { throw .nothingToReset }
            draft.record(.reset)
            draft.tell(.close(.everyone, .reset))
        }
    }

    /// Abandons the runs that nobody plays: playing without a moving clock, or never begun, for `limit` milliseconds.
    ///
    /// Only the clock that never jumps counts, and only time in which this process watched: `watchedSince` is its
    /// uptime when the room opened. A run whose finish is held has nothing more to play.
    package mutating func sweep(at now: Reading, limit: Int64, watchedSince: Int64) -> Outcome {
        guard self.status == .running else { return Outcome() }
        var draft = Draft(self, at: now)
        for run in self.allRuns where !run.isOver && !run.hasHeldFinish {
            let lastMove = self.presence[run.id]?.lastMove ?? watchedSince
            let since = max(watchedSince, run.status == .playing ? lastMove : self.startedUptime ?? watchedSince)
            if now.uptime - since > limit { draft.abandon(run) }
        }
        guard !draft.outcome.events.isEmpty else { return Outcome() }
        draft.tell(.leaderboard, .roomState)
        draft.endIfAllOver()
        self = draft.state
        return draft.outcome
    }
}

extension Draft {
    fileprivate mutating func abandon(_ run: Run) { self.record(.abandoned(igtMs: run.igtMs), of: run.id) }

    /// Ends the room when nobody is on the way any more.
    mutating func endIfAllOver() {
        guard self.state.status == .running, self.state.runs.values.allSatisfy(\.isOver) else { return }
        let lastFinished = self.outcome.events.last.map { event in
            if case .ran(_, .abandoned) = event.happening { false } else { true }
        }
        self.record(.finished(byForce: false))
        // Viewers learn the end and the histories together, before anyone hears of the status alone. A natural finish
        // then still gets its leaderboard; after an abandon the leaderboard was told first.
        if lastFinished == true {
            self.outcome.told = [.roomState, .roomStatus, .leaderboard]
        } else {
            self.outcome.told += self.outcome.told.last == .roomState ? [.roomStatus] : [.roomState, .roomStatus]
        }
    }
}
