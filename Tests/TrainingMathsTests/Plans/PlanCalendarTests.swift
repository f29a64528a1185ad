import Testing

@testable import TrainingMaths

struct PlanCalendarTests {
    @Test(
        arguments: [
            ("2026-01-05", "2026-04-26", 16), ("2026-01-07", "2026-04-26", 16), ("2026-01-05", "2026-04-20", 15),
            ("2026-11-21", "2027-04-18", 22), ("2027-04-17", "2027-04-18", 1), ("2027-04-18", "2027-04-19", 1),
            ("2027-04-18", "2027-04-20", 2), ("2026-01-05", "2027-01-03", 52),
        ]
    )
    func `weeks are rows of the calendar, and a race on a Monday belongs to the row before`(
        start: String,
        race: String,
        weeks: Int
    ) throws {
        let calendar = PlanCalendar(start: try #require(CalendarDay(start)), race: try #require(CalendarDay(race)))

        #expect(calendar.weeks == weeks)
        #expect(calendar.weekIndex(of: calendar.race) == weeks - 1)
        #expect(calendar.days(ofWeek: 0).lowerBound == calendar.start)
        #expect(calendar.days(ofWeek: weeks - 1).upperBound == calendar.race)
    }

    @Test func `weeks follow each other without a gap`() {
        for offset in 0..<7 {
            for length in 1..<60 {
                let start = CalendarDay(number: 20_000 + offset)
                let calendar = PlanCalendar(start: start, race: start + length)
                let spans = (0..<calendar.weeks).map { calendar.days(ofWeek: $0) }

                #expect(zip(spans, spans.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound == 1 })
                #expect(spans.dropFirst().allSatisfy { $0.lowerBound.weekday == .monday })
            }
        }
    }
}

struct PhaseSplitTests {
    @Test(
        arguments: [
            (22, RaceDistance.half, [5, 11, 4, 2]), (16, .marathon, [4, 6, 3, 3]), (12, .half, [3, 5, 2, 2]),
            (8, .fiveK, [2, 4, 1, 1]), (6, .marathon, [1, 1, 1, 3]), (5, .half, [0, 2, 1, 2]),
            (4, .marathon, [0, 0, 1, 3]),
            (3, .marathon, [0, 0, 0, 3]), (2, .half, [0, 0, 0, 2]), (2, .fiveK, [0, 0, 1, 1]),
            (1, .marathon, [0, 0, 0, 1]),
        ]
    )
    func `phases by time and distance`(weeks: Int, race: RaceDistance, expected: [Int]) {
        let split = PhaseSplit(weeks: weeks, race: race)

        #expect([split.base, split.build, split.peak, split.taper] == expected)
    }

    @Test func `no phase is ever negative, and they fill the time`() {
        for race in RaceDistance.named + [.other(Distance(meters: 1609)), .other(Distance(kilometers: 100))] {
            for weeks in -3...60 {
                let split = PhaseSplit(weeks: weeks, race: race)
                let parts = [split.base, split.build, split.peak, split.taper]

                #expect(parts.allSatisfy { $0 >= 0 })
                #expect(parts.reduce(0, +) == max(weeks, 1))
                #expect(split.taper == min(PhaseSplit.taperWeeks(for: race), max(weeks, 1)))
                #expect(weeks >= 6 || split.base == 0)
                #expect(
                    Phase.allCases.flatMap { phase in split.span(of: phase).map { _ in phase } }
                        == (0..<max(weeks, 1)).map { split.phase(ofWeek: $0) }
                )
            }
        }
    }
}

struct PlanLimitsTests {
    @Test(arguments: [(10.0, 11.0), (20, 22), (1, 1.25), (2.5, 2.75), (0, 0.25), (8.1, 8.75)])
    func `a run is at most 110 percent of the longest, in quarters`(longest: Double, limit: Double) {
        #expect(PlanLimits.guarded(longest: longest) == limit)
    }

    @Test(arguments: [(26.2, 5), (20, 5), (13.1, 4), (6.2, 3), (3.1, 2)])
    func `days of recovery follow the distance`(miles: Double, days: Int) {
        #expect(PlanLimits.recoveryDays(afterMiles: miles) == days)
    }
}
