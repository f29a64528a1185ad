extension PlanDraft {
    /// Days to be well before running again after a fever.
    static let wellDays = 2

    mutating func blackOut(from: CalendarDay, to: CalendarDay, why: String) throws(ReplanError) {
        let first = try self.checkSpan(from, to)
        let span = first...max(to, first)
        for position in self.openRuns(span).filter({ self.plan.days[$0].isKey }) {
            let day = self.plan.days[position]
            if let place = self.placesInWeek(for: day, outside: span).first { self.exchange(position, place) }
        }
        self.clear(span, reason: "No running from \(from) to \(to): \(why)")
        self.settle(from: first)
    }

    mutating func comeBack(lastRun: CalendarDay, resume: CalendarDay) throws(ReplanError) {
        guard lastRun < resume else { throw .endBeforeStart(lastRun, resume) }
        guard resume >= self.today else { throw .inThePast(resume) }
        let days = resume - lastRun - 1
        guard days > 0 else { return }
        _ = try self.checkSpan(lastRun + 1, resume + -1, mayBeOver: true)
        let first = max(self.today, lastRun + 1)
        if first < resume { self.clear(first...(resume + -1), reason: "No running until \(resume).") }
        self.reenter(on: resume, after: days, lastRun: lastRun)
    }

    mutating func fallIll(_ illness: Illness, from: CalendarDay, until: CalendarDay) throws(ReplanError) {
        switch illness {
        case .aboveNeck:
            let first = try self.checkSpan(from, until)
            for position in self.openRuns(first...max(until, first)) {
                let workout = self.plan.days[position].workout
                let reason = "Easy and shorter, because of a cold."
                self.plan.days[position].workout = self.easier(workout, reason: reason)
                self.scale([position], by: 0.75, reason: reason)
            }
            self.settle(from: first)
        case .feverOrChest:
            let end = until + Self.wellDays
            _ = try self.checkSpan(from, end, mayBeOver: true)
            let resume = max(end + 1, self.today)
            if max(self.today, from) <= end {
                self.clear(max(self.today, from)...end, reason: "Ill: no running until you are well for two days.")
            }
            self.reenter(on: resume, after: end + 1 - from, lastRun: from + -1)
            self.advise("If symptoms come back, stop again and tell it here.")
        }
    }

    mutating func hurt(_ injury: Injury, from: CalendarDay, until: CalendarDay) throws(ReplanError) {
        guard (0...10).contains(injury.pain) else { throw .number("Pain is told from 0 to 10.") }
        switch injury.light {
        case .green:
            guard from <= until else { throw .endBeforeStart(from, until) }
            self.advise("Pain of up to 2 may be run with; tell it here when it grows or stays.", on: from)
        case .amber:
            let first = try self.checkSpan(from, until)
            for position in self.openRuns(first...max(until, first)) {
                let workout = self.plan.days[position].workout
                let reason = "Careful with your \(injury.bodyPart)."
                if self.plan.days[position].isDemanding || workout.type == .sharpener {
                    self.plan.days[position].workout = self.crossTraining(insteadOf: workout, reason: reason)
                } else {
                    self.scale([position], by: 0.75, reason: reason)
                }
            }
            self.makeEasy(
                from: max(until + 1, self.today),
                runs: 3,
                reason: "Hard again after three runs without pain."
            )
            self.settle(from: first)
        case .red:
            _ = try self.checkSpan(from, until, mayBeOver: true)
            let resume = max(until + 1, self.today)
            if max(self.today, from) <= until {
                self.clear(
                    max(self.today, from)...until,
                    reason: "No running with your \(injury.bodyPart): see somebody who knows."
                )
            }
            self.reenter(on: resume, after: until + 1 - from, lastRun: from + -1)
            self.climbLadder(from: resume, after: until + 1 - from)
            self.makeEasy(
                from: resume,
                runs: RunWalk.rungs(afterDays: until + 1 - from).count + 3,
                reason: "Hard again after three runs without pain."
            )
            self.settle(from: resume, strictUntil: resume + 28)
            self.advise("This is no medical advice: go on only without pain and without a limp.")
        }
    }

    /// The first day of the span that can still change; refuses spans that hold a race.
    private func checkSpan(_ from: CalendarDay, _ to: CalendarDay, mayBeOver: Bool = false) throws(ReplanError)
        -> CalendarDay
    {
        guard from <= to else { throw .endBeforeStart(from, to) }
        guard mayBeOver || to >= self.today else { throw .inThePast(to) }
        let races = self.plan.days.filter { $0.workout.type == .race && $0.date >= max(from, self.today) }
        if let race = races.first(where: { $0.date <= to }) { throw .raceInside(race.date) }
        return max(from, self.today)
    }

    private mutating func clear(_ span: ClosedRange<CalendarDay>, reason: String) {
        for position in self.open(span) where self.plan.days[position].isSession {
            guard self.plan.days[position].workout.type != .race else { continue }
            self.plan.days[position].workout = self.rest(reason)
        }
    }

    private mutating func makeEasy(from date: CalendarDay, runs: Int, reason: String) {
        guard date <= self.raceDay else { return }
        for position in self.openRuns(date...self.raceDay).prefix(max(runs - self.runsBegun(since: date), 0)) {
            self.plan.days[position].workout = self.easier(self.plan.days[position].workout, reason: reason)
        }
    }

    private mutating func reenter(on resume: CalendarDay, after days: Int, lastRun: CalendarDay) {
        let rule = Reentry(gapDays: days)
        guard resume <= self.raceDay else { return }
        let reason = "Back after \(Counted.text(days, "day")) without running."
        self.makeEasy(from: resume, runs: rule.easyRuns, reason: reason)
        let isCounted = self.startsFromWhatWasRun && resume <= self.firstOpen
        for (week, share) in rule.shares.enumerated() where !isCounted {
            let start = resume + 7 * week
            self.scale(self.openRuns(start...(start + 6)), by: share, reason: reason)
        }
        let end = resume + (max(7 * rule.shares.count, 7) - 1)
        if let share = rule.longRunShare {
            let longest = self.longest(before: lastRun + 1, in: self.timeline(of: self.plan, self.known))
            let limit = self.step.miles(
                max(self.step.count(longest * share + PlanStep.tolerance, .down), self.step.shortestRun)
            )
            for position in self.openRuns(resume...end)
            where self.plan.days[position].workout.miles > limit + PlanStep.tolerance {
                let workout = self.plan.days[position].workout
                self.plan.days[position].workout = self.resized(workout, to: limit, reason: reason)
            }
        }
        self.settle(from: resume, strictUntil: end)
        self.adviseAfterGap(rule)
    }

    private mutating func adviseAfterGap(_ rule: Reentry) {
        if let loss = rule.fiveKLoss {
            let seconds = self.planning.athlete.fiveKSeconds * (1 + loss)
            self.advise(
                "Your 5k is more likely \(ClockTime.text(seconds)) now: give it as a new baseline if you agree."
            )
        }
        if rule.needsTest { self.advise("Four weeks to rebuild; then run a 5k test and give it as a new baseline.") }
        if rule.gapDays >= 7, self.plan.request.race.race.distance.miles > 26 {
            self.advise("A gap of a week or more within a marathon build cost 5 to 8 % of the race time (Feely 2023).")
        }
    }
}
