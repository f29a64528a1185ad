/// Makes the weeks one after the other, because each depends on what was run before.
struct WeekDrafting {
    private let frame: PlanFrame
    /// The highest full week of load so far that no race changed; what the athlete runs while there is none.
    private var highest: Double
    private var hasLoaded = false
    /// Miles of the week before, the goal race not counted, as if it had seven days.
    private var previous: Double
    /// Runs so far, and the longest one before the plan.
    private var runs: [(date: CalendarDay, miles: Double)]
    private var hardDays: Set<CalendarDay> = []

    init(_ frame: PlanFrame) {
        self.frame = frame
        self.highest = PlanLimits.startMiles(for: frame.request.athlete)
        self.previous = self.highest
        self.runs = [(frame.request.start + -1, PlanLimits.usualLongest(for: frame.request))]
    }

    static func weeks(of frame: PlanFrame) -> [WeekDraft] {
        var drafting = WeekDrafting(frame)
        return (0..<frame.calendar.weeks).map { drafting.week($0) }
    }

    private mutating func week(_ index: Int) -> WeekDraft {
        let span = self.frame.calendar.days(ofWeek: index)
        let phase = self.frame.split.phase(ofWeek: index)
        let isDeload = self.frame.isDeload(week: index)
        let wanted = self.wantedMiles(index, span, phase, isDeload: isDeload)
        let roles = WeekRoles(
            self.frame,
            span: span,
            phase: phase,
            isDeload: isDeload,
            wanted: wanted,
            hardBefore: self.hardDays
        )
        let days = self.allot(wanted, to: roles.days, week: index)
        let goal = days.last { $0.date == self.frame.request.race.day }?.miles ?? 0
        let draft = WeekDraft(
            index: index,
            days: days,
            phase: phase,
            isDeload: isDeload,
            wanted: wanted,
            highest: self.highest,
            trainingMiles: Double(days.reduce(0) { $0 + $1.quarters }) / 4 - goal
        )
        self.remember(draft, span: span)
        return draft
    }

    private func wantedMiles(_ index: Int, _ span: ClosedRange<CalendarDay>, _ phase: Phase, isDeload: Bool) -> Double {
        let dayCount = Double(span.upperBound - span.lowerBound + 1)
        switch phase {
        case .taper:
            let race = self.frame.request.race.day
            let isLast = index == self.frame.calendar.weeks - 1
            var miles = Taper.miles(peak: self.highest, in: span, from: self.frame.taperStart, race: race)
            if index == 0, !isLast { miles = self.highest * 0.9 * dayCount / 7 }
            // In steps of a quarter, or two light weeks would be the same.
            return max(min(miles, self.previous * (index == 0 ? dayCount / 7 : 1) - 0.25), 0)
        case .base, .build, .peak:
            if index == 0 { return self.frame.curve.start * min(dayCount, 7) / 7 }
            if isDeload { return self.highest * 0.8 }
            let before = max(self.highest, self.frame.curve.start)
            let limit = max(before * 1.09, before + min(1.5, before * 0.4))
            return min(self.frame.curve.miles(atStep: self.frame.step(week: index)), limit)
        }
    }

    /// The longest that a run on `day` may be.
    private func limit(on day: CalendarDay) -> Double {
        let longest = self.runs.lazy.filter { day - $0.date <= PlanLimits.guardDays }.map { $0.miles }.max() ?? 1
        return min(PlanLimits.guarded(longest: longest), self.frame.longestMiles)
    }

    fileprivate func quarterLimit(on day: CalendarDay) -> Int { Int((self.limit(on: day) * 4).rounded()) }

    private mutating func remember(_ draft: WeekDraft, span: ClosedRange<CalendarDay>) {
        for day in draft.days {
            if day.quarters > 0 { self.runs.append((day.date, day.miles)) }
            switch day.role {
            case .hard, .race: self.hardDays.insert(day.date)
            case .rest, .easy, .longRun, .sharpener, .recovery, .beforeRace: break
            }
        }
        self.runs.removeAll { span.upperBound - $0.date > PlanLimits.guardDays }
        let length = span.upperBound - span.lowerBound + 1
        self.previous =
            length >= 7 || draft.index > 0
            ? draft.trainingMiles
            : draft.trainingMiles > 0 ? min(self.highest, draft.trainingMiles * 7 / Double(length)) : self.highest
        let isAffected = PlanLimits.isAffected(span, by: self.frame.request.secondaryRaces)
        if draft.phase != .taper, !draft.isDeload, length >= 7, !isAffected {
            self.highest = self.hasLoaded ? max(self.highest, draft.miles) : draft.miles
            self.hasLoaded = true
        }
    }
}

extension WeekDrafting {
    /// Gives each day its miles: races what they are, the long run what the cup and its limits say, the rest what is left.
    private func allot(_ wanted: Double, to roles: [DayDraft], week: Int) -> [DayDraft] {
        var days = roles
        var total = Int((wanted * 4).rounded())
        for index in days.indices {
            guard case .race(let race) = days[index].role else { continue }
            days[index].quarters = Int((PlanLimits.raceDayMiles(race.race) * 4).rounded())
            if race != self.frame.request.race { total -= days[index].quarters }
        }
        let shortest = days.filter { $0.isTrainingRun }.map { self.quarterLimit(on: $0.date) }.min() ?? 0
        Self.dropRuns(&days, total: total, limit: shortest)
        let runs = days.indices.filter { days[$0].isTrainingRun }
        guard !runs.isEmpty else { return days }
        let limits = runs.map { self.quarterLimit(on: days[$0].date) }
        guard let smallest = limits.min() else { return days }
        total = min(total, smallest * runs.count)
        var parts: [Int]
        if let long = runs.firstIndex(where: { days[$0].role == .longRun }) {
            parts = self.aroundLongRun(long, total: total, limits: limits, days: runs.map { days[$0] }, week: week)
        } else {
            let even = (total + runs.count - 1) / runs.count
            parts = MileSplit.quarters(
                total,
                weights: Self.weights(runs.map { days[$0] }),
                limits: limits.map { min($0, max(even, even * 7 / 5)) },
                least: 4
            )
        }
        for (place, index) in runs.enumerated() {
            if case .recovery = days[index].role {
                parts[place] = max(Int((Double(parts[place]) * PlanLimits.recoveryShare).rounded(.down)), 4)
            }
            days[index].quarters = parts[place]
        }
        return days
    }

    private func aroundLongRun(_ long: Int, total: Int, limits: [Int], days: [DayDraft], week: Int) -> [Int] {
        let even = (total + days.count - 1) / days.count
        let share = PlanLimits.longRunShare(runs: days.count, race: self.frame.request.race.race)
        var wish = Int((self.frame.longRun(week: week) * 4).rounded())
        if self.frame.split.phase(ofWeek: week) == .taper {
            wish = min(wish, Int(Double(total) * min(share, 0.33)))
        }
        let others = days.indices.filter { $0 != long }
        wish = min(wish, Int(Double(total) * share), total - 4 * others.count)
        let quarters = min(max(wish, even), limits[long])
        // The long run is the longest by a step where the miles allow.
        let most = (quarters - 1) * others.count >= total - quarters ? quarters - 1 : quarters
        let parts = MileSplit.quarters(
            total - quarters,
            weights: Self.weights(others.map { days[$0] }, longRun: days[long].date),
            limits: others.map { min(limits[$0], most) },
            least: 4
        )
        var result = Array(repeating: quarters, count: days.count)
        for (place, index) in others.enumerated() { result[index] = parts[place] }
        return result
    }

    /// Runs under two miles are no runs: fewer and longer ones instead, three at least while each has a mile.
    private static func dropRuns(_ days: inout [DayDraft], total: Int, limit: Int) {
        while true {
            let runs = days.indices.filter { days[$0].isTrainingRun }
            guard !runs.isEmpty, total < runs.count * (runs.count > 3 ? 8 : 4) else { return }
            guard total < runs.count * 4 || total <= (runs.count - 1) * limit else { return }
            let order = runs.sorted { Self.worth(days, $0) < Self.worth(days, $1) }
            days[order[0]].role = .rest
        }
    }

    /// Which runs stay when there are too many: the long one, the hard ones, then those that stand alone.
    private static func worth(_ days: [DayDraft], _ index: Int) -> Int {
        let kind =
            switch days[index].role {
            case .longRun: 1000
            case .hard(let slot): 500 - slot
            case .sharpener: 400
            case .easy: 100
            case .recovery: 50
            case .rest, .race, .beforeRace: 0
            }
        let neighbours = [index - 1, index + 1].filter { days.indices.contains($0) && days[$0].role != .rest }
        return kind - 10 * neighbours.count - index
    }

    /// Hard days need room for a warm-up; the day after the long run is short, the one after a hard day a little longer.
    private static func weights(_ days: [DayDraft], longRun: CalendarDay? = nil) -> [Double] {
        days.enumerated().map { index, day in
            switch day.role {
            case .hard: return 1.2
            case .easy:
                if let longRun, day.date - longRun == 1 { return 0.75 }
                if index > 0, case .hard = days[index - 1].role { return 1.05 }
                return 0.95
            case .sharpener, .longRun, .recovery, .rest, .race, .beforeRace: return 1
            }
        }
    }
}

extension DayDraft {
    /// A run that is no race.
    var isTrainingRun: Bool {
        switch self.role {
        case .easy, .longRun, .hard, .sharpener, .recovery: true
        case .rest, .race, .beforeRace: false
        }
    }
}
