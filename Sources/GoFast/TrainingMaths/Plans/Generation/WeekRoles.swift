/// What each day of one week is for.
struct WeekRoles {
    private(set) var days: [DayDraft]
    /// Races that the week takes notice of, by date.
    private let races: [GoalRace]

    init(
        _ frame: PlanFrame,
        races: [GoalRace],
        span: ClosedRange<CalendarDay>,
        phase: Phase,
        isDeload: Bool,
        wanted: Double,
        hardBefore: Set<CalendarDay>
    ) {
        self.races = races
        self.days = (span.lowerBound.number...span.upperBound.number).map {
            let date = CalendarDay(number: $0)
            return DayDraft(
                date: date,
                role: frame.template.days.contains(date.weekday) ? .easy : .rest,
                step: frame.step
            )
        }
        self.placeRaces(frame)
        self.placeLongRun(frame, span: span)
        self.placeHardDays(frame, phase: phase, isDeload: isDeload, wanted: wanted, before: hardBefore)
        self.placeSharpener(frame)
    }

    private mutating func placeRaces(_ frame: PlanFrame) {
        for index in self.days.indices {
            let date = self.days[index].date
            if let race = self.races.first(where: { $0.day == date }) {
                if self.days[index].role == .rest { self.freeDay(near: index, limit: frame.template.days.count) }
                self.days[index].role = .race(race)
            }
        }
        for index in self.days.indices {
            let date = self.days[index].date
            if case .race = self.days[index].role { continue }
            if let race = self.races.first(where: { $0.day - date == 1 }) {
                self.days[index].role = .beforeRace(race)
            } else if self.days[index].role == .easy,
                let race = self.races.last(where: {
                    (1...PlanLimits.recoveryDays(afterMiles: $0.race.distance.miles)).contains(date - $0.day)
                })
            {
                self.days[index].role = .recovery(after: race)
            }
        }
    }

    /// A race on a day of rest takes the place of the nearest run, so that the week keeps its number of days.
    private mutating func freeDay(near index: Int, limit: Int) {
        let taken = self.days.indices.filter { self.days[$0].role != .rest }
        guard taken.count >= limit else { return }
        let nearest = taken.filter { self.days[$0].role == .easy }.min { (abs($0 - index), $0) < (abs($1 - index), $1) }
        if let nearest { self.days[nearest].role = .rest }
    }

    private mutating func placeLongRun(_ frame: PlanFrame, span: ClosedRange<CalendarDay>) {
        let goal = frame.request.race
        guard !span.contains(goal.day) else { return }
        let hasLongRace = self.days.contains {
            if case .race(let race) = $0.role { race.race.distance.miles >= 6 } else { false }
        }
        guard !hasLongRace,
            let index = self.days.lastIndex(where: { $0.date.weekday == frame.template.longRun && $0.role == .easy })
        else { return }
        let date = self.days[index].date
        let isFree = !self.races.contains { (0...2).contains($0.day - date) }
        guard isFree, goal.day - date > PlanLimits.longRunFreeDays(before: goal.race) else { return }
        self.days[index].role = .longRun
    }

    private mutating func placeHardDays(
        _ frame: PlanFrame,
        phase: Phase,
        isDeload: Bool,
        wanted: Double,
        before: Set<CalendarDay>
    ) {
        let most = HardSessions.count(frame, days: self.days, phase: phase, isDeload: isDeload, wanted: wanted)
        var hard = before
        var placed = 0
        for weekday in frame.template.hard where placed < most {
            guard let index = self.days.firstIndex(where: { $0.date.weekday == weekday && $0.role == .easy }) else {
                continue
            }
            let date = self.days[index].date
            let isAlone = !hard.contains(date + -1) && !hard.contains(date + 1)
            let isFarFromRaces = !self.races.contains { (-1...2).contains($0.day - date) }
            guard isAlone, isFarFromRaces else { continue }
            self.days[index].role = .hard(placed)
            hard.insert(date)
            placed += 1
        }
    }

    private mutating func placeSharpener(_ frame: PlanFrame) {
        let race = frame.request.race.day
        for before in [3, 4, 2, 5] {
            guard let index = self.days.firstIndex(where: { $0.date == race + -before && $0.role == .easy }) else {
                continue
            }
            guard frame.calendar.weekIndex(of: race) == frame.calendar.weekIndex(of: race + -before) else { continue }
            self.days[index].role = .sharpener
            return
        }
    }
}

/// How many hard sessions a week can hold.
enum HardSessions {
    /// None in the week of the race and for those who run very little; fewer for beginners, in lighter and in short weeks.
    static func count(_ frame: PlanFrame, days: [DayDraft], phase: Phase, isDeload: Bool, wanted: Double) -> Int {
        let goal = frame.request.race.day
        guard let first = days.first?.date, let last = days.last?.date, !(first...last).contains(goal), wanted >= 7
        else { return 0 }
        if days.count < 7 { return days.count >= 4 && frame.request.athlete.level != .beginner ? 1 : 0 }
        let week = frame.calendar.weekIndex(of: first)
        let usual: Int =
            switch (frame.request.athlete.level, phase) {
            case (.beginner, .base): week >= 2 && week % 2 == 0 ? 1 : 0
            case (.beginner, _): week >= 1 ? 1 : 0
            case (_, .base), (_, .taper): 1
            case (.intermediate, _), (.advanced, _), (.competitive, _): 2
            }
        let runs = days.count { $0.isTrainingRun }
        // Every hard day needs an easy one beside the long run.
        return min(usual, isDeload ? 1 : 2, wanted < 15 ? 1 : 2, max(runs - 2, 0))
    }
}
