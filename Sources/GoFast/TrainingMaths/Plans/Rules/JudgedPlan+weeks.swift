extension JudgedPlan {
    /// The days of a week add up to its target.
    var weekSums: [PlanViolation] {
        self.plan.weeks.compactMap { week in
            let sum = self.days(of: week).reduce(0) { $0 + $1.workout.miles }
            guard abs(sum - week.targetMiles) > PlanStep.tolerance else { return nil }
            return self.violation(
                .weekSum,
                week,
                "days of \(self.text(sum)) in a week of \(self.text(week.targetMiles))"
            )
        }
    }

    /// The first week is what the athlete runs now, in proportion to its days, within 10 % and a step.
    var firstWeek: [PlanViolation] {
        guard let week = self.plan.weeks.first, week.phase != .taper else { return [] }
        let days = self.length(week)
        let usual = self.request.athlete.weeklyMiles * Double(min(days, 7)) / 7
        let most =
            max(usual * 1.1, PlanLimits.startMiles(for: self.request.athlete) * Double(min(days, 7)) / 7)
            + self.step.size
        let miles = self.withoutRaces(week)
        if miles > most {
            return [self.violation(.firstWeek, week, "\(self.text(miles)) is over \(self.text(most))")]
        }
        guard !self.isAffectedByRace(week) else { return [] }
        // Days that are too few for the athlete's miles hold what no run is too long for.
        let runs = self.days(of: week).count { $0.workout.miles > 0 }
        let allowed = self.request.preferredDays?.count ?? 7
        let slots = days < 7 ? runs : min(self.request.daysPerWeek, allowed)
        let room = Double(slots) * min(self.limit(on: week.startDate), PlanLimits.longestMiles(for: self.request))
        let least = min(usual * 0.9, room) - self.step.size
        guard miles < least else { return [] }
        return [self.violation(.firstWeek, week, "\(self.text(miles)) is under \(self.text(least))")]
    }

    /// No week is over 110 % of the highest before it, or 3 miles more.
    var ramp: [PlanViolation] {
        self.plan.weeks.compactMap { week in
            let before = max(self.load(before: week), PlanLimits.startMiles(for: self.request.athlete))
            let most = max(before * PlanLimits.weeklyGrowth, before + PlanLimits.weeklyStep)
            let miles = self.request.secondaryRaces.isEmpty ? self.training(week) : self.withoutRaces(week)
            guard miles > most + 0.01 else { return nil }
            return self.violation(.ramp, week, "\(self.text(miles)) after a highest week of \(self.text(before))")
        }
    }

    /// A lighter week comes every 4th (3rd from 40 years on) and has 15 to 25 % less than the highest before.
    var deloads: [PlanViolation] {
        let cycle = PlanLimits.deloadCycle(for: self.request.athlete)
        // Half a step is lost by rounding.
        let slack = self.step.size / 2 + 0.005
        var found: [PlanViolation] = []
        var load = 0
        for week in self.plan.weeks where week.phase != .taper {
            if week.isDeload {
                load = 0
                let before = self.load(before: week)
                let isTooHigh = week.targetMiles > before * PlanLimits.deload.upperBound + slack
                // Before the first usual week nobody knows what the days can hold; nor where races on the way bent the weeks before.
                let isTooLow =
                    self.knownLoad(before: week) != nil && self.request.secondaryRaces.isEmpty
                    && week.targetMiles < before * PlanLimits.deload.lowerBound - slack
                if self.isAffectedByRace(week) { continue }
                if isTooHigh || isTooLow {
                    found.append(
                        self.violation(
                            .deload,
                            week,
                            "\(self.text(week.targetMiles)) is not 15 to 25 % under \(self.text(before))"
                        )
                    )
                }
            } else if self.length(week) >= 4 {
                load += 1
                // The last stretch may be one week longer, since the taper follows.
                let isLast =
                    week.weekIndex + 1 < self.plan.weeks.count && self.plan.weeks[week.weekIndex + 1].phase == .taper
                if load > (isLast ? cycle : cycle - 1) {
                    found.append(self.violation(.deload, week, "the \(load)th week of load in a row"))
                }
            }
        }
        return found
    }

    /// The highest week is one of the peak, races on the way aside.
    var peak: [PlanViolation] {
        let weeks = self.plan.weeks.filter { $0.phase == .peak }
        guard let first = weeks.first?.startDate, let last = weeks.last?.endDate else { return [] }
        // Recovery from a race shortens what the guard allows in the month that follows.
        let span = (first + -PlanLimits.guardDays)...max(first, last)
        guard !PlanLimits.isAffected(span, by: self.request.secondaryRaces) else { return [] }
        let usual = self.plan.weeks.filter { !self.isAffectedByRace($0) }
        guard let peak = usual.filter({ $0.phase == .peak && !$0.isDeload }).map({ $0.targetMiles }).max() else {
            return []
        }
        return usual.filter { ($0.phase == .base || $0.phase == .build) && $0.targetMiles > peak }.map {
            self.violation(.peak, $0, "\(self.text($0.targetMiles)) is over the peak of \(self.text(peak))")
        }
    }

    /// Training falls from week to week of the taper, the goal race not counted.
    var taper: [PlanViolation] {
        let weeks = self.plan.weeks.filter { $0.phase == .taper }
        guard let first = weeks.first else { return [] }
        var found: [PlanViolation] = []
        let highest = self.load(before: first)
        if self.withoutRaces(first) >= highest {
            found.append(
                self.violation(.taper, first, "\(self.text(self.training(first))) is not under \(self.text(highest))")
            )
        }
        for (before, week) in zip(weeks, weeks.dropFirst()) {
            let share = before.weekIndex == 0 ? 7 / Double(min(self.length(before), 7)) : 1
            let last = self.training(before) * share
            let miles = self.isAffectedByRace(week) ? self.withoutRaces(week) : self.training(week)
            // Days too few for a run say nothing about a week.
            let isEmpty = before.weekIndex == 0 && last == 0
            guard miles >= last, miles > 0, !isEmpty, !self.isAffectedByRace(before) else { continue }
            found.append(self.violation(.taper, week, "\(self.text(miles)) after \(self.text(last))"))
        }
        return found
    }
}
