extension PlanDraft {
    /// Miles on days, as run where that is known, otherwise as planned.
    func timeline(of plan: Plan, _ known: Known) -> [(date: CalendarDay, miles: Double)] {
        plan.days.map { (date: $0.date, miles: known.miles(of: $0)) }
            + known.extraRuns.map { (date: $0.day, miles: $0.miles) }
    }

    /// The longest run that counts before `date`: of 30 days; after a longer gap that of 60, fading to a half of it.
    ///
    /// The cohort behind the guard (Frandsen et al. 2025, Br J Sports Med) looks at 30 days; the fading is ours, because
    /// a limit of nothing would keep people from ever starting again.
    func longest(before date: CalendarDay, in timeline: [(date: CalendarDay, miles: Double)]) -> Double {
        let start = (
            date: self.plan.request.start + -1, miles: PlanLimits.usualLongest(for: self.plan.request)
        )
        var recent = 0.0
        var faded = 0.0
        for run in timeline + [start] {
            let age = date - run.date
            guard age >= 1, age <= 60, run.miles.isFinite else { continue }
            if age <= PlanLimits.guardDays {
                recent = max(recent, run.miles)
            } else {
                faded = max(faded, run.miles * (1 - Double(age - PlanLimits.guardDays) / 60))
            }
        }
        return recent > 0 ? recent : max(faded, Self.smallestLongest)
    }

    /// What somebody can run who has not run for two months.
    static let smallestLongest = 2.0

    /// Keeps ``keepRamp(from:)`` and ``keepGuard(from:strictUntil:)`` together: what one shortens lowers the limits of the other.
    mutating func settle(from start: CalendarDay, strictUntil: CalendarDay? = nil) {
        for _ in 0..<4 {
            let days = self.plan.days
            self.keepRamp(from: start)
            self.keepGuard(from: start, strictUntil: strictUntil)
            if self.plan.days == days { return }
        }
    }

    /// Shortens runs that this operation would otherwise turn into spikes, because runs before them were taken away;
    /// up to `strictUntil` also those that were too long before.
    private mutating func keepGuard(from start: CalendarDay, strictUntil: CalendarDay?) {
        let first = max(start, self.today)
        var new = self.timeline(of: self.plan, self.known)
        let old = self.timeline(of: self.before.plan, self.knownBefore)
        for position in self.openRuns(first...max(self.raceDay, first)) {
            let day = self.plan.days[position]
            let limit = PlanLimits.guarded(longest: self.longest(before: day.date, in: new), step: self.step)
            guard day.workout.miles > limit + PlanStep.tolerance else { continue }
            let unchanged = self.before.plan.days.first { $0.id == day.id } == day
            let isStrict = strictUntil.map { day.date <= $0 } ?? false
            if unchanged, !isStrict,
                day.workout.miles > PlanLimits.guarded(
                    longest: self.longest(before: day.date, in: old),
                    step: self.step
                )
                    + PlanStep.tolerance
            {
                continue
            }
            self.plan.days[position].workout = self.resized(
                day.workout,
                to: limit,
                reason: "At most a tenth longer than the longest run of the 30 days before."
            )
            new = self.timeline(of: self.plan, self.known)
        }
    }

    /// Shortens easy and long runs of weeks that would grow too fast because weeks before them became smaller.
    private mutating func keepRamp(from start: CalendarDay) {
        for week in self.plan.weeks.sorted(by: { $0.weekIndex < $1.weekIndex }) where week.endDate >= start {
            let limit = Self.weekLimit(before: week.weekIndex, in: self.plan)
            guard let limit, Self.miles(ofWeek: week.weekIndex, in: self.plan, self.known) > limit + 0.01 else {
                continue
            }
            let then = Self.miles(ofWeek: week.weekIndex, in: self.before.plan, self.knownBefore)
            let limitThen = Self.weekLimit(before: week.weekIndex, in: self.before.plan)
            guard limitThen.map({ then <= $0 + 0.01 }) ?? true else { continue }
            self.lower(week: week, to: limit, reason: "The week grows by a tenth at most.")
        }
    }

    /// Miles of a week: as run where that is known, else as planned.
    static func miles(ofWeek index: Int, in plan: Plan, _ known: Known) -> Double {
        plan.days.lazy.filter { $0.weekIndex == index }.reduce(0) { $0 + known.miles(of: $1) }
    }

    /// 110 % of the highest week before as planned, or three miles more; nil for the first. One missed run changes no week.
    static func weekLimit(before index: Int, in plan: Plan) -> Double? {
        var miles: [Int: Double] = [:]
        for day in plan.days where day.weekIndex < index { miles[day.weekIndex, default: 0] += day.workout.miles }
        guard let highest = miles.values.max() else { return nil }
        return max(highest * PlanLimits.weeklyGrowth, highest + PlanLimits.weeklyStep)
    }

    /// Takes miles from easy and long runs of a week until it has `miles`, as far as they go.
    mutating func lower(week: PlanWeek, to miles: Double, reason: String) {
        let soft = self.openRuns(max(week.startDate, self.today)...max(week.endDate, self.today))
            .filter { self.plan.days[$0].weekIndex == week.weekIndex && !self.plan.days[$0].workout.type.isHard }
        let total = soft.reduce(0) { $0 + self.plan.days[$1].workout.miles }
        let surplus = Self.miles(ofWeek: week.weekIndex, in: self.plan, self.known) - miles
        guard surplus > 0, total > 0 else { return }
        self.scale(soft, by: max((total - surplus) / total, 0.3), reason: reason)
    }

    /// Multiplies runs by `factor`, down to steps of the plan, never below about a mile.
    mutating func scale(_ positions: [Int], by factor: Double, reason: String) {
        for position in positions {
            let workout = self.plan.days[position].workout
            let steps = max(self.step.count(workout.miles * factor + PlanStep.tolerance, .down), self.step.shortestRun)
            let miles = self.step.miles(steps)
            guard miles < workout.miles - PlanStep.tolerance else { continue }
            self.plan.days[position].workout = self.resized(workout, to: miles, reason: reason)
        }
    }
}
