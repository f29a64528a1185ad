import Testing

@testable import TrainingMaths

struct LongRunCupTests {
    @Test(
        arguments: [
            (16, 4, 40.0, 64.0, 30.0, 2, [40, 50.6, 64, 30]),
            (20, 4, 44, 72, 36, 3, [44, 51.8, 61.1, 72, 36]),
            (18, 3, 30, 54, 24, 3, [30, 36.5, 44.4, 54, 36, 24]),
            (12, 4, 32, 48, 24, 1, [32, 48, 24]),
            (24, 4, 36, 68, 28, 3, [36, 44.5, 55, 68, 43.6, 28]),
            (12, 3, 24, 36, 18, 2, [24, 29.4, 36, 18]),
        ] as [(Int, Int, Double, Double, Double, Int, [Double])]
    )
    func `pools rise to the peak by one factor and fall by another`(
        weeks: Int,
        cycle: Int,
        base: Double,
        peak: Double,
        taper: Double,
        peakBlock: Int,
        pools: [Double]
    ) {
        let cup = LongRunCup(totalWeeks: weeks, cycleLength: cycle, base: base, peak: peak, taper: taper)

        #expect(cup.pools == pools)
        #expect(cup.peakBlock == peakBlock)
    }

    @Test func `weights share a pool among the weeks of its block`() {
        let cup = LongRunCup(totalWeeks: 16, base: 40, peak: 64, taper: 30)

        let expected = [
            8.8, 10.4, 12, 8.8, 11.1, 13.2, 15.2, 11.1, 14.1, 16.6, 19.2, 14.1, 6.6, 7.8, 9, 6.6,
        ]
        #expect(cup.longRuns(weights: [0.22, 0.26, 0.30, 0.22]) == expected)
    }

    @Test func `two blocks keep the peak, and one block is the peak`() {
        #expect(LongRunCup(totalWeeks: 8, base: 30, peak: 40, taper: 20).pools == [30, 40])
        #expect(LongRunCup(totalWeeks: 4, base: 30, peak: 40, taper: 20).pools == [40])
    }

    @Test func `a peak under the base is raised, a taper over the peak lowered`() {
        let cup = LongRunCup(totalWeeks: 12, base: 40, peak: 30, taper: 90)

        #expect(cup.pools == [40, 46, 46])
        #expect(LongRunCup(totalWeeks: 12, base: 40, peak: 60).pools == [40, 60, 51])
    }

    @Test func `nonsense gives finite runs`() {
        for value in [Double.nan, .infinity, -5, 0, 1e300] {
            let cup = LongRunCup(totalWeeks: Int.max, cycleLength: 0, base: value, peak: value, taper: value)

            #expect(cup.longRuns(weights: [value]).allSatisfy { $0.isFinite && $0 >= 0 })
        }
    }

    @Test(arguments: [(25.0, 8.0), (40, 11.2), (50, 14), (60, 16.8), (80, 22.4)])
    func `a long run is capped at 28 percent of the highest week`(week: Double, cap: Double) {
        #expect(abs(LongRunCup.cap(peakWeeklyMiles: week) - cap) < 1e-9)
        #expect(LongRunCup.cap(peakWeeklyMiles: nil) == 22)
    }
}

struct LongRunCurveTests {
    @Test func `a peak may be put last, and then nothing falls`() {
        let cup = LongRunCup(totalWeeks: 16, base: 40, peak: 64, taper: 30, peakBlock: 3)

        #expect(cup.peakBlock == 3)
        #expect(cup.pools.last == 64)
        #expect(cup.pools == cup.pools.sorted())
        #expect(LongRunCup(totalWeeks: 16, base: 40, peak: 64, taper: 30, peakBlock: 99).peakBlock == 3)
    }

    @Test(arguments: [RaceDistance.half, .marathon], [8, 12, 16, 20, 22, 26])
    func `the longest run is 2 to 4 weeks before the race, in a week of load`(race: RaceDistance, weeks: Int) throws {
        for age in [30, 50] {
            for units in UnitSystem.allCases {
                var athlete = Athlete(fiveKSeconds: 1470, weeklyMiles: race == .half ? 25 : 30)
                athlete.age = age
                let start = CalendarDay(number: 20_780)
                var request = PlanRequest(
                    race: GoalRace(race, on: start + (7 * weeks - 1)),
                    athlete: athlete,
                    start: start
                )
                request.units = units
                let plan = try PlanGenerator.plan(for: request)
                let runs = plan.days.filter { $0.workout.type != .race }
                let longest = try #require(
                    runs.last { day in runs.allSatisfy { $0.workout.miles <= day.workout.miles } }
                )
                let before = try #require(plan.weeks.last { $0.phase != .taper })

                #expect((14...28).contains(request.race.day - longest.date))
                #expect(longest.workout.type == .longRun)
                #expect(!plan.weeks[longest.weekIndex].isDeload)
                #expect(!before.isDeload)
                #expect(PlanRules.violations(in: plan).isEmpty)
            }
        }
    }
}
