import RaceRules

/// What a room writes down and says: first the journal, then the edge.
extension Room {
    /// Writes down and says what followed from something. The state holds it already.
    ///
    /// - Returns: whether it has to be durable, so that whoever caused it should wait.
    func perform(_ outcome: Outcome, at now: Reading) -> Bool {
        guard !outcome.isEmpty else { return false }
        if !outcome.events.isEmpty {
            let ticket = self.journal.append(self.entry(for: outcome), writer: self, urgent: outcome.mustBeDurable)
            // The journal is closed: the process is ending.
            guard ticket.number < .max else {
                self.failed(.closed)
                return false
            }
            if outcome.mustBeDurable { self.durability.append(ticket.number) }
        } else if let tick = outcome.tick, let run = self.state.runs[tick.run] {
            self.journal.tick(run.row, of: self.lease)
        }
        self.say(Step(outcome: outcome, at: now))
        return outcome.mustBeDurable
    }

    private func entry(for outcome: Outcome) -> JournalEntry {
        JournalEntry(
            lease: self.lease,
            events: outcome.events,
            runs: outcome.changedRuns().compactMap { self.state.runs[$0]?.row },
            roomRow: outcome.changesRoom ? self.state.row : nil
        )
    }

    /// Says something as soon as all that was said before it may be told.
    func say(_ step: Step) {
        if self.durability.say(step, key: step.tickedRun) { self.leave(step) }
    }

    /// Numbers a step and lets it go.
    func leave(_ step: Step) {
        self.version += 1
        let update = Update(
            epoch: self.lease.fence,
            version: self.version,
            at: step.at.moment,
            outcome: step.outcome,
            furnishing: step.furnishing
        )
        self.tell(.update(update))
        for case .close(let whom, _) in step.outcome.told { self.dismiss(whom) }
    }

    /// What a connection says after it was told to end was said of something that is no more.
    private func dismiss(_ whom: Whom) {
        switch whom {
        case .everyone, .mods: self.dismissed.formUnion(self.state.presence.values.compactMap(\.connection))
        // Who is not in the room any more is not heard anyway, nor is a connection that was replaced.
        case .mod, .connection: break
        }
    }

    /// Waits until everything said so far is durable. False when it never will be.
    func durable() async -> Bool {
        await withCheckedContinuation { continuation in
            if !self.durability.wait(continuation) { continuation.resume(returning: true) }
        }
    }
}

extension Room.Step {
    /// The run whose clock this tells and nothing else.
    fileprivate var tickedRun: RunID? {
        guard let tick = self.outcome.tick, self.outcome.events.isEmpty, self.furnishing == nil,
            self.outcome.told == [.player(tick.run, withHistory: false)]
        else { return nil }
        return tick.run
    }
}

extension Outcome {
    /// Whether events beside those of runs happened: then the room's own row may differ.
    var changesRoom: Bool {
        self.events.contains { if case .ran = $0.happening { false } else { true } }
    }
}
