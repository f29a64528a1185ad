/// What stays the same for all weeks of a plan.
struct PlanFrame: Sendable {
    let request: PlanRequest
    /// What all miles are multiples of.
    let step: PlanStep
    let calendar: PlanCalendar
    let split: PhaseSplit
    let template: WeekTemplate
    let curve: VolumeCurve
    /// Long runs by the cup, one for each whole week.
    let longRuns: [Double]
    /// Races on the way and the goal, by date.
    let races: [GoalRace]
    let longestMiles: Double
    private let cycle: Int
    /// A first week of less than four days does not count in the cycle of lighter weeks.
    private let cycleOffset: Int

    init(_ request: PlanRequest) {
        self.request = request
        self.step = request.step
        let calendar = PlanCalendar(start: request.start, race: request.race.day)
        let split = PhaseSplit(weeks: calendar.weeks, race: request.race.race)
        let cycle = PlanLimits.deloadCycle(for: request.athlete)
        let first = calendar.days(ofWeek: 0)
        let offset = first.upperBound - first.lowerBound < 3 && calendar.weeks > 1 ? 1 : 0
        self.calendar = calendar
        self.split = split
        self.cycle = cycle
        self.cycleOffset = offset
        self.template = WeekTemplate(request)
        self.races = (request.secondaryRaces + [request.race]).sorted { $0.day < $1.day }
        self.longestMiles = PlanLimits.longestMiles(for: request)
        let loading = (offset..<max(split.base + split.build, offset)).filter {
            !Self.isDeload(week: $0, split: split, cycle: cycle, offset: offset)
        }
        let curve = VolumeCurve(request, steps: loading.count)
        self.curve = curve
        let weeks = split.base + split.build + split.peak
        self.longRuns = LongRunCurve(
            request,
            curve: curve,
            runs: self.template.days.count,
            cycle: cycle,
            limit: self.longestMiles
        )
        .miles(
            deloads: (min(offset, weeks)..<weeks).map {
                Self.isDeload(week: $0, split: split, cycle: cycle, offset: offset)
            },
            taperWeeks: split.taper
        )
    }

    var kind: Plan.Kind { self.calendar.weeks < 4 ? .racePrep : .full }

    func isDeload(week: Int) -> Bool {
        Self.isDeload(week: week, split: self.split, cycle: self.cycle, offset: self.cycleOffset)
    }

    /// Miles that the cup gives to a week's long run.
    func longRun(week: Int) -> Double {
        let index = max(week - self.cycleOffset, 0)
        return index < self.longRuns.count ? self.longRuns[index] : 0
    }

    /// Weeks of load before this one, the partial first one not counted.
    func step(week: Int) -> Int {
        (self.cycleOffset..<max(week, self.cycleOffset)).count { !self.isDeload(week: $0) }
    }

    /// The first day of the taper.
    var taperStart: CalendarDay { self.calendar.days(ofWeek: self.split.span(of: .taper).lowerBound).lowerBound }

    private static func isDeload(week: Int, split: PhaseSplit, cycle: Int, offset: Int) -> Bool {
        // The week before the taper is none: rest follows anyway.
        let place = week - offset
        return place >= 0 && place % cycle == cycle - 1 && week < split.base + split.build + split.peak - 1
    }
}
