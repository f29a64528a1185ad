/// The rules that every plan keeps, whoever made it: rules, a language model or a person who edits.
///
/// They know the request and the plan only, never how it was made.
package enum PlanRules {
    /// Every broken rule, by rule and then by date; empty when the plan is fine.
    package static func violations(in plan: Plan) -> [PlanViolation] {
        let judged = JudgedPlan(plan)
        let unsound = judged.unsound
        // Dates and numbers that make no sense would only give nonsense further on.
        let basic = unsound + judged.calendarRule
        guard basic.isEmpty else { return basic }
        return judged.phases + judged.weekSums + judged.firstWeek + judged.ramp + judged.deloads
            + judged.peak + judged.taper + judged.sessionGuard + judged.longRuns + judged.spacing + judged.runDays
            + judged.raceRule + judged.segments + judged.reasons
    }
}

/// A plan with what its rules ask for again and again.
struct JudgedPlan {
    let plan: Plan
    let request: PlanRequest
    let step: PlanStep
    let calendar: PlanCalendar
    /// Days of each week, by its index.
    let days: [Int: [PlannedDay]]
    /// Races on the way and the goal, by date.
    let races: [GoalRace]

    init(_ plan: Plan) {
        self.plan = plan
        self.request = plan.request
        self.step = plan.request.step
        self.calendar = PlanCalendar(start: plan.request.start, race: plan.request.race.day)
        self.days = Dictionary(grouping: plan.days, by: \.weekIndex)
        self.races = (plan.request.secondaryRaces + [plan.request.race]).sorted { $0.day < $1.day }
    }

    func days(of week: PlanWeek) -> [PlannedDay] { self.days[week.weekIndex] ?? [] }

    /// Miles of a week without the goal race.
    func training(_ week: PlanWeek) -> Double {
        week.targetMiles
            - self.days(of: week).filter { $0.date == self.request.race.day && $0.workout.type == .race }
            .reduce(0) { $0 + $1.workout.miles }
    }

    /// Miles of a week without any race.
    func withoutRaces(_ week: PlanWeek) -> Double {
        week.targetMiles - self.days(of: week).filter { $0.workout.type == .race }.reduce(0) { $0 + $1.workout.miles }
    }

    /// A race on the way, the rest before it or the recovery after it changes this week.
    func isAffectedByRace(_ week: PlanWeek) -> Bool {
        PlanLimits.isAffected(week.startDate...max(week.startDate, week.endDate), by: self.request.secondaryRaces)
    }

    /// Days of a week that are in the plan; the first week may have fewer than seven.
    func length(_ week: PlanWeek) -> Int { week.endDate - week.startDate + 1 }

    /// The highest full week of load before this one, races on the way aside; what the athlete runs when there is none.
    func load(before week: PlanWeek) -> Double {
        self.knownLoad(before: week) ?? PlanLimits.startMiles(for: self.request.athlete)
    }

    /// As ``load(before:)``, nil when no week can tell.
    func knownLoad(before week: PlanWeek) -> Double? {
        self.plan.weeks.filter {
            $0.weekIndex < week.weekIndex && !$0.isDeload && $0.phase != .taper && self.length($0) >= 7
                && !self.isAffectedByRace($0)
        }
        .map { $0.targetMiles }.max()
    }

    /// A number of miles in words.
    func text(_ miles: Double) -> String {
        miles.isFinite ? "\(DecimalText.text(miles, places: 2, separator: ".")) mi" : "\(miles)"
    }

    /// What a run on a day may be at most, by what was run in the 30 days before.
    func limit(on day: CalendarDay) -> Double {
        var longest = day - self.request.start < PlanLimits.guardDays ? PlanLimits.usualLongest(for: self.request) : 0
        for other in self.plan.days where other.date < day && day - other.date <= PlanLimits.guardDays {
            longest = max(longest, other.workout.miles)
        }
        return PlanLimits.guarded(longest: max(longest, 1), step: self.step)
    }
}
