import Database
import RaceRules
import Vocabulary

/// What features decide about a room.
extension Room {
    /// What came of a change, beside the feature's own answer.
    private struct Changed<Answer: Sendable>: Sendable {
        let state: RoomState
        let outcome: Outcome
        let answer: Answer
        /// Nil when the room has no rows any more.
        let furnishing: Furnishing?
        let runsByTokenHash: [String: RunID]
    }

    /// Decides something inside one database transaction. Everything said before is written first, nothing else happens
    /// meanwhile, and afterwards the room is what the transaction left.
    ///
    /// - Parameter decide: rules on the state and the feature's own rows; what it throws is passed on and changes nothing.
    /// - Returns: nil when this room takes no one any more.
    func change<Answer: Sendable>(
        _ decide: @escaping @Sendable (inout RoomState, Reading, any SQLSession) throws -> (Outcome, Answer)
    ) async throws -> Answer? {
        await self.changesDone()
        guard !self.isClosed else { return nil }
        self.isChanging = true
        defer { self.changeDone() }
        guard await self.durable(), !self.isClosed else { throw RoomsError.notSaved(self.id) }
        let now = self.clock()
        do {
            let changed = try await self.journal.change(
                self.lease,
                Self.decision(on: self.state, at: now, tables: self.tables, decide)
            )
            self.take(changed, at: now)
            return changed.answer
        } catch let failure as JournalFailure {
            self.failed(failure)
            throw failure
        }
    }

    private static func decision<Answer: Sendable>(
        on before: RoomState,
        at now: Reading,
        tables: any RoomTables,
        _ decide: @escaping @Sendable (inout RoomState, Reading, any SQLSession) throws -> (Outcome, Answer)
    ) -> @Sendable (any SQLSession) throws -> Decision<Changed<Answer>> {
        { session in
            var state = before
            let (outcome, answer) = try decide(&state, now, session)
            let people = state.named.union(before.furnishing.people.keys)
            let furnishing = try tables.furnishing(of: state.id, seed: state.seedID, people: people, in: session)
            let tokens = furnishing == nil ? [:] : try tables.modTokens(of: state.id, in: session)
            if let furnishing { state.furnishing = furnishing }
            return Decision(
                events: outcome.events,
                runs: state.allRuns.map(\.row),
                roomRow: outcome.changesRoom ? state.row : nil,
                erasesRoom: furnishing == nil,
                answer: Changed(
                    state: state,
                    outcome: outcome,
                    answer: answer,
                    furnishing: furnishing,
                    runsByTokenHash: tokens
                )
            )
        }
    }

    private func take<Answer>(_ changed: Changed<Answer>, at now: Reading) {
        guard let furnishing = changed.furnishing else { return self.end() }
        let isNew = !furnishing.isSame(as: self.state.furnishing)
        self.state = changed.state
        self.runsByTokenHash = changed.runsByTokenHash
        self.touch()
        guard !changed.outcome.isEmpty || isNew else { return }
        self.say(Step(outcome: changed.outcome, at: now, furnishing: isNew ? furnishing : nil))
    }

    /// Waits until no change is being decided.
    func changesDone() async {
        while self.isChanging { await withCheckedContinuation { self.waitingForChange.append($0) } }
    }

    private func changeDone() {
        self.isChanging = false
        for waiter in self.waitingForChange { waiter.resume() }
        self.waitingForChange.removeAll()
    }
}

extension Furnishing {
    /// Whether members would notice no difference.
    fileprivate func isSame(as other: Furnishing) -> Bool {
        self.name == other.name && self.people == other.people && self.seed?.id == other.seed?.id
    }
}

extension RoomState {
    /// Everyone who has a part in the room, or has had one in its present attempt.
    fileprivate var named: Set<UserID> {
        var named = Set(self.runs.values.map(\.user)).union(self.mapKnownTo)
        for users in self.roles.values { named.formUnion(users) }
        if let organizer = self.organizer { named.insert(organizer) }
        return named
    }
}
