import Testing

@testable import TrainingMaths

struct HostileUnitsTests {
    @Test func `days keep within the years that can be written, whatever is added`() throws {
        for day in Hostile.days {
            for days in Hostile.integers {
                let sum = day + days
                #expect((1...9999).contains(sum.year))
                #expect(CalendarDay(sum.description) == sum)
                #expect(sum.monday <= sum && sum.monday.weekday == .monday)
                #expect((sum - day).magnitude <= 3_652_059)
            }
        }
        #expect(CalendarDay(number: .min).description == "0001-01-01")
        #expect(CalendarDay(number: .max).description == "9999-12-31")
    }

    @Test(arguments: [(1, 1, 1), (1970, 1, 1), (2000, 2, 29), (2026, 11, 21), (9999, 12, 31)])
    func `a day that can be written is not clamped`(year: Int, month: Int, day: Int) throws {
        let date = try #require(CalendarDay(year: year, month: month, day: day))

        #expect((date.year, date.month, date.day) == (year, month, day))
        #expect(CalendarDay(number: date.number) == date)
    }

    @Test(arguments: [
        (0, 1, 1), (10_000, 1, 1), (2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 1, .max), (.min, 1, 1),
    ])
    func `days that do not exist are refused`(year: Int, month: Int, day: Int) {
        #expect(CalendarDay(year: year, month: month, day: day) == nil)
    }

    @Test func `texts of hostile numbers are texts`() {
        for number in Hostile.numbers {
            #expect(!ClockTime.text(number).isEmpty)
            #expect(!ClockTime.difference(number).isEmpty)
            for units in UnitSystem.allCases {
                #expect(!Distance(meters: number).text(in: units, places: .max).isEmpty)
                #expect(!Distance(meters: number).text(in: units, places: .min).isEmpty)
                #expect(!Pace(secondsPerMile: number).described(in: units).isEmpty)
                #expect(!RaceDistance(Distance(meters: number)).title(in: units).isEmpty)
            }
        }
    }

    /// Published lengths are rounded: an earlier generation had 13.109375 and 26.21875, the exact ones are here.
    @Test(arguments: [
        (RaceDistance.fiveK, 3.10686), (.tenK, 6.21371), (.tenMiles, 10), (.half, 13.10938), (.marathon, 26.21876),
    ])
    func `races are exact in miles`(race: RaceDistance, miles: Double) {
        #expect(abs(race.distance.miles - miles) < 6e-6)
    }
}
