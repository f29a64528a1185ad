import SpeedFogProtocol
package import Vocabulary

/// Seeds and people, before the start.
extension RoomState {
    /// The first events of a room: made, its seed, and whoever is in it from the beginning.
    package static func making(
        _ making: Making,
        id: RoomID,
        furnishing: Furnishing,
        runs: [(run: RunID, user: UserID)],
        at now: Reading
    ) -> (state: RoomState, outcome: Outcome) {
        var draft = Draft(RoomState(id: id, furnishing: furnishing), at: now)
        draft.record(.made(making))
        if let seed = furnishing.seed { draft.record(.seedTaken(seed.id)) }
        for (color, entry) in runs.enumerated() { draft.record(.joined(entry.run, user: entry.user, color: color)) }
        return (draft.state, draft.outcome)
    }

    /// Exchanges the seed. Packs have to be released again; mods come back for the new flags.
    package mutating func reroll(to seed: Seed, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .setup else { throw .notInSetup }
            guard draft.state.seedID != nil else { throw .noSeed }
            guard draft.state.seedID != seed.id else { throw .sameSeed }
            draft.state.furnishing.seed = seed
            draft.record(.rerolled(seed.id))
            draft.tell(.roomState, .close(.mods, .seedChanged))
        }
    }

    /// Opens the packs to those who run.
    package mutating func release(at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .setup else { throw .notInSetup }
            guard draft.state.seedID != nil else { throw .noSeed }
            guard draft.state.releasedAt == nil else { throw .alreadyReleased }
            draft.record(.released)
            draft.tell(.roomState)
        }
    }

    /// Puts a person among the runners, in the colour after the highest in use.
    package mutating func join(_ run: RunID, person: Person, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .setup else { throw .notInSetup }
            guard draft.state.run(of: person.id) == nil else { throw .alreadyRuns }
            guard !draft.state.has(.caster, person.id) else { throw .isCaster }
            draft.state.furnishing.people[person.id] = person
            let color = (draft.state.runs.values.map(\.color).max() ?? -1) + 1
            draft.record(.joined(run, user: person.id, color: color))
            draft.tell(.roomState, .leaderboard)
        }
    }

    /// Takes a runner out.
    package mutating func leave(_ run: RunID, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.status == .setup else { throw .notInSetup }
            guard draft.state.runs[run] != nil else { throw .noSuchRun(run) }
            draft.record(.left(run))
            draft.tell(.close(.mod(run), .removed), .roomState, .leaderboard)
        }
    }

    /// Gives a person a role, whatever the state of the room.
    package mutating func give(_ role: Role, to person: Person, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard !draft.state.has(role, person.id) else { throw .alreadyHasRole }
            guard draft.state.run(of: person.id) == nil else { throw .alreadyRuns }
            draft.state.furnishing.people[person.id] = person
            draft.record(.roleGiven(role, person.id))
            draft.tell(.roomState)
        }
    }

    /// Takes a role back.
    package mutating func take(_ role: Role, from user: UserID, at now: Reading) throws(RuleError) -> Outcome {
        try self.draft(at: now) { draft throws(RuleError) in
            guard draft.state.has(role, user) else { throw .hasNoRole }
            draft.record(.roleTaken(role, user))
            draft.tell(.roomState)
        }
    }

    /// Decides what those see of the map who have no part in the room.
    package mutating func set(map: MapSetting, at now: Reading) -> Outcome {
        guard map != self.map else { return Outcome() }
        var draft = Draft(self, at: now)
        draft.record(.mapSet(map))
        draft.tell(.roomState)
        self = draft.state
        return draft.outcome
    }

    /// Notes that a person was shown the whole map while it could still help in a run. Empty when that is known.
    package mutating func mapShown(to user: UserID, at now: Reading) -> Outcome {
        guard self.status != .finished, self.seedID != nil, !self.mapKnownTo.contains(user) else { return Outcome() }
        var draft = Draft(self, at: now)
        draft.record(.mapShown(user))
        if let run = draft.state.run(of: user), run.knewMap, self.runs[run.id]?.knewMap == false {
            draft.outcome.change.row(run.id, historyFrom: run.history.count)
        }
        self = draft.state
        return draft.outcome
    }
}
