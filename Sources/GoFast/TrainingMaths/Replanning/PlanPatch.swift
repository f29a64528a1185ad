/// The difference between two plans, exact in both directions; replaying a plan applies patches, never rules,
/// so a later version of the rules can't rewrite anybody's history.
package struct PlanPatch: Sendable, Equatable {
    /// A session before and after; nil where it is not in the plan.
    package struct Day: Sendable, Equatable {
        package let id: String
        package let before: PlannedDay?
        package let after: PlannedDay?
    }

    /// A week before and after. Its miles are not compared: they are the sum of its days, whichever changes count.
    package struct Week: Sendable, Equatable {
        package let weekIndex: Int
        package let before: PlanWeek?
        package let after: PlanWeek?
    }

    /// The requests before and after: that of the whole plan, and that which made its future.
    package struct Requests: Sendable, Equatable {
        package let planBefore: PlanRequest
        package let planAfter: PlanRequest
        package let planningBefore: PlanRequest
        package let planningAfter: PlanRequest
        package let kindBefore: Plan.Kind
        package let kindAfter: Plan.Kind
    }

    package var days: [Day]
    package var weeks: [Week]
    package var requests: Requests?
    package var notes: [String]

    package var isEmpty: Bool { self.days.isEmpty && self.weeks.isEmpty && self.requests == nil && self.notes.isEmpty }

    init(days: [Day] = [], weeks: [Week] = [], requests: Requests? = nil, notes: [String] = []) {
        self.days = days
        self.weeks = weeks
        self.requests = requests
        self.notes = notes
    }

    /// What has to be done to `before` to get `after`.
    init(from before: PlanState, to after: PlanState) {
        let old = Dictionary(before.plan.days.map { ($0.id, $0) }) { first, _ in first }
        let new = Dictionary(after.plan.days.map { ($0.id, $0) }) { first, _ in first }
        self.days = Set(old.keys).union(new.keys).sorted()
            .compactMap { id in old[id] == new[id] ? nil : Day(id: id, before: old[id], after: new[id]) }
            .sorted { left, right in
                let (a, b) = ((left.after ?? left.before)?.date, (right.after ?? right.before)?.date)
                guard let a, let b, a != b else { return left.id < right.id }
                return a < b
            }
        let oldWeeks = Dictionary(before.plan.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        let newWeeks = Dictionary(after.plan.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        self.weeks = Set(oldWeeks.keys).union(newWeeks.keys).sorted()
            .compactMap { index in
                Self.equal(oldWeeks[index], newWeeks[index])
                    ? nil : Week(weekIndex: index, before: oldWeeks[index], after: newWeeks[index])
            }
        let same =
            before.plan.request == after.plan.request && before.planning == after.planning
            && before.plan.kind == after.plan.kind
        self.requests =
            same
            ? nil
            : Requests(
                planBefore: before.plan.request,
                planAfter: after.plan.request,
                planningBefore: before.planning,
                planningAfter: after.planning,
                kindBefore: before.plan.kind,
                kindAfter: after.plan.kind
            )
        self.notes = after.plan.notes.filter { !before.plan.notes.contains($0) }
    }

    /// Equal but for the miles.
    private static func equal(_ left: PlanWeek?, _ right: PlanWeek?) -> Bool {
        guard var left, let right else { return left == nil && right == nil }
        left.targetMiles = right.targetMiles
        return left == right
    }

    /// Changes `state`; false, with nothing promised about `state`, when it is not what the patch was made for.
    func apply(to state: inout PlanState) -> Bool {
        var byID = Dictionary(state.plan.days.map { ($0.id, $0) }) { first, _ in first }
        var touched: Set<Int> = []
        for edit in self.days {
            guard byID[edit.id] == edit.before else { return false }
            byID[edit.id] = edit.after
            touched.formUnion([edit.before?.weekIndex, edit.after?.weekIndex].compactMap { $0 })
        }
        var weeks = Dictionary(state.plan.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        for edit in self.weeks {
            guard Self.equal(weeks[edit.weekIndex], edit.before) else { return false }
            weeks[edit.weekIndex] = edit.after
            touched.insert(edit.weekIndex)
        }
        if let requests = self.requests {
            guard state.plan.request == requests.planBefore, state.planning == requests.planningBefore,
                state.plan.kind == requests.kindBefore
            else { return false }
            state.plan.request = requests.planAfter
            state.planning = requests.planningAfter
            state.plan.kind = requests.kindAfter
        }
        state.plan.days = PlanState.ordered(Array(byID.values))
        state.plan.weeks = weeks.values.sorted { $0.weekIndex < $1.weekIndex }
        state.plan.notes += self.notes.filter { !state.plan.notes.contains($0) }
        state.sumWeeks(touched)
        return true
    }

    /// The part of the patch that is about days which are over on `today`, with what shares a date with them:
    /// taking back one half of an exchange would leave a date without a day.
    func kept(on today: CalendarDay, recorded: Set<String>) -> PlanPatch {
        func dates(_ edit: Day) -> [CalendarDay] { [edit.before?.date, edit.after?.date].compactMap { $0 } }
        var kept = Set(
            self.days.filter { edit in recorded.contains(edit.id) || dates(edit).contains { $0 < today } }.map(\.id)
        )
        var held: Set<CalendarDay> = []
        while true {
            held = Set(self.days.filter { kept.contains($0.id) }.flatMap { dates($0) })
            let more = self.days.filter { edit in !kept.contains(edit.id) && dates(edit).contains { held.contains($0) }
            }
            if more.isEmpty { break }
            kept.formUnion(more.map(\.id))
        }
        return PlanPatch(
            days: self.days.filter { kept.contains($0.id) },
            weeks: self.weeks.filter { edit in
                [edit.before, edit.after].contains { $0.map { $0.endDate < today } ?? false }
            }
        )
    }
}

/// A plan, and the request that made the part of it that is ahead.
struct PlanState: Sendable, Equatable {
    var plan: Plan
    /// Starts at the last regeneration, with what was known of the athlete then.
    var planning: PlanRequest

    /// By date, then by id, so that the order never depends on history.
    static func ordered(_ days: [PlannedDay]) -> [PlannedDay] {
        days.sorted { left, right in
            left.date != right.date ? left.date < right.date : left.id < right.id
        }
    }

    /// The miles of these weeks are those of their days.
    mutating func sumWeeks(_ indices: Set<Int>) {
        for position in self.plan.weeks.indices where indices.contains(self.plan.weeks[position].weekIndex) {
            let index = self.plan.weeks[position].weekIndex
            self.plan.weeks[position].targetMiles = self.plan.days.lazy.filter { $0.weekIndex == index }
                .reduce(0) { $0 + $1.workout.miles }
        }
    }
}
