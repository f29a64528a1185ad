import Testing

@testable import TrainingMaths

/// Worked values of the product's own rule of thumb.
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

    @Test(
        arguments: [
            (RaceDistance.fiveK, 0, 0, 1470, 1470), (.tenK, 5.000, 0, 2971, 2940),
            (.tenMiles, 11.129, 10, 4853.2, 4841.9), (.half, 16.129, 10, 6423.2, 6342.9),
            (.marathon, 37.258, 30, 13_400.0, 13_209.9),
        ] as [(RaceDistance, Double, Double, Double, Double)]
    )
    func `penalties are exact`(race: RaceDistance, penalty: Double, steps: Double, seconds: Double, floor: Double) {
        let miles = PaceFormula.nominalMiles(of: race)
        func added(_ formula: PaceFormula) -> Double {
            formula.secondsPerMile(fiveKSeconds: 1470, nominalMiles: miles) - 1470 / 3.1
        }

        #expect(abs(added(.continuous) - penalty) < 0.0005)
        #expect(abs(added(.floor) - steps) < 1e-9)
        #expect(abs(PaceFormula.continuous.seconds(fiveKSeconds: 1470, for: race) - seconds) < 0.06)
        #expect(abs(PaceFormula.floor.seconds(fiveKSeconds: 1470, for: race) - floor) < 0.06)
    }

    @Test func `a goal of 1_45 is 2_03 away, or 0_43 in steps`() {
        let goal = 6300.0
        #expect(ClockTime.difference(PaceFormula.continuous.seconds(fiveKSeconds: 1470, for: .half) - goal) == "+2:03")
        #expect(ClockTime.difference(PaceFormula.floor.seconds(fiveKSeconds: 1470, for: .half) - goal) == "+0:43")
    }
}
