import Testing

@testable import TrainingMaths

@Suite
struct FitnessTrendTests {
    private static let pattern: [Double] = [60, 0, 80, 40, 0, 120, 30]

    @Test(arguments: [(FitnessTrend.Smoothing.simple, 31.8272, 49.9229), (.exponential, 31.606, 49.8761)])
    func `fifty a day for six weeks`(smoothing: FitnessTrend.Smoothing, fitness: Double, fatigue: Double) throws {
        let trend = FitnessTrend(loads: [Double](repeating: 50, count: 42), smoothing: smoothing)

        let last = try #require(trend.days.last)
        #expect(abs(last.fitness - fitness) < 0.0005)
        #expect(abs(last.fatigue - fatigue) < 0.0005)
    }

    @Test
    func `six usual weeks, then two of rest`() throws {
        let weeks = (0..<6).flatMap { _ in Self.pattern }
        let trained = try #require(FitnessTrend(loads: weeks).days.last)
        let rested = try #require(FitnessTrend(loads: weeks + [Double](repeating: 0, count: 14)).days.last)

        #expect(abs(trained.fitness - 30.163) < 0.0006)
        #expect(abs(trained.fatigue - 48.625) < 0.0006)
        #expect(abs(trained.balance - -18.462) < 0.0006)
        #expect(abs(rested.fitness - 21.526) < 0.0006)
        #expect(abs(rested.fatigue - 5.618) < 0.0006)
        #expect(abs(rested.balance - 15.908) < 0.0006)
    }

    @Test
    func `form is the balance of the day before`() {
        let days = FitnessTrend(loads: Self.pattern).days

        #expect(days[0].form == 0)
        for (yesterday, today) in zip(days, days.dropFirst()) { #expect(today.form == yesterday.balance) }
    }

    @Test
    func `days without a load are days of rest`() throws {
        let monday = try #require(CalendarDay("2026-01-05"))
        let loads = [monday: 60.0, monday + 2: 80, monday + 3: 40, monday + 5: 120, monday + 6: 30]

        let trend = FitnessTrend(loads: loads, through: monday + 6)

        #expect(trend == FitnessTrend(loads: Self.pattern))
    }

    @Test
    func `loads after the last day do not count`() throws {
        let monday = try #require(CalendarDay("2026-01-05"))

        let trend = FitnessTrend(loads: [monday: 60, monday + 9: 500], through: monday + 1)

        #expect(trend == FitnessTrend(loads: [60, 0]))
    }

    @Test
    func `a day from the beginning of time makes no endless list`() {
        let today = CalendarDay(number: 20_000)
        let first = CalendarDay(number: Int.min)

        let trend = FitnessTrend(loads: [first: 10, CalendarDay(number: 0): 5, today: 50], through: today)

        #expect(trend.days.count == FitnessTrend.longestDays)
        #expect(trend.days.last?.load == 50)
        #expect(FitnessTrend(loads: [:], through: today).days.isEmpty)
    }

    @Test
    func `loads that are no numbers count as rest`() {
        #expect(FitnessTrend(loads: [.nan, -5, .infinity, 50]) == FitnessTrend(loads: [0, 0, 0, 50]))
        #expect(FitnessTrend(loads: [1e300]).days[0].fitness.isFinite)
    }
}
