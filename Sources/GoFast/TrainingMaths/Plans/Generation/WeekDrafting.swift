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
        func roles(_ races: [GoalRace]) -> [DayDraft] {
            WeekRoles(
                self.frame,
                races: races,
                span: span,
                phase: phase,
                isDeload: isDeload,
                wanted: wanted,
                hardBefore: self.hardDays
            ).days
        }
        var usual: UsualWeek?
        if PlanLimits.isAffected(span, by: self.frame.request.secondaryRaces) {
            let undisturbed = self.allot(wanted, to: roles([self.frame.request.race]), week: index)
            let most = PlanLimits.besideRace(highest: self.highest, request: self.frame.request)
            usual = UsualWeek(undisturbed, most: self.frame.step.count(most), races: self.frame.races)
        }
        let days = self.allot(wanted, to: roles(self.frame.races), week: index, usual: usual)
        let training = days.filter { $0.date != self.frame.request.race.day }.reduce(0) { $0 + $1.steps }
        let draft = WeekDraft(
            index: index,
            days: days,
            step: self.frame.step,
            phase: phase,
            isDeload: isDeload,
            wanted: wanted,
            highest: self.highest,
            hasLoaded: self.hasLoaded,
            trainingMiles: self.frame.step.miles(training),
            usualEasy: usual.map { self.frame.step.miles($0.easy) }
        )
        // A week that a race made shorter is no reason to run less in the next one.
        self.remember(
            draft,
            span: span,
            training: max(draft.trainingMiles, usual.map { self.frame.step.miles($0.total) } ?? 0)
        )
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
            // By a step at least, or two light weeks would be the same.
            return max(min(miles, self.previous * (index == 0 ? dayCount / 7 : 1) - self.frame.step.size), 0)
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
        return min(PlanLimits.guarded(longest: longest, step: self.frame.step), self.frame.longestMiles)
    }

    fileprivate func stepLimit(on day: CalendarDay) -> Int { self.frame.step.count(self.limit(on: day)) }

    private mutating func remember(_ draft: WeekDraft, span: ClosedRange<CalendarDay>, training: Double) {
        for day in draft.days {
            if day.steps > 0 { self.runs.append((day.date, day.miles)) }
            switch day.role {
            case .hard, .race: self.hardDays.insert(day.date)
            case .rest, .easy, .longRun, .sharpener, .recovery, .beforeRace: break
            }
        }
        self.runs.removeAll { span.upperBound - $0.date > PlanLimits.guardDays }
        let length = span.upperBound - span.lowerBound + 1
        self.previous =
            length >= 7 || draft.index > 0
            ? training
            : training > 0 ? min(self.highest, training * 7 / Double(length)) : self.highest
        let isAffected = PlanLimits.isAffected(span, by: self.frame.request.secondaryRaces)
        if draft.phase != .taper, !draft.isDeload, length >= 7, !isAffected {
            self.highest = self.hasLoaded ? max(self.highest, draft.miles) : draft.miles
            self.hasLoaded = true
        }
    }
}

extension WeekDrafting {
    /// Gives each day its miles: races what they are, the long run what the cup and its limits say, the rest what is left.
    ///
    /// With `usual`, the same week without its races on the way, no day is longer than there.
    private func allot(_ wanted: Double, to roles: [DayDraft], week: Int, usual: UsualWeek? = nil) -> [DayDraft] {
        var days = roles
        let least = self.frame.step.shortestRun
        var total = self.frame.step.count(wanted)
        for index in days.indices {
            guard case .race(let race) = days[index].role else { continue }
            days[index].steps = PlanLimits.raceDaySteps(race.race, step: self.frame.step)
            if race != self.frame.request.race { total -= days[index].steps }
        }
        let shortest = days.filter { $0.isTrainingRun }.map { self.stepLimit(on: $0.date) }.min() ?? 0
        Self.dropRuns(&days, total: total, limit: shortest, least: least)
        let runs = days.indices.filter { days[$0].isTrainingRun }
        guard !runs.isEmpty else { return days }
        var limits = runs.map { self.stepLimit(on: days[$0].date) }
        guard let smallest = limits.min() else { return days }
        total = min(total, smallest * runs.count)
        if let usual {
            for (place, index) in runs.enumerated() {
                limits[place] = min(limits[place], max(usual.limit(for: days[index]), least))
            }
        }
        let parts: [Int]
        if let long = runs.firstIndex(where: { days[$0].role == .longRun }) {
            parts = self.aroundLongRun(long, total: total, limits: limits, days: runs.map { days[$0] }, week: week)
        } else {
            let even = (total + runs.count - 1) / runs.count
            parts = MileSplit.steps(
                total,
                weights: Self.weights(runs.map { days[$0] }),
                limits: limits.map { min($0, max(even, even * 7 / 5)) },
                least: least
            )
        }
        for (place, index) in runs.enumerated() { days[index].steps = parts[place] }
        return days
    }

    private func aroundLongRun(_ long: Int, total: Int, limits: [Int], days: [DayDraft], week: Int) -> [Int] {
        let least = self.frame.step.shortestRun
        let even = (total + days.count - 1) / days.count
        let share = PlanLimits.longRunShare(runs: days.count, race: self.frame.request.race.race)
        var wish = self.frame.step.count(self.frame.longRun(week: week))
        if self.frame.split.phase(ofWeek: week) == .taper {
            wish = min(wish, Int(Double(total) * min(share, 0.33)))
        }
        if self.frame.isDeload(week: week) {
            // A lighter week has a shorter long run too, also when the curve is ahead of what was run.
            let longest = self.runs.map { $0.miles }.max() ?? 0
            wish = min(wish, self.frame.step.count(longest * 0.8))
        }
        let others = days.indices.filter { $0 != long }
        wish = min(wish, Int(Double(total) * share), total - least * others.count)
        let longest = min(max(wish, even), limits[long])
        // The long run is the longest by a step where the miles allow.
        let most = (longest - 1) * others.count >= total - longest ? longest - 1 : longest
        let parts = MileSplit.steps(
            total - longest,
            weights: Self.weights(others.map { days[$0] }, longRun: days[long].date),
            limits: others.map { min(limits[$0], most) },
            least: least
        )
        var result = Array(repeating: longest, count: days.count)
        for (place, index) in others.enumerated() { result[index] = parts[place] }
        return result
    }

    /// Runs under two miles are no runs: fewer and longer ones instead, three at least while each has a mile.
    private static func dropRuns(_ days: inout [DayDraft], total: Int, limit: Int, least: Int) {
        while true {
            let runs = days.indices.filter { days[$0].isTrainingRun }
            guard !runs.isEmpty, total < runs.count * (runs.count > 3 ? 2 * least : least) else { return }
            guard total < runs.count * least || total <= (runs.count - 1) * limit else { return }
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
