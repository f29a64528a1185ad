/// Numbers of the rules for missed days. Practice of coaches, not of studies; see the page on replanning.
enum MissedRules {
    /// Missed sessions within this many days count together.
    static let window = 7
    /// From so many on, the week is not what was planned any more.
    static let toReduce = 2
    /// From so many on, or below this share of the miles, people are asked how to go on.
    static let toRealign = 3
    static let leastShare = 0.6
    /// What is left of the week's easy and long runs.
    static let restOfWeek = 0.8
}

extension PlanDraft {
    /// An easy one is dropped; one key session may take another day; two or three make the week smaller and hold the next.
    /// Never are two sessions put on a day, never are missed miles given to other days.
    mutating func miss(_ ids: [String], moveKey: Bool) throws(ReplanError) {
        var missed: [PlannedDay] = []
        for id in ids {
            let day = self.plan.days[try self.position(of: id)]
            guard day.isSession else { throw .isRest(id) }
            guard day.date < self.today else { throw .dayIsNotOver(id, day.date) }
            missed.append(day)
        }
        guard let latest = missed.max(by: { $0.date < $1.date }) else { return }
        let before = self.missedCount(until: latest.date)
        for day in missed { self.known.outcomes[day.id] = .missed }
        let count = self.missedCount(until: latest.date)
        if count == 1, moveKey, latest.isKey {
            self.rescue(latest)
        } else if count >= MissedRules.toReduce, before < MissedRules.toReduce {
            self.easeOff(after: latest.date, count: count)
        }
        if count >= MissedRules.toRealign {
            self.advise(
                "\(count) sessions missed within a week: choose to go on, to repeat the week, or to enter lower."
            )
        }
        self.settle(from: self.today)
    }

    func missedCount(until last: CalendarDay) -> Int {
        self.plan.days.count { day in
            self.outcomes[day.id] == .missed && (0..<MissedRules.window).contains(last - day.date)
        }
    }

    /// Gives a missed key session another day of its week, when one is far enough from all hard days.
    private mutating func rescue(_ day: PlannedDay) {
        guard let place = self.placesInWeek(for: day).first else {
            self.advise("No day of the week is two days away from hard ones: \(day.workout.label) is dropped.")
            return
        }
        let replaced = self.plan.days[place]
        self.plan.days[place].workout = day.workout
        self.plan.days[place].workout.reason =
            "Moved from \(day.date.weekday.name), where it was missed. " + day.workout.reason
        if replaced.isSession {
            self.advise(
                "It takes the place of \(replaced.workout.label); its miles are not made up for.",
                on: replaced.date
            )
        }
    }

    private mutating func easeOff(after date: CalendarDay, count: Int) {
        guard let week = self.week(of: date) else { return }
        let rest = max(week.startDate, self.today)
        if rest <= week.endDate {
            let soft = self.openRuns(rest...week.endDate).filter { !self.plan.days[$0].workout.type.isHard }
            self.scale(soft, by: MissedRules.restOfWeek, reason: "Shorter, because \(count) sessions were missed.")
        }
        guard let next = self.plan.weeks.first(where: { $0.weekIndex == week.weekIndex + 1 }),
            next.targetMiles > week.targetMiles
        else { return }
        self.lower(
            week: next,
            to: week.targetMiles,
            reason: "The week does not grow, because \(count) sessions were missed."
        )
    }

    mutating func realign(_ choice: Realignment) throws(ReplanError) {
        switch choice {
        case .goOn: self.advise("The plan goes on as it is.")
        case .repeatWeek: try self.repeatWeek()
        case .reenterLower:
            let end = max(self.raceDay, self.today)
            for position in self.openRuns(self.today...end).prefix(2) {
                self.plan.days[position].workout = self.easier(
                    self.plan.days[position].workout,
                    reason: "Easy, to find back into the plan."
                )
            }
            for (week, factor) in [0.8, 0.9].enumerated() {
                let start = self.today + 7 * week
                self.scale(
                    self.openRuns(start...(start + 6)),
                    by: factor,
                    reason: "Shorter, to find back into the plan."
                )
            }
        }
        self.settle(from: self.today)
    }

    /// The week that went wrong, once more in place of the next one.
    private mutating func repeatWeek() throws(ReplanError) {
        guard let source = self.week(of: self.today + -1),
            let target = self.plan.weeks.first(where: { $0.weekIndex == source.weekIndex + 1 })
        else { throw .nothingToRealign }
        let places = self.open(max(target.startDate, self.today)...max(target.endDate, self.today))
            .filter { self.plan.days[$0].weekIndex == target.weekIndex }
        guard target.phase != .taper, source.phase != .taper,
            !places.contains(where: { self.plan.days[$0].workout.type == .race })
        else { throw .taperIsNotRepeated }
        for position in places {
            let place = self.plan.days[position]
            let model = self.plan.days.first {
                $0.weekIndex == source.weekIndex && $0.date.weekday == place.date.weekday && $0.workout.type != .race
            }
            guard let model, model.isSession || place.isSession, model.workout != place.workout else { continue }
            var workout = model.isSession ? model.workout : self.rest("")
            workout.reason = "Week \(source.weekIndex + 1) once more. " + model.workout.reason
            self.plan.days[position].workout = workout
        }
    }
}

/// The question after a week that went wrong, and why it is asked.
package struct RealignOffer: Sendable, Equatable {
    package let missed: Int
    /// Share of the planned miles of the last seven days that were run, 0 to 1.
    package let share: Double
    package let choices: [Realignment]
    package let text: String
}

extension PlanBook {
    /// Asks when three sessions or 40 % of the miles of the last seven days are missing, unless it was answered since.
    package func realignOffer(today: CalendarDay) -> RealignOffer? {
        let answered = self.changes.contains { change in
            guard case .realign = change.operation, change.isActive else { return false }
            return (0..<MissedRules.window).contains(today - change.day)
        }
        guard !answered else { return nil }
        let outcomes = self.outcomes
        let week = self.current.days.filter { $0.isRun && (1...MissedRules.window).contains(today - $0.date) }
        let planned = week.reduce(0) { $0 + $1.workout.miles }
        let run = week.reduce(0) { $0 + (outcomes[$1.id].map(\.miles) ?? $1.workout.miles) }
        let missed = week.count { outcomes[$0.id] == .missed }
        let share = planned > 0 ? min(run / planned, 1) : 1
        guard missed >= MissedRules.toRealign || share < MissedRules.leastShare else { return nil }
        return RealignOffer(
            missed: missed,
            share: share,
            choices: Realignment.allCases,
            text:
                "\(Counted.text(missed, "session")) missed and \(Int((share * 100).rounded())) % of the miles run in the last seven days: go on as planned, repeat the week, or enter lower?"
        )
    }
}
