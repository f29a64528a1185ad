extension PlanDraft {
    /// Plans the future again from next Monday on, for another goal or another baseline; what was asked for before
    /// (blackouts, pauses, own edits of days) is done again where it still can be.
    mutating func replan(_ operation: PlanOperation) throws(ReplanError) {
        guard self.today < self.raceDay else { throw .raceTooSoon(race: self.raceDay, nextMonday: self.nextMonday) }
        let oldRace = self.raceDay
        var request = self.planning
        var startsAnew = self.isOffTrack
        switch operation {
        case .goalTime(let seconds): request.race.goalSeconds = seconds
        case .raceDay(let day):
            guard day != oldRace else { return }
            request.race.day = day
        case .raceDistance(let meters):
            guard meters.isFinite, meters > 0 else { throw .number("A race needs a distance.") }
            request.race.race = RaceDistance(Distance(meters: meters))
            request.race.goalSeconds = nil
        case .baseline(let fiveK, let weekly, let longest):
            request.athlete.fiveKSeconds = fiveK ?? request.athlete.fiveKSeconds
            request.athlete.weeklyMiles = weekly ?? request.athlete.weeklyMiles
            request.athlete.longestRunMiles = longest ?? request.athlete.longestRunMiles
            startsAnew = startsAnew || weekly != nil || longest != nil
        case .addRace(let name, let meters, let day, let goal):
            guard meters.isFinite, meters > 0 else { throw .number("A race needs a distance.") }
            guard day >= self.nextMonday else { throw .raceTooSoon(race: day, nextMonday: self.nextMonday) }
            request.secondaryRaces.append(
                GoalRace(RaceDistance(Distance(meters: meters)), on: day, goalSeconds: goal, name: name)
            )
        case .cancelRace(let day):
            guard request.secondaryRaces.contains(where: { $0.day == day }) else { throw .noSuchRace(day) }
            guard day >= self.today else { throw .inThePast(day) }
            request.secondaryRaces.removeAll { $0.day == day }
        default: return
        }
        guard request.race.day > self.nextMonday else {
            throw .raceTooSoon(race: request.race.day, nextMonday: self.nextMonday)
        }
        guard request != self.planning else { return }
        let weeks = PlanCalendar(start: request.start, race: request.race.day).weeks
        if startsAnew || weeks > PlanLimits.longestPlanWeeks {
            self.startsFromWhatWasRun = true
            self.startAnew(&request, keepingWeekly: operation.givesWeekly)
        }
        let future: Plan
        do throws(PlanError) { future = try PlanGenerator.plan(for: request) } catch { throw .plan(error) }
        self.planning = request
        self.adopt(request)
        self.take(future)
        self.freeRaceDays(oldRace, keeping: request)
        self.repeatWishes()
        self.settle(from: self.nextMonday)
    }

    /// Less than four fifths of the miles of the last four weeks were run: the old curve does not fit any more.
    private var isOffTrack: Bool {
        let days = self.plan.days.filter { (1...28).contains(self.today - $0.date) && $0.isRun }
        let planned = days.reduce(0) { $0 + $1.workout.miles }
        return planned > 0 && days.reduce(0) { $0 + self.known.miles(of: $1) } < 0.8 * planned
    }

    /// From next Monday on, from where the athlete really is.
    private func startAnew(_ request: inout PlanRequest, keepingWeekly isGiven: (weekly: Bool, longest: Bool)) {
        let monday = self.nextMonday
        request.start = max(monday, self.plan.request.start)
        request.secondaryRaces.removeAll { $0.day < monday }
        let timeline = self.timeline(of: self.plan, self.known)
        if !isGiven.weekly {
            let first = max(monday + -28, self.plan.request.start.monday)
            let miles = timeline.filter { $0.date >= first && $0.date < monday }.reduce(0) { $0 + $1.miles }
            let weeks = Double(max(monday - first, 7)) / 7
            request.athlete.weeklyMiles = min(max(self.step.miles(self.step.count(miles / weeks)), 0), 200)
        }
        if !isGiven.longest {
            request.athlete.longestRunMiles = min(
                self.step.miles(self.step.count(self.longest(before: monday, in: timeline))),
                150
            )
        }
    }

    /// What the whole plan says of itself: new goal and paces, but still its first day and where it began.
    private mutating func adopt(_ request: PlanRequest) {
        let old = self.plan.request
        self.plan.request = request
        self.plan.request.start = old.start
        self.plan.request.athlete.weeklyMiles = old.athlete.weeklyMiles
        self.plan.request.athlete.longestRunMiles = old.athlete.longestRunMiles
        let past = old.secondaryRaces.filter { $0.day < self.nextMonday && $0.day < request.start }
        self.plan.request.secondaryRaces = past + request.secondaryRaces
    }

    /// Replaces all from next Monday on; places in the week keep their ids.
    private mutating func take(_ future: Plan) {
        let monday = self.nextMonday
        // A week keeps the number that its Monday has in the whole plan.
        let offset = (future.request.start.monday - self.plan.request.start.monday) / 7
        let places = Dictionary(future.days.map { ($0.date, $0) }) { first, _ in first }
        let kept = self.plan.days.compactMap { day -> PlannedDay? in
            if day.date < monday { return day }
            guard self.isOver(day) else { return nil }
            // Skipped and still ahead: it stays where the new plan has a day for it, in that day's week.
            guard let place = places[day.date], place.workout.type != .race else { return nil }
            var day = day
            day.weekIndex = place.weekIndex + offset
            day.phase = place.phase
            return day
        }
        let keptDates = Set(kept.map(\.date))
        // What was skipped keeps its id for ever, also when it is no longer in the plan.
        var ids = Set(kept.map(\.id)).union(self.outcomes.keys)
        let old = Dictionary(self.plan.days.map { ($0.id, $0) }) { first, _ in first }
        let calendar = PlanCalendar(start: self.plan.request.start, race: future.request.race.day)
        var new: [PlannedDay] = []
        for day in future.days where day.date >= monday && !keptDates.contains(day.date) {
            var id = PlanGenerator.dayID(day.date, week: day.weekIndex + offset, calendar: calendar)
            if ids.contains(id) { id = Self.freshID(for: day.date, besides: ids) }
            ids.insert(id)
            var workout = day.workout
            if let there = old[id]?.workout, Self.isSame(there, workout) { workout = there }
            new.append(
                PlannedDay(
                    id: id,
                    weekIndex: day.weekIndex + offset,
                    date: day.date,
                    phase: day.phase,
                    workout: workout
                )
            )
        }
        self.plan.days = kept + new
        let weeks = future.weeks.filter { $0.endDate >= monday }.map { week in
            var week = week
            week.weekIndex += offset
            return week
        }
        let last = self.plan.weeks.filter { $0.startDate < monday }
        self.plan.weeks =
            last.map { week in
                var week = week
                // A race in this week may have cut it short, one on the Monday after may have made it longer.
                if week.endDate >= self.today { week.endDate = monday + -1 }
                return week
            } + weeks.filter { new in !last.contains { $0.weekIndex == new.weekIndex } }
        self.plan.kind = future.kind
        self.plan.notes += future.notes.filter { !self.plan.notes.contains($0) }
        self.fillCurrentWeek()
    }

    /// The same session but for its reason, which may name another week.
    private static func isSame(_ one: Workout, _ other: Workout) -> Bool {
        var one = one
        one.reason = other.reason
        return one == other
    }

    private static func freshID(for date: CalendarDay, besides ids: Set<String>) -> String {
        let id = "d-\(date)"
        guard ids.contains(id) else { return id }
        var number = 2
        while ids.contains("\(id)-\(number)") { number += 1 }
        return "\(id)-\(number)"
    }

    /// Days of rest for dates that a race in the middle of the week had cut off.
    private mutating func fillCurrentWeek() {
        guard let week = self.week(of: self.nextMonday + -1) else { return }
        let dates = Set(self.plan.days.map(\.date))
        var ids = Set(self.plan.days.map(\.id))
        for date in (0..<7).map({ self.nextMonday + ($0 - 7) })
        where date >= self.today && date >= week.startDate && !dates.contains(date) {
            let id = Self.freshID(for: date, besides: ids)
            ids.insert(id)
            let workout = self.rest("The plan goes on after this week.")
            self.plan.days.append(
                PlannedDay(id: id, weekIndex: week.weekIndex, date: date, phase: week.phase, workout: workout)
            )
        }
    }

    /// Races of this week that are no longer run become easy days.
    private mutating func freeRaceDays(_ oldRace: CalendarDay, keeping request: PlanRequest) {
        let races = Set(self.plan.request.secondaryRaces.map(\.day) + [request.race.day])
        for position in self.open(self.today...max(self.nextMonday, self.today))
        where self.plan.days[position].workout.type == .race && !races.contains(self.plan.days[position].date) {
            self.plan.days[position].workout = self.rest("The race is not on this day any more.")
        }
    }

    /// Blackouts, pauses and own edits of days, once more on the new future.
    private mutating func repeatWishes() {
        let monday = self.nextMonday
        for change in self.changes {
            let isAhead = change.diff.patch.days.contains { edit in
                [edit.before, edit.after].contains { $0.map { $0.date >= monday } ?? false }
            }
            guard isAhead else { continue }
            var attempt = self
            do throws(ReplanError) {
                if change.operation.isPause {
                    try self.repeatPause(change, from: monday)
                    continue
                }
                guard let wish = change.operation.wish(from: monday) else { continue }
                try attempt.perform(wish)
                attempt.known = self.known
                self = attempt
            } catch {
                self.advise("Not kept in the new plan: \(change.reason).", kind: .dropped)
            }
        }
    }
}

extension PlanOperation {
    /// What is left of it for days from `monday` on, when the future is planned again.
    func wish(from monday: CalendarDay) -> PlanOperation? {
        switch self {
        case .blackout(let from, let to, let why) where to >= monday:
            .blackout(from: max(from, monday), to: to, why: why)
        case .move, .swap, .edit, .conditions: self
        default: nil
        }
    }

    /// Has a way back, which may go on after the day of the operation.
    fileprivate var isPause: Bool {
        switch self {
        case .gap, .illness, .injury: true
        default: false
        }
    }

    fileprivate var givesWeekly: (weekly: Bool, longest: Bool) {
        guard case .baseline(_, let weekly, let longest) = self else { return (false, false) }
        return (weekly != nil, longest != nil)
    }
}
