/// Picks the session of each day of a week.
struct SessionChoice {
    let frame: PlanFrame
    let book: SessionBook
    let reasons: PlanReasons
    let week: WeekDraft

    func workout(for day: DayDraft) -> Workout {
        guard day.steps > 0 else { return self.book.rest(reason: self.reasons.rest(day, in: self.week)) }
        switch day.role {
        case .rest, .beforeRace: return self.book.rest(reason: self.reasons.rest(day, in: self.week))
        case .race(let race):
            return self.book.race(race, miles: day.miles, reason: self.reasons.race(race, in: self.week))
        case .longRun: return self.longRun(day)
        case .hard(let slot): return self.hard(day, slot: slot)
        case .recovery(let race):
            return self.book.recovery(day.miles, reason: self.reasons.recovery(day, after: race, in: self.week))
        case .sharpener:
            return self.book.sharpener(day.miles, reason: self.reasons.sharpener(on: day.date))
                ?? self.book.strides(day.miles, count: 4, reason: self.reasons.lastStrides(on: day.date))
                ?? self.book.easy(day.miles, reason: self.reasons.lastEasy(on: day.date))
        case .easy: return self.easy(day)
        }
    }

    /// How far the phase has come, 0 to 1.
    private var progress: Double {
        let span = self.frame.split.span(of: self.week.phase)
        return span.count > 1 ? Double(self.week.index - span.lowerBound) / Double(span.count - 1) : 0.5
    }

    private func longRun(_ day: DayDraft) -> Workout {
        let athlete = self.frame.request.athlete
        let race = self.frame.request.race.race.distance.miles
        let isRaceLike =
            self.week.phase == .peak && !self.week.isDeload && athlete.level != .beginner && (12...30).contains(race)
            && day.miles >= 8
        let share = isRaceLike ? (race > 20 ? 0.25 + 0.15 * self.progress : 0.2 + 0.1 * self.progress) : 0
        return self.book.longRun(
            day.miles,
            goalShare: share,
            reason: self.reasons.longRun(day, in: self.week, isRaceLike: isRaceLike)
        )
    }

    private func hard(_ day: DayDraft, slot: Int) -> Workout {
        let span = self.frame.split.span(of: self.week.phase)
        let count = self.week.days.count { if case .hard = $0.role { true } else { false } }
        let kinds = HardKind.of(
            phase: self.week.phase,
            slot: slot,
            weekInPhase: self.week.index - span.lowerBound,
            only: count == 1,
            frame: self.frame
        )
        for kind in kinds {
            let found = self.book.hard(
                kind,
                day.miles,
                weekMiles: max(self.week.runMiles, self.week.highest * 0.85) * (self.week.isDeload ? 0.8 : 1)
                    * (self.week.phase == .taper ? 0.7 : 1),
                progress: self.week.isDeload ? 0 : self.progress
            ) { purpose in self.reasons.hard(purpose, in: self.week) }
            if let found { return found }
        }
        let reason = self.reasons.tooShort(day)
        return self.book.strides(day.miles, count: 4, reason: reason) ?? self.book.easy(day.miles, reason: reason)
    }

    /// The last easy run of a week has strides, so that speed is never far; not after the long run and not in its place.
    private func easy(_ day: DayDraft) -> Workout {
        let longRun = self.week.days.first { $0.role == .longRun }?.date
        if let longRun, day.date - longRun == 1 {
            return self.book.recovery(day.miles, reason: self.reasons.afterLongRun(in: self.week))
        }
        let goal = self.frame.request.race.day
        let easy = self.week.days.filter { $0.role == .easy && $0.date != longRun.map { $0 + 1 } }
        let mayStride = self.week.index > 0 || self.frame.request.athlete.level != .beginner
        let isBeforeHard = self.week.days.contains {
            if case .hard = $0.role { $0.date - day.date == 1 } else { false }
        }
        if mayStride, easy.last == day, !isBeforeHard, goal - day.date > 2, self.week.miles >= 8,
            let strides = self.book.strides(day.miles, count: 4, reason: self.reasons.strides(in: self.week))
        {
            return strides
        }
        return self.book.easy(day.miles, reason: self.reasons.easy(day, in: self.week))
    }
}
