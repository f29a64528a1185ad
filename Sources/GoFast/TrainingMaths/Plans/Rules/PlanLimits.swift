/// The limits that plans keep, in one place for those who make plans and those who judge them.
package enum PlanLimits {
    package static let longestPlanWeeks = 52
    /// A week may be this much of the highest before it, or ``weeklyStep`` miles more when that is larger.
    package static let weeklyGrowth = 1.10
    package static let weeklyStep = 3.0
    /// A lighter week, as shares of the highest week before it.
    package static let deload = 0.75...0.85
    /// Days that the longest run is remembered for (RUNSAFE cohort, Br J Sports Med 2025).
    package static let guardDays = 30
    /// The lowest volume that a plan starts with, so that somebody who does not run yet has a first week.
    package static let smallestWeek = 3.0

    /// Every 4th week is lighter, every 3rd from the age of 40 on.
    package static func deloadCycle(for athlete: Athlete) -> Int { (athlete.age ?? 0) >= 40 ? 3 : 4 }

    /// The mean week that a plan starts from.
    package static func startMiles(for athlete: Athlete) -> Double { max(athlete.weeklyMiles, Self.smallestWeek) }

    /// The longest run before the plan; when it is not known, what the week makes likely: 30 % of it, 125 % of a mean run, or 2 miles,
    /// since there is a time for 5 km.
    package static func usualLongest(for request: PlanRequest) -> Double {
        let week = Self.startMiles(for: request.athlete)
        if let longest = request.athlete.longestRunMiles { return max(longest, week / 7, 1) }
        return max(week * 0.3, week * 1.25 / Double(min(max(request.daysPerWeek, 3), 7)), 2)
    }

    /// The longest that a session may be after a longest of `longest` miles: 110 %, or a step more when that is
    /// larger, in steps of the plan.
    ///
    /// One session over 110 % of the longest of 30 days came with 1.64 times the injuries (RUNSAFE cohort, Br J Sports Med
    /// 2025); under 2.5 miles a tenth is less than a step.
    package static func guarded(longest: Double, step: PlanStep = .quarterMile) -> Double {
        step.miles(max(step.count(longest * 1.1 + 2.5e-7, .down), step.count(longest + step.size + 2.5e-7, .down)))
    }

    /// Minutes that a training run may take: 150, before a marathon and beyond 180.
    package static func longestMinutes(for race: RaceDistance) -> Double { race.distance.miles < 20 ? 150 : 180 }

    /// The miles of ``longestMinutes(for:)`` at the pace of long runs, in steps of the plan, 1.5 to 24.
    package static func longestMiles(for request: PlanRequest) -> Double {
        let paces = TrainingPaces(fiveKSeconds: request.athlete.fiveKSeconds, profile: request.paceProfile)
        let pace = paces.target(of: .longRun).secondsPerMile
        let miles = Self.longestMinutes(for: request.race.race) * 60 / pace
        let step = request.step
        return step.miles(min(max(step.count(miles, .down), step.count(1.5, .up)), step.count(24, .down)))
    }

    /// The largest share of a week that its long run may be, by the number of runs.
    ///
    /// 25 to 33 % is the common advice; it can't hold when there are few runs. A marathon needs 5 % more.
    package static func longRunShare(runs: Int, race: RaceDistance) -> Double {
        let more = race.distance.miles >= 20 ? 0.05 : 0
        return switch runs {
        case ...1: 1
        case 2: 0.65
        case 3: 0.5 + more
        case 4: 0.42 + more
        case 5: 0.38 + more
        case 6: 0.35 + more
        default: 0.33 + more
        }
    }

    /// Days without a long run before the goal race; the week of the race has none in any case.
    package static func longRunFreeDays(before race: RaceDistance) -> Int {
        let miles = race.distance.miles
        return miles <= 4 ? 4 : miles < 20 ? 7 : 10
    }

    /// Easy days after a race on the way.
    package static func recoveryDays(afterMiles miles: Double) -> Int {
        miles >= 20 ? 5 : miles >= 13 ? 4 : miles >= 6 ? 3 : 2
    }

    /// A race on the way, the days of rest before it or of recovery after it lie in these days.
    package static func isAffected(_ days: ClosedRange<CalendarDay>, by races: [GoalRace]) -> Bool {
        races.contains { race in
            let last = race.day + Self.recoveryDays(afterMiles: race.race.distance.miles)
            return race.day + -3 <= days.upperBound && last >= days.lowerBound
        }
    }

    /// Easy days after a race have this share of the miles of a usual easy run.
    package static let recoveryShare = 0.65
    /// The easy day two days before a race has at most this share of the miles of a usual easy run.
    package static let beforeRaceShare = 0.75

    /// The days of a usual week that hold a run.
    package static func runDays(for request: PlanRequest) -> Int {
        let allowed = request.preferredDays.map { $0.isEmpty ? 7 : $0.count } ?? 7
        return max(min(request.daysPerWeek, allowed), 1)
    }

    /// The longest that an easy or a hard run may be in a week that a race on the way changes, after a highest week of `highest`
    /// miles: 30 % more than an even share of it, or 3 miles.
    ///
    /// The race is load enough: what the days around it do not hold is left out, and not moved to other days. A choice of this
    /// library.
    package static func besideRace(highest: Double, request: PlanRequest) -> Double {
        let step = request.step
        let share = 1.3 * highest / Double(Self.runDays(for: request))
        return step.miles(step.count(max(share, 3) + 2.5e-7, .down))
    }

    /// A race in steps as it counts in a week: up to the next one, the rest is the jog to the start.
    static func raceDaySteps(_ race: RaceDistance, step: PlanStep) -> Int {
        step.count(race.distance.miles - 2.5e-7, .up)
    }
}
