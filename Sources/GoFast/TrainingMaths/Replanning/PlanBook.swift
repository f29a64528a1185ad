/// A plan and all that became of it: an immutable base, and changes in the order they were made.
///
/// The plan of today is the base with the patches of all changes that count, so it can be stored, replayed and taken
/// back step by step. Nothing before the day of a change is ever rewritten, and a session keeps its id for ever.
package struct PlanBook: Sendable, Equatable {
    package let base: Plan
    package private(set) var changes: [PlanChange] = []
    /// What is known of sessions by activities; missed and skipped ones follow from ``changes`` as well.
    package private(set) var recorded: [String: DayOutcome] = [:]
    private(set) var state: PlanState

    package init(_ base: Plan) {
        self.base = base
        self.state = PlanState(plan: base, planning: base.request)
        self.state.plan.days = PlanState.ordered(base.days)
    }

    /// The base with every change that counts.
    package var current: Plan { self.state.plan }

    /// The day of the latest change or undo; earlier ones are refused.
    package var lastDay: CalendarDay? { self.changes.flatMap { [$0.day, $0.undone?.day].compactMap { $0 } }.max() }

    /// Does `operation` as on `today`. An operation that changes nothing gives the same book.
    package func applying(
        _ operation: PlanOperation,
        today: CalendarDay,
        author: PlanChange.Author = .athlete,
        reason: String? = nil
    ) throws(ReplanError) -> PlanBook {
        let operation = try self.normalised(operation, today: today)
        guard let operation else { return self }
        let (after, diff) = try self.outcome(of: operation, today: today)
        guard !diff.patch.isEmpty || operation.hasRecord else { return self }
        var book = self
        book.changes.append(
            PlanChange(
                id: self.changes.count + 1,
                operation: operation,
                author: author,
                day: today,
                reason: reason ?? operation.reason(in: self.current),
                diff: diff,
                undone: nil
            )
        )
        book.state = after
        return book
    }

    /// What ``applying(_:today:author:reason:)`` would do, without doing it.
    package func preview(_ operation: PlanOperation, today: CalendarDay) throws(ReplanError) -> PlanDiff {
        guard let operation = try self.normalised(operation, today: today) else {
            return PlanDiff(patch: PlanPatch(), weeks: [], consequences: [], units: self.base.request.units)
        }
        return try self.outcome(of: operation, today: today).diff
    }

    /// Notes what became of a session; nil forgets it. Plans never change by this.
    package func recording(_ outcome: DayOutcome?, of id: String) throws(ReplanError) -> PlanBook {
        guard let day = self.current.days.first(where: { $0.id == id }) else { throw .unknownDay(id) }
        if let outcome {
            guard day.isSession else { throw .isRest(id) }
            guard outcome.miles.isFinite, (0...300).contains(outcome.miles) else {
                throw .number("A run of \(outcome.miles) miles can't be right.")
            }
        }
        var book = self
        book.recorded[id] = outcome
        return book
    }

    /// What became of each session of which anything is known.
    package var outcomes: [String: DayOutcome] {
        var outcomes: [String: DayOutcome] = [:]
        for change in self.changes where change.isActive {
            switch change.operation {
            case .missed(let days, _): for id in days { outcomes[id] = .missed }
            case .skip(let id, let why): outcomes[id] = .skipped(why: why)
            default: break
            }
        }
        return outcomes.merging(self.recorded) { _, recorded in recorded }
    }

    /// Runs that no session asked for.
    package var extraRuns: [ExtraRun] {
        self.changes.compactMap { change in
            guard change.isActive, case .extraRun(let id, let day, let miles, _) = change.operation else { return nil }
            return ExtraRun(id: id, day: day, miles: miles)
        }
    }

    /// Without what has been done already; nil when nothing is left of it.
    private func normalised(_ operation: PlanOperation, today: CalendarDay) throws(ReplanError) -> PlanOperation? {
        if let last = self.lastDay, today < last { throw .outOfOrder(today, last: last) }
        switch operation {
        case .missed(let days, let moveKey):
            let outcomes = self.outcomes
            var left: [String] = []
            for id in days where !left.contains(id) {
                switch outcomes[id] {
                case .run, .partlyRun: throw .alreadyRun(id)
                case .missed, .skipped: continue
                case nil: left.append(id)
                }
            }
            return left.isEmpty ? nil : .missed(days: left, moveKey: moveKey)
        case .extraRun(let id, _, _, _): return self.extraRuns.contains { $0.id == id } ? nil : operation
        default: return operation
        }
    }

    private func outcome(
        of operation: PlanOperation,
        today: CalendarDay
    ) throws(ReplanError) -> (state: PlanState, diff: PlanDiff) {
        var draft = PlanDraft(self, today: today)
        try draft.perform(operation)
        let after = try draft.finished(from: self.state)
        return (after, PlanDiff(from: self.state, to: after, draft: draft))
    }

    /// Takes back one change and replays the others in their order; what is over stays as it is.
    package func undoing(_ id: Int, today: CalendarDay) throws(ReplanError) -> PlanBook {
        if let last = self.lastDay, today < last { throw .outOfOrder(today, last: last) }
        guard let position = self.changes.firstIndex(where: { $0.id == id }) else { throw .unknownChange(id) }
        let change = self.changes[position]
        guard change.isActive else { throw .alreadyUndone(id) }
        let kept = change.diff.patch.kept(on: today, recorded: Set(self.recorded.keys))
        guard kept != change.diff.patch || change.diff.patch.isEmpty else { throw .nothingLeftToUndo(id) }
        var book = self
        book.changes[position].undone = .init(day: today, kept: kept)
        if let conflict = book.replay() {
            let later = self.changes[conflict]
            throw .dependedOn(change: id, by: later.id, text: later.reason)
        }
        try book.check(against: self, today: today)
        return book
    }

    /// Makes the state anew; the index of the first change that does not fit, or nil.
    private mutating func replay() -> Int? {
        var state = PlanBook(self.base).state
        for (index, change) in self.changes.enumerated() where !change.patch.apply(to: &state) { return index }
        self.state = state
        return nil
    }

    /// An undo may neither touch what is over nor put two runs on a day.
    private func check(against before: PlanBook, today: CalendarDay) throws(ReplanError) {
        let (old, new) = (before.current.days, self.current.days)
        let past = (old.filter { $0.date < today }, new.filter { $0.date < today })
        if past.0 != past.1 { throw .wouldRewritePast(past.0.first?.date ?? today) }
        if let day = PlanDraft.doubled(new).first(where: { !PlanDraft.doubled(old).contains($0) }) {
            throw .wouldDouble(day)
        }
    }
}

extension PlanBook: Codable {
    private enum CodingKeys: String, CodingKey { case base, changes, recorded }

    /// Replays the changes; an archive whose changes do not fit is refused.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try container.decode(StoredPlan.self, forKey: .base).value)
        self.changes = try container.decode([PlanChange].self, forKey: .changes)
        self.recorded = try container.decode([String: DayOutcome].self, forKey: .recorded)
        if let conflict = self.replay() {
            throw DecodingError.dataCorruptedError(
                forKey: .changes,
                in: container,
                debugDescription: "change \(conflict + 1) does not fit the plan before it"
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(StoredPlan(self.base), forKey: .base)
        try container.encode(self.changes, forKey: .changes)
        try container.encode(self.recorded, forKey: .recorded)
    }
}
