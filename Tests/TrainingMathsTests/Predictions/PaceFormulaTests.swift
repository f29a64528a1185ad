import Testing

@testable import TrainingMaths

/// Worked values of the source document's formula.
struct PaceFormulaTests {
    @Test(
        arguments: [
            ("20:00", RaceDistance.fiveK, "6:27", "20:00", "20:00"), ("20:00", .tenK, "6:32", "40:31", "40:00"),
            ("20:00", .tenMiles, "6:38", "1:06:22", "1:06:11"), ("20:00", .half, "6:43", "1:28:02", "1:26:42"),
            ("20:00", .marathon, "7:04", "3:05:18", "3:02:08"), ("24:30", .fiveK, "7:54", "24:30", "24:30"),
            ("24:30", .tenK, "7:59", "49:31", "49:00"), ("24:30", .tenMiles, "8:05", "1:20:53", "1:20:42"),
            ("24:30", .half, "8:10", "1:47:03", "1:45:43"), ("24:30", .marathon, "8:31", "3:43:20", "3:40:10"),
            ("30:00", .tenK, "9:46", "1:00:31", "1:00:00"), ("30:00", .tenMiles, "9:52", "1:38:38", "1:38:26"),
            ("30:00", .half, "9:57", "2:10:18", "2:08:57"), ("30:00", .marathon, "10:18", "4:29:49", "4:26:39"),
        ] as [(String, RaceDistance, String, String, String)]
    )
    func `both variants give their worked values`(
        fiveK: String,
        race: RaceDistance,
        pace: String,
        continuous: String,
        floor: String
    ) throws {
        let seconds = try ClockTime.seconds(parsing: fiveK)
        let miles = PaceFormula.nominalMiles(of: race)
        #expect(
            ClockTime.text(PaceFormula.continuous.secondsPerMile(fiveKSeconds: seconds, nominalMiles: miles)) == pace
        )
        #expect(ClockTime.text(PaceFormula.continuous.seconds(fiveKSeconds: seconds, for: race)) == continuous)
        #expect(ClockTime.text(PaceFormula.floor.seconds(fiveKSeconds: seconds, for: race)) == floor)
    }

    @Test func `a goal of 1_45 is 2_03 away, or 0_43 in steps`() {
        let goal = 6300.0
        #expect(ClockTime.difference(PaceFormula.continuous.seconds(fiveKSeconds: 1470, for: .half) - goal) == "+2:03")
        #expect(ClockTime.difference(PaceFormula.floor.seconds(fiveKSeconds: 1470, for: .half) - goal) == "+0:43")
    }
}
