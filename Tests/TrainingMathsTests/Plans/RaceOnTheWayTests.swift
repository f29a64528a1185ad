import Testing

@testable import TrainingMaths

/// What a race on the way does to the days and the words of its weeks.
struct RaceOnTheWayTests {
    private static func request(
        _ race: RaceDistance,
        fiveK: Double,
        miles: Double,
        with other: RaceDistance? = nil,
        on day: String = "2027-03-07"
    ) throws -> PlanRequest {
        var request = PlanRequest(
            race: GoalRace(race, on: try #require(CalendarDay("2027-04-18"))),
            athlete: Athlete(fiveKSeconds: fiveK, weeklyMiles: miles),
            start: try #require(CalendarDay("2026-11-21"))
        )
        if let other { request.secondaryRaces = [GoalRace(other, on: try #require(CalendarDay(day)))] }
        return request
    }

    @Test(arguments: ["2027-01-10", "2027-03-07", "2027-04-04", "2027-04-11"])
    func `no day of the week of a race is longer than without it`(date: String) throws {
        let day = try #require(CalendarDay(date))
        let with = try PlanGenerator.plan(
            for: try Self.request(.half, fiveK: 1470, miles: 25, with: .tenK, on: date)
        )
        let without = try PlanGenerator.plan(for: try Self.request(.half, fiveK: 1470, miles: 25))
        let usual = without.days.filter { $0.date.monday == day.monday && $0.workout.type != .longRun }
        let longest = usual.map { $0.workout.miles }.max() ?? 0
        let changed = with.days.filter { $0.date.monday == day.monday && $0.workout.type != .race }

        #expect(longest > 0)
        #expect(PlanRules.violations(in: with).isEmpty)
        for run in changed { #expect(run.workout.miles <= longest, "\(run.date) \(run.workout.label)") }
        #expect(with.weeks[changed[0].weekIndex].targetMiles < without.weeks[changed[0].weekIndex].targetMiles)
    }

    @Test func `a day that takes over the miles of others breaks a rule`() throws {
        var plan = try PlanGenerator.plan(for: try Self.request(.half, fiveK: 1470, miles: 25, with: .tenK))
        let tuesday = try #require(CalendarDay("2027-03-02"))
        let index = try #require(plan.days.firstIndex { $0.date == tuesday })
        plan.days[index].workout.miles = 11.5

        #expect(PlanRules.violations(in: plan).contains { $0.rule == .races && $0.date == tuesday })
    }

    @Test func `recovery is two thirds of a usual easy run and says so`() throws {
        let plan = try PlanGenerator.plan(for: try Self.request(.half, fiveK: 1470, miles: 25, with: .tenK))
        let runs = plan.days.filter { $0.workout.reason.contains("easy days after the 10k") }

        #expect(!runs.isEmpty)
        for run in runs {
            let usual = try #require(run.workout.reason.split(separator: "(").last?.split(separator: " ").first)
            let share = run.workout.miles / (try #require(Double(usual)))
            #expect((0.6...0.7).contains(share), "\(run.workout.reason)")
            #expect(run.workout.reason.contains(" \(Int((share * 100).rounded())) % of a usual easy run"))
        }
    }

    @Test func `no week is called lighter that is not`() throws {
        var requests = [try Self.request(.tenK, fiveK: 1800, miles: 8, with: .half, on: "2027-01-17")]
        var sampler = PlanSampler(seed: 88)
        for _ in 0..<200 { requests.append(sampler.request()) }
        var lighter = 0
        for request in requests {
            let weeks = try PlanGenerator.plan(for: request).weeks
            for week in weeks where week.reason.contains("lighter:") {
                lighter += 1
                let before = weeks.prefix(week.weekIndex).map { $0.targetMiles }.max() ?? .infinity
                #expect(week.targetMiles < before && !week.reason.contains(" -"), "\(week.reason)")
            }
        }
        #expect(lighter > 0)
    }

    @Test func `sessions with repeats name the jogs between them`() throws {
        var sampler = PlanSampler(seed: 89)
        for _ in 0..<100 {
            for day in try PlanGenerator.plan(for: sampler.request()).days where day.workout.type.isHard {
                let steps = day.workout.segments.filter { $0.repeats > 1 }.flatMap { $0.steps }
                guard steps.contains(where: { $0.intent == .recovery }) else { continue }
                #expect(day.workout.description.contains(" jog "), "\(day.workout.description)")
                if day.workout.type == .overUnders { #expect(day.workout.description.contains(" and ")) }
            }
        }
    }

    @Test func `a race tomorrow has no share of a highest week`() throws {
        var request = try Self.request(.tenK, fiveK: 1800, miles: 25)
        request.start = request.race.day + -1
        let plan = try PlanGenerator.plan(for: request)

        #expect(plan.weeks.allSatisfy { !$0.reason.contains("%") })
        #expect(plan.days.last?.workout.reason == "The goal, after 1 week.")
    }
}
