extension JudgedPlan {
    /// Runs that are no races.
    private var runs: [PlannedDay] {
        self.plan.days.filter { $0.workout.miles > 0 && $0.workout.type != .race && $0.workout.type != .crossTrain }
    }

    /// No run is over 110 % of the longest of 30 days, nor takes too long.
    var sessionGuard: [PlanViolation] {
        let longest = PlanLimits.longestMiles(for: self.request)
        return self.runs.compactMap { day in
            let limit = self.limit(on: day.date)
            let miles = day.workout.miles
            if miles > limit + 0.01 {
                return self.violation(.sessionGuard, day, "\(self.text(miles)) where \(self.text(limit)) is safe")
            }
            guard miles > longest + 0.01 else { return nil }
            return self.violation(.longRun, day, "\(self.text(miles)) takes too long; \(self.text(longest)) does not")
        }
    }

    /// Long runs: one a week, within their share, and none close to the goal.
    var longRuns: [PlanViolation] {
        var found: [PlanViolation] = []
        let goal = self.request.race
        let free = PlanLimits.longRunFreeDays(before: goal.race)
        for week in self.plan.weeks {
            let days = self.days(of: week)
            let runs = days.count { $0.workout.miles > 0 && $0.workout.type != .race }
            let long = days.filter { $0.workout.type == .longRun }
            if long.count > 1 { found.append(self.violation(.longRun, week, "\(long.count) long runs in a week")) }
            for day in long {
                if goal.day - day.date <= free || week.weekIndex == self.calendar.weeks - 1 {
                    found.append(
                        self.violation(.longRun, day, "\(Counted.text(goal.day - day.date, "day")) before the race")
                    )
                }
                let share = PlanLimits.longRunShare(runs: runs, race: goal.race)
                let total = self.withoutRaces(week)
                guard !self.isAffectedByRace(week) else { continue }
                let most = max(share * total, total / Double(max(runs, 1))) + self.step.size
                if day.workout.miles > most {
                    found.append(
                        self.violation(
                            .longRun,
                            day,
                            "\(self.text(day.workout.miles)) of \(self.text(total)) is more than a week of \(runs) runs allows"
                        )
                    )
                }
            }
        }
        return found
    }

    /// Hard days have an easy one on both sides; one at most in a short first week; none but the race in its week.
    var spacing: [PlanViolation] {
        let hard = self.plan.days.filter { $0.workout.type.isHard }
        var found: [PlanViolation] = []
        for (before, day) in zip(hard, hard.dropFirst()) where day.date - before.date <= 1 {
            // Two races in a row are the athlete's own choice.
            guard before.workout.type != .race || day.workout.type != .race else { continue }
            found.append(
                self.violation(
                    .spacing,
                    day,
                    "\(day.workout.type.rawValue) the day after \(before.workout.type.rawValue)"
                )
            )
        }
        for week in self.plan.weeks {
            let sessions = self.days(of: week).filter { $0.workout.type.isHard && $0.workout.type != .race }
            if week.weekIndex == 0, self.length(week) < 7, sessions.count > 1 {
                found.append(self.violation(.spacing, week, "\(sessions.count) hard sessions in a short first week"))
            }
            if week.weekIndex == self.calendar.weeks - 1, let session = sessions.first {
                found.append(self.violation(.spacing, session, "a hard session in the week of the race"))
            }
        }
        return found
    }

    /// Runs are on allowed days, and on at most the days a week that were asked for.
    var runDays: [PlanViolation] {
        var found = self.runs.filter { day in
            self.request.preferredDays.map { !$0.contains(day.date.weekday) } ?? false
        }.map { self.violation(.runDays, $0, "\($0.date.weekday.name) may not hold a run") }
        for week in self.plan.weeks {
            let runs = Set(
                self.days(of: week).filter { $0.workout.miles > 0 && $0.workout.type != .race }.map { $0.date }
            )
            if runs.count > self.request.daysPerWeek {
                found.append(self.violation(.runDays, week, "\(Counted.text(runs.count, "day")) with a run"))
            }
        }
        return found
    }

    /// Each race is there, alone on its day, with rest the day before and easy days after.
    var raceRule: [PlanViolation] { self.raceDays + self.besideRaces + self.inflated }

    private var raceDays: [PlanViolation] {
        var found: [PlanViolation] = []
        for race in self.races {
            let sessions = self.plan.days.filter { $0.date == race.day && $0.workout.type == .race }
            let miles = race.race.distance.miles
            if sessions.count != 1 {
                found.append(PlanViolation(.races, date: race.day, "\(sessions.count) races on the day of one"))
            } else if let day = sessions.first, !((miles - 0.01)...(miles + self.step.size + 0.05) ~= day.workout.miles)
            {
                found.append(self.violation(.races, day, "\(self.text(day.workout.miles)) for \(self.text(miles))"))
            }
        }
        let dates = Set(self.races.map { $0.day })
        for day in self.plan.days where day.workout.type == .race && !dates.contains(day.date) {
            found.append(self.violation(.races, day, "a race that nobody asked for"))
        }
        return found
    }

    private var besideRaces: [PlanViolation] {
        var found: [PlanViolation] = []
        for race in self.races {
            let easy = PlanLimits.recoveryDays(afterMiles: race.race.distance.miles)
            for day in self.plan.days where day.workout.miles > 0 && day.workout.type != .race {
                let after = day.date - race.day
                if after == -1 { found.append(self.violation(.races, day, "a run on the day before a race")) }
                let isEasy = [.easy, .recovery, .crossTrain, .sharpener].contains(day.workout.type)
                if (0...easy).contains(after), !isEasy {
                    found.append(
                        self.violation(
                            .races,
                            day,
                            "\(day.workout.type.rawValue) \(Counted.text(after, "day")) after a race"
                        )
                    )
                }
            }
        }
        return found
    }

    /// No day takes over the miles that a race on the way leaves no room for.
    private var inflated: [PlanViolation] {
        guard !self.request.secondaryRaces.isEmpty else { return [] }
        return self.plan.weeks.filter { self.isAffectedByRace($0) }.flatMap { week in
            let most = PlanLimits.besideRace(highest: self.load(before: week), request: self.request)
            return self.days(of: week).compactMap { day -> PlanViolation? in
                let workout = day.workout
                guard ![.race, .longRun, .crossTrain].contains(workout.type), workout.miles > most + 0.01 else {
                    return nil
                }
                return self.violation(
                    .races,
                    day,
                    "\(self.text(workout.miles)) in a week changed by a race, where \(self.text(most)) is enough"
                )
            }
        }
    }

    /// Steps of each run add up to its miles, with paces and zones that exist.
    var segments: [PlanViolation] {
        self.plan.days.compactMap { day in
            let workout = day.workout
            guard workout.type != .rest, workout.type != .crossTrain else { return nil }
            guard !workout.segments.isEmpty else { return self.violation(.segments, day, "the run has no steps") }
            if let problem = Self.problem(with: workout) { return self.violation(.segments, day, problem) }
            let isMeasured = workout.segments.allSatisfy { $0.steps.allSatisfy { $0.meters > 0 } }
            let sum = workout.segments.reduce(0) { $0 + $1.meters } / Distance.metersPerMile
            guard isMeasured, abs(sum - workout.miles) > 0.02 else { return nil }
            return self.violation(.segments, day, "steps of \(self.text(sum)) in a run of \(self.text(workout.miles))")
        }
    }

    private static func problem(with workout: Workout) -> String? {
        let steps = workout.segments.flatMap { $0.steps }
        if workout.segments.contains(where: { $0.repeats < 1 || $0.steps.isEmpty }) {
            return "a part without repeats or steps"
        }
        for range in [workout.paceRange] + steps.map({ $0.paceRange }) {
            guard let range else { continue }
            let bounds = [range.lowerBound.secondsPerMile, range.upperBound.secondsPerMile]
            guard bounds.allSatisfy({ $0.isFinite && (120...7200).contains($0) }) else {
                return "a pace that nobody runs"
            }
        }
        for zone in [workout.heartRateZone] + steps.map({ $0.heartRateZone }) {
            guard let zone else { continue }
            guard (1...5).contains(zone) else { return "zone \(zone) of 5" }
        }
        for step in steps {
            switch step.length {
            case .distance(let distance) where !(distance.meters.isFinite && distance.meters > 0):
                return "a step of no length"
            case .time(let seconds) where !(seconds.isFinite && seconds > 0): return "a step of no time"
            case .distance, .time, .open: break
            }
        }
        return nil
    }
}
