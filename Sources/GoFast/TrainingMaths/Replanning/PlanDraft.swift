/// A plan while an operation works on it; what is over can be read and not be changed.
struct PlanDraft {
    let before: PlanState
    var plan: Plan
    var planning: PlanRequest
    /// The day of the operation; that of an earlier one while it is done once more.
    private(set) var today: CalendarDay
    /// Days before it stay: today, or the Monday from which on the future is planned again.
    private(set) var firstOpen: CalendarDay
    /// The future starts from what was really run, so it is smaller already after a pause.
    var startsFromWhatWasRun = false
    let changes: [PlanChange]
    var known: Known
    let knownBefore: Known
    /// What people should know beside the changes.
    var remarks: [PlanDiff.Consequence] = []

    init(_ book: PlanBook, today: CalendarDay) {
        self.before = book.state
        self.plan = book.current
        self.planning = book.state.planning
        self.today = today
        self.firstOpen = today
        self.changes = book.changes.filter(\.isActive)
        self.known = Known(book)
        self.knownBefore = self.known
    }

    /// What really happened, as far as it is known.
    struct Known {
        var outcomes: [String: DayOutcome]
        var extraRuns: [ExtraRun]
        /// Spans without running; sessions in them of which nothing else is known were not run.
        var pauses: [ClosedRange<CalendarDay>]

        init(_ book: PlanBook) {
            self.outcomes = book.outcomes
            self.extraRuns = book.extraRuns
            self.pauses = book.changes.compactMap { $0.isActive ? $0.operation.pause : nil }
        }

        /// Miles of a session: as run, none where nothing was run, else as planned.
        func miles(of day: PlannedDay) -> Double {
            if let outcome = self.outcomes[day.id] { return outcome.miles }
            return day.isRun && !self.pauses.contains { $0.contains(day.date) } ? day.workout.miles : 0
        }
    }

    var outcomes: [String: DayOutcome] { self.known.outcomes }

    var units: UnitSystem { self.plan.request.units }
    var step: PlanStep { self.plan.request.step }
    var raceDay: CalendarDay { self.plan.request.race.day }
    /// The first day that a new plan may change; the week that is being run stays as it is.
    var nextMonday: CalendarDay { self.today.monday + 7 }

    func text(_ miles: Double) -> String { Distance(miles: miles).text(in: self.units, places: 2) }

    mutating func advise(_ message: String, on date: CalendarDay? = nil, kind: PlanDiff.Consequence.Kind = .advice) {
        self.remarks.append(.init(kind, date, message))
    }

    /// Does an earlier pause once more, as on its day, on days from `monday` on; a way back that has begun goes on.
    mutating func repeatPause(_ change: PlanChange, from monday: CalendarDay) throws(ReplanError) {
        var attempt = self
        attempt.today = change.day
        attempt.firstOpen = monday
        try attempt.perform(change.operation)
        self.plan = attempt.plan
    }

    /// Runs from `date` on that are over already; they count when the first runs of a way back are easy.
    func runsBegun(since date: CalendarDay) -> Int {
        self.plan.days.count { $0.isRun && $0.date >= date && $0.date < self.firstOpen }
    }

    // MARK: Days

    func isOver(_ day: PlannedDay) -> Bool { day.date < self.firstOpen || self.outcomes[day.id] != nil }

    func position(of id: String) throws(ReplanError) -> Int {
        guard let position = self.plan.days.firstIndex(where: { $0.id == id }) else { throw .unknownDay(id) }
        return position
    }

    /// A session that is still ahead and no race.
    func openSession(_ id: String) throws(ReplanError) -> Int {
        let position = try self.position(of: id)
        let day = self.plan.days[position]
        guard !self.isOver(day) else { throw .dayIsOver(id, day.date) }
        guard day.isSession else { throw .isRest(id) }
        guard day.workout.type != .race else { throw .isRace(id) }
        return position
    }

    /// Days that may still be changed, in order of date.
    func open(_ dates: ClosedRange<CalendarDay>) -> [Int] {
        self.plan.days.indices
            .filter { dates.contains(self.plan.days[$0].date) && !self.isOver(self.plan.days[$0]) }
            .sorted { self.plan.days[$0].date < self.plan.days[$1].date }
    }

    func openRuns(_ dates: ClosedRange<CalendarDay>) -> [Int] {
        self.open(dates).filter { self.plan.days[$0].isRun && self.plan.days[$0].workout.type != .race }
    }

    func week(of date: CalendarDay) -> PlanWeek? {
        self.plan.weeks.first { $0.startDate <= date && date <= $0.endDate }
    }

    /// Exchanges dates, with all that belongs to a date.
    mutating func exchange(_ one: Int, _ other: Int) {
        let (first, second) = (self.plan.days[one], self.plan.days[other])
        self.place(one, on: second.date, weekIndex: second.weekIndex, phase: second.phase)
        self.place(other, on: first.date, weekIndex: first.weekIndex, phase: first.phase)
    }

    mutating func place(_ position: Int, on date: CalendarDay, weekIndex: Int, phase: Phase) {
        self.plan.days[position].date = date
        self.plan.days[position].weekIndex = weekIndex
        self.plan.days[position].phase = phase
    }

    /// The rest on a date, when nothing else is there and it may be changed.
    func openRest(on date: CalendarDay) -> Int? {
        let there = self.plan.days.indices.filter { self.plan.days[$0].date == date }
        guard there.count == 1, !self.plan.days[there[0]].isSession, !self.isOver(self.plan.days[there[0]]) else {
            return nil
        }
        return there[0]
    }

    // MARK: The end

    /// The new state, by way of the patch that replaying will use.
    func finished(from state: PlanState) throws(ReplanError) -> PlanState {
        var wanted = PlanState(plan: self.plan, planning: self.planning)
        wanted.plan.days = PlanState.ordered(self.plan.days)
        let patch = PlanPatch(from: state, to: wanted)
        let recorded = self.outcomes
        for edit in patch.days {
            if let day = edit.before, day.date < self.today || (recorded[day.id] != nil && !self.isSkipped(day.id)) {
                throw .wouldRewritePast(day.date)
            }
            if let day = edit.after, day.date < self.today { throw .wouldRewritePast(day.date) }
        }
        var after = state
        guard patch.apply(to: &after) else { throw .wouldRewritePast(self.today) }
        return after
    }

    /// Skipping is itself an outcome: it is set by the operation that changes the day.
    private func isSkipped(_ id: String) -> Bool {
        if case .skipped = self.outcomes[id] { return true }
        return false
    }

    /// Dates with more than one run.
    static func doubled(_ days: [PlannedDay]) -> [CalendarDay] {
        Dictionary(grouping: days.filter(\.isRun), by: \.date).filter { $0.value.count > 1 }.keys.sorted()
    }
}
