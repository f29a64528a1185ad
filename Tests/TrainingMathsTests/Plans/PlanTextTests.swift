import Testing

@testable import TrainingMaths

/// What a coach would find when reading a plan.
struct PlanTextTests {
    private static func request(_ race: RaceDistance, weeks: Int, fiveK: Double, miles: Double) throws -> PlanRequest {
        let start = try #require(CalendarDay("2026-11-23"))
        return PlanRequest(
            race: GoalRace(race, on: start + (weeks * 7 - 1)),
            athlete: Athlete(fiveKSeconds: fiveK, weeklyMiles: miles),
            start: start
        )
    }

    private static var samples: [PlanRequest] {
        get throws {
            var beginner = try Self.request(.marathon, weeks: 52, fiveK: 2280, miles: 0)
            beginner.daysPerWeek = 3
            beginner.athlete.level = .beginner
            var masters = try Self.request(.half, weeks: 16, fiveK: 1470, miles: 25)
            masters.athlete.age = 52
            masters.race.goalSeconds = 6300
            var classic = try Self.request(.other(Distance(kilometers: 100)), weeks: 24, fiveK: 1320, miles: 30)
            classic.paceProfile = .classic
            var tuned = try Self.request(.tenK, weeks: 12, fiveK: 1260, miles: 30)
            tuned.secondaryRaces = [GoalRace(.fiveK, on: tuned.race.day + -21)]
            return [beginner, masters, classic, tuned, try Self.request(.fiveK, weeks: 1, fiveK: 1620, miles: 15)]
        }
    }

    private static func texts(_ plan: Plan) -> [String] {
        plan.notes + plan.weeks.map { $0.reason }
            + plan.days.flatMap { [$0.workout.label, $0.workout.description, $0.workout.reason] }
            + plan.days.flatMap { $0.workout.segments.flatMap { $0.steps.map { $0.title } } }
    }

    @Test func `plans in kilometres speak of no miles, and of tenths at most`() throws {
        for var request in try Self.samples {
            request.units = .kilometers
            for text in Self.texts(try PlanGenerator.plan(for: request)) {
                #expect(
                    !text.contains(" mi ") && !text.contains("/mi") && !text.lowercased().contains("mile"),
                    "\(text)"
                )
                for number in text.split(separator: " ") where number.contains(".") {
                    let digits = number.drop { $0 != "." }.dropFirst().prefix { $0.isNumber }
                    #expect(digits.count <= 1, "\(text)")
                }
            }
        }
    }

    @Test func `plans in miles speak of no kilometres`() throws {
        for request in try Self.samples.filter({ RaceDistance.named.contains($0.race.race) }) {
            for text in Self.texts(try PlanGenerator.plan(for: request)) {
                #expect(!text.contains(" km") && !text.contains("/km"), "\(text)")
            }
        }
    }

    @Test(arguments: UnitSystem.allCases)
    func `steps add up to the day, to ten metres`(units: UnitSystem) throws {
        for var request in try Self.samples {
            request.units = units
            for day in try PlanGenerator.plan(for: request).days where day.workout.miles > 0 {
                let meters = day.workout.segments.reduce(0) { $0 + $1.meters }
                #expect(abs(meters - day.workout.miles * Distance.metersPerMile) < 10, "\(day.id) \(day.workout.label)")
            }
        }
    }

    @Test func `a long run is no longer than its reason says`() throws {
        for request in try Self.samples {
            let days = try PlanGenerator.plan(for: request).days
            for day in days where day.workout.type == .longRun {
                let before = days.filter { (1...30).contains(day.date - $0.date) }.map { $0.workout.miles }.max() ?? 0
                guard day.date - request.start > 30, before > 0 else { continue }
                let isTenth = day.workout.reason.contains("at most 10 % over")
                #expect(day.workout.miles <= (isTenth ? before * 1.1 : before + request.step.size) + 1e-9, "\(day.id)")
            }
        }
    }

    @Test func `a year makes a runner of somebody who does not run`() throws {
        let plan = try PlanGenerator.plan(for: try #require(try Self.samples.first))
        let longest = plan.days.filter { $0.workout.type == .longRun }.map { $0.workout.miles }.max() ?? 0

        #expect(PlanRules.violations(in: plan).isEmpty)
        #expect((plan.weeks.filter { $0.phase == .peak }.map { $0.targetMiles }.max() ?? 0) >= 24)
        #expect(longest >= 11)
    }

    @Test func `lighter weeks have shorter long runs`() throws {
        for request in try Self.samples {
            let plan = try PlanGenerator.plan(for: request)
            func longRun(_ week: Int) -> Double? {
                plan.days.first { $0.weekIndex == week && $0.workout.type == .longRun }?.workout.miles
            }
            for week in plan.weeks where week.isDeload && week.targetMiles > 10 {
                guard let light = longRun(week.weekIndex), let before = longRun(week.weekIndex - 1) else { continue }
                #expect(light < before, "\(week.reason)")
            }
        }
    }

    @Test func `one week to a 5k is no reason to doubt somebody who runs enough`() throws {
        let plan = try PlanGenerator.plan(for: try #require(try Self.samples.last))

        #expect(!plan.notes.contains { $0.contains("hard to run through") })
    }

    @Test func `in an ultra race pace is no hard session`() throws {
        let plan = try PlanGenerator.plan(
            for: try Self.request(.other(Distance(kilometers: 100)), weeks: 24, fiveK: 1320, miles: 30)
        )

        #expect(!plan.days.contains { $0.workout.type == .racePace })
    }
}
