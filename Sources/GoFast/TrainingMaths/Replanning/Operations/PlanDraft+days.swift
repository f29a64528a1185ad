extension PlanDraft {
    mutating func move(_ id: String, to date: CalendarDay) throws(ReplanError) {
        let position = try self.openSession(id)
        guard date >= self.today else { throw .inThePast(date) }
        guard date != self.plan.days[position].date else { throw .sameDay }
        guard self.week(of: date) != nil else { throw .outsidePlan(date) }
        guard let rest = self.openRest(on: date) else { throw .dayTaken(date) }
        self.exchange(position, rest)
    }

    mutating func swap(_ id: String, with other: String) throws(ReplanError) {
        let (one, two) = (try self.openSession(id), try self.openSession(other))
        guard self.plan.days[one].date != self.plan.days[two].date else { throw .sameDay }
        self.exchange(one, two)
    }

    mutating func skip(_ id: String, why: String) throws(ReplanError) {
        let position = try self.openSession(id)
        let workout = self.plan.days[position].workout
        self.plan.days[position].workout = self.rest("You skipped it: \(why)", label: "Skipped: \(workout.label)")
        self.known.outcomes[id] = .skipped(why: why)
        self.settle(from: self.plan.days[position].date)
    }

    mutating func edit(_ id: String, miles: Double?, type: WorkoutType?) throws(ReplanError) {
        let position = try self.position(of: id)
        let day = self.plan.days[position]
        guard !self.isOver(day) else { throw .dayIsOver(id, day.date) }
        guard day.workout.type != .race else { throw .isRace(id) }
        guard day.isSession || (type != nil && type != .rest && miles != nil) else { throw .isRest(id) }
        let wanted = try miles.map { miles throws(ReplanError) in try self.sound(miles) } ?? day.workout.miles
        guard let type, type != day.workout.type else {
            guard wanted != day.workout.miles else { return }
            guard day.isRun else { throw .number("Cross-training has no miles.") }
            self.plan.days[position].workout = self.resized(day.workout, to: wanted, reason: "You changed its length.")
            return
        }
        let reason = "You wanted it so instead of \(day.workout.label)."
        switch type {
        case .rest: self.plan.days[position].workout = self.rest(reason)
        case .crossTrain: self.plan.days[position].workout = self.crossTraining(insteadOf: day.workout, reason: reason)
        case .easy, .recovery, .longRun:
            guard wanted > 0 else { throw .number("How many miles?") }
            self.plan.days[position].workout = self.plainRun(type, miles: wanted, reason: reason)
        case .tempo, .intervals, .racePace, .hills, .fartlek, .sharpener, .overUnders, .race:
            throw .typeNeedsSteps(type)
        }
    }

    /// Steps of the plan that somebody can run on a day.
    private func sound(_ miles: Double) throws(ReplanError) -> Double {
        guard miles.isFinite, (0.25...100).contains(miles) else {
            throw .number("A session has 0.25 to 100 miles; to drop it, skip it.")
        }
        return self.step.miles(max(self.step.count(miles), 1))
    }

    mutating func add(_ run: ExtraRun, easyTomorrow: Bool) throws(ReplanError) {
        guard run.miles.isFinite, run.miles > 0, run.miles <= 300 else {
            throw .number("A run of \(run.miles) miles can't be right.")
        }
        guard run.day <= self.today else {
            throw .number("\(run.day) is still ahead: what is planned is not an extra run.")
        }
        guard self.week(of: run.day) != nil else { throw .outsidePlan(run.day) }
        let longest = self.longest(before: run.day, in: self.timeline(of: self.plan, self.known))
        let spike = SessionSpike(Distance(miles: run.miles), longest: Distance(miles: longest))
        if let spike, spike.band != .none { self.advise(spike.text, on: run.day, kind: .sessionSpike) }
        self.known.extraRuns.append(run)
        guard let next = self.openRuns((run.day + 1)...(run.day + 1)).first else { return }
        let day = self.plan.days[next]
        guard day.isDemanding || spike.map({ $0.band != .none }) == true else { return }
        if easyTomorrow {
            self.plan.days[next].workout = self.easier(
                day.workout,
                reason: "Easy, because of the extra run the day before."
            )
        } else {
            self.advise("An extra run before \(day.workout.label): make it easy if your legs are tired.", on: day.date)
        }
    }

    mutating func keepFree(_ weekday: Weekday, from: CalendarDay) throws(ReplanError) {
        guard from >= self.today else { throw .inThePast(from) }
        var days = self.plan.request.preferredDays ?? Set(Weekday.allCases)
        guard days.remove(weekday) != nil else { return }
        guard days.count >= 3 else { throw .noDaysLeft }
        self.changeRequests { request in
            request.preferredDays = days
            request.daysPerWeek = min(request.daysPerWeek, days.count)
            if request.longRunDay == weekday {
                request.longRunDay = days.sorted().min { Self.apart($0, weekday) < Self.apart($1, weekday) } ?? .sunday
            }
        }
        guard from <= self.raceDay else { return }
        for position in self.openRuns(from...self.raceDay) where self.plan.days[position].date.weekday == weekday {
            let day = self.plan.days[position]
            let reason = "No \(weekday.name)s: you asked for it."
            var left = position
            if day.isKey, let place = self.placesInWeek(for: day).first {
                self.exchange(position, place)
                left = place
            }
            guard self.plan.days[left].isSession else { continue }
            if let place = self.restInWeek(of: self.plan.days[left].date) {
                self.exchange(left, place)
            } else {
                self.plan.days[left].workout = self.rest(reason)
            }
        }
        self.settle(from: from)
    }

    /// A day of rest in the week of `date` that may hold an easy run.
    private func restInWeek(of date: CalendarDay) -> Int? {
        guard let week = self.week(of: date) else { return nil }
        return self.open(max(week.startDate, self.today)...max(week.endDate, self.today)).first { position in
            let day = self.plan.days[position]
            return day.date <= week.endDate && day.date != date && self.openRest(on: day.date) == position
                && self.plan.request.preferredDays?.contains(day.date.weekday) ?? true
        }
    }

    /// Days between two weekdays, the short way round.
    private static func apart(_ one: Weekday, _ other: Weekday) -> Int {
        let days = abs(one.rawValue - other.rawValue)
        return min(days, 7 - days)
    }

    /// The same change to the request of the plan and to that which made its future.
    mutating func changeRequests(_ change: (inout PlanRequest) -> Void) {
        change(&self.plan.request)
        change(&self.planning)
    }
}
