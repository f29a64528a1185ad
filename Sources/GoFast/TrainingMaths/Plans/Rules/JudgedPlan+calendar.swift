extension JudgedPlan {
    /// What makes all other rules meaningless: numbers that are none, no days, a race that is not ahead.
    var unsound: [PlanViolation] {
        var found: [PlanViolation] = []
        if self.request.race.day <= self.request.start {
            found.append(PlanViolation(.calendar, "the race is not after the first day"))
        }
        if self.calendar.weeks > PlanLimits.longestPlanWeeks {
            found.append(PlanViolation(.calendar, "\(self.calendar.weeks) weeks are more than 52"))
        }
        for race in self.races where !(0.1...1000).contains(race.race.distance.miles) {
            found.append(
                PlanViolation(.numbers, date: race.day, "a race of \(self.text(race.race.distance.miles))")
            )
        }
        for week in self.plan.weeks where !self.isSound(week.targetMiles) {
            found.append(
                PlanViolation(.numbers, weekIndex: week.weekIndex, "a target of \(self.text(week.targetMiles))")
            )
        }
        for day in self.plan.days {
            let miles = day.workout.miles
            if !self.isSound(miles) {
                found.append(self.violation(.numbers, day, "\(self.text(miles)) is no distance of a run"))
            } else if day.workout.type == .rest, miles != 0 {
                found.append(self.violation(.numbers, day, "a day of rest has \(self.text(miles))"))
            } else if day.workout.type != .rest, day.workout.type != .crossTrain, miles <= 0 {
                found.append(self.violation(.numbers, day, "a run has no miles"))
            }
        }
        return found
    }

    private func isSound(_ miles: Double) -> Bool { (0...300).contains(miles) && self.step.divides(miles) }

    func violation(_ rule: PlanViolation.Rule, _ day: PlannedDay, _ message: String) -> PlanViolation {
        PlanViolation(rule, weekIndex: day.weekIndex, date: day.date, message)
    }

    func violation(_ rule: PlanViolation.Rule, _ week: PlanWeek, _ message: String) -> PlanViolation {
        PlanViolation(rule, weekIndex: week.weekIndex, message)
    }

    /// Weeks and days are those of the calendar, each once.
    var calendarRule: [PlanViolation] {
        var found: [PlanViolation] = []
        if self.plan.weeks.map({ $0.weekIndex }) != Array(0..<self.calendar.weeks) {
            return [
                PlanViolation(
                    .calendar,
                    "\(Counted.text(self.plan.weeks.count, "week")) instead of \(self.calendar.weeks), from 0 on"
                )
            ]
        }
        for week in self.plan.weeks {
            let span = self.calendar.days(ofWeek: week.weekIndex)
            if week.startDate != span.lowerBound || week.endDate != span.upperBound {
                found.append(
                    self.violation(
                        .calendar,
                        week,
                        "\(week.startDate) to \(week.endDate) instead of \(span.lowerBound) to \(span.upperBound)"
                    )
                )
            }
        }
        var ids: Set<String> = []
        var dates: Set<CalendarDay> = []
        for (index, day) in self.plan.days.enumerated() {
            dates.insert(day.date)
            if !ids.insert(day.id).inserted {
                found.append(self.violation(.calendar, day, "the id \(day.id) is there twice"))
            }
            if day.weekIndex != self.calendar.weekIndex(of: day.date)
                || !(self.request.start...self.request.race.day ~= day.date)
            {
                found.append(self.violation(.calendar, day, "is not in its week"))
            } else if self.plan.weeks[day.weekIndex].phase != day.phase {
                found.append(self.violation(.phases, day, "\(day.phase.rawValue) in a week of another phase"))
            }
            if index > 0, self.plan.days[index - 1].date > day.date {
                found.append(self.violation(.calendar, day, "is out of order"))
            }
        }
        let missing = self.request.race.day - self.request.start + 1 - dates.count
        if missing > 0 { found.append(PlanViolation(.calendar, "\(Counted.text(missing, "day")) missing")) }
        return found
    }

    /// Phases in their order, with the weeks that the time and the distance ask for.
    var phases: [PlanViolation] {
        let split = PhaseSplit(weeks: self.calendar.weeks, race: self.request.race.race)
        var found: [PlanViolation] = self.plan.weeks.filter { $0.phase != split.phase(ofWeek: $0.weekIndex) }.map {
            self.violation(.phases, $0, "\($0.phase.rawValue) instead of \(split.phase(ofWeek: $0.weekIndex).rawValue)")
        }
        let kind: Plan.Kind = self.calendar.weeks < 4 ? .racePrep : .full
        if self.plan.kind != kind { found.append(PlanViolation(.phases, "a plan of this length is \(kind.rawValue)")) }
        return found
    }

    /// Each week and each day says why, and what to do.
    var reasons: [PlanViolation] {
        self.plan.weeks.filter { $0.reason.isEmpty }.map { self.violation(.reasons, $0, "the week has no reason") }
            + self.plan.days.filter {
                $0.workout.reason.isEmpty || $0.workout.label.isEmpty || $0.workout.description.isEmpty
            }.map { self.violation(.reasons, $0, "the day has no reason, label or description") }
    }
}
