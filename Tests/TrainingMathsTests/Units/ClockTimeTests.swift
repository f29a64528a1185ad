import Testing

@testable import TrainingMaths

struct ClockTimeTests {
    @Test(
        arguments: [
            (0, "0:00"), (45, "0:45"), (59.5, "1:00"), (479.6, "8:00"), (474.194, "7:54"), (1470, "24:30"),
            (3599.4, "59:59"),
            (3599.5, "1:00:00"), (6300, "1:45:00"), (13_400, "3:43:20"), (-43, "-0:43"), (-6300, "-1:45:00"),
            (-0.4, "0:00"),
        ] as [(Double, String)]
    )
    func `a time is rounded as a whole before it is split`(seconds: Double, text: String) {
        #expect(ClockTime.text(seconds) == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 1e13])
    func `what is no time is shown as unknown`(seconds: Double) {
        #expect(ClockTime.text(seconds) == "--:--")
    }

    @Test func `no second of a day prints a sixty`() {
        for tenths in 0..<86_400 {
            let text = ClockTime.text(Double(tenths) / 2.4)
            #expect(!text.contains(":60"))
        }
    }

    @Test(
        arguments: [(42.94, "+0:43"), (123.23, "+2:03"), (-43, "-0:43"), (0.2, "0:00"), (-0.2, "0:00")]
            as [(Double, String)]
    )
    func `a difference carries its sign`(seconds: Double, text: String) {
        #expect(ClockTime.difference(seconds) == text)
    }

    @Test(
        arguments: [
            ("24:30", 1470), ("1:45:00", 6300), ("75:00", 4500), (" 24 : 30 ", 1470), ("24:30.5", 1470.5),
            ("24:30,5", 1470.5),
            ("90 min", 5400), ("1h45", 6300), ("1h 45m", 6300), ("1 h 45 min 10 s", 6310), ("24m30", 1470),
            ("24m30s", 1470),
            ("45s", 45), ("1.5h", 5400), ("0:45", 45), ("100:00:00", 360_000),
        ] as [(String, Double)]
    )
    func `times are read in the ways people write them`(text: String, seconds: Double) throws {
        #expect(try ClockTime.seconds(parsing: text) == seconds)
    }

    @Test(
        arguments: [
            ("", UnitError.Problem.empty), ("  ", .empty), ("24", .missingUnit), ("24.5", .missingUnit),
            ("abc", .unreadable),
            ("24:60", .secondsOver59), ("24:75", .secondsOver59), ("1:75:00", .minutesOver59), ("1:2:3:4", .unreadable),
            ("24:3", .unreadable), (":30", .unreadable), ("24:", .unreadable), ("-24:30", .notPositive),
            ("0:00", .notPositive),
            ("100:00:01", .tooLarge), ("999999:00", .tooLarge), ("24:30 foo", .unreadable), ("1e3 min", .unreadable),
            ("10m5h", .unreadable), ("1h75", .minutesOver59), ("24m75", .secondsOver59), ("٢٤:٣٠", .unreadable),
            ("24:-5", .unreadable),
        ] as [(String, UnitError.Problem)]
    )
    func `a wrong time is refused in words`(text: String, problem: UnitError.Problem) {
        #expect(throws: UnitError(problem, .time, input: text)) { try ClockTime.seconds(parsing: text) }
    }

    @Test(
        arguments: [
            ("1:45", RaceDistance.half, 6300.0), ("3:30", .marathon, 12_600), ("1:45:00", .half, 6300),
            ("24:30", .fiveK, 1470),
            ("59:30", .tenK, 3570), ("70:00", .half, 4200),
        ] as [(String, RaceDistance, Double)]
    )
    func `a race time knows hours from minutes`(text: String, race: RaceDistance, seconds: Double) throws {
        #expect(try ClockTime.seconds(parsing: text, over: race.distance) == seconds)
    }

    @Test func `an error names the input, the fault and an example`() {
        let error = UnitError(.secondsOver59, .time, input: "24:75")

        #expect(error.description == "“24:75” has more than 59 seconds: write it like 24:30 or 1:45:00")
    }

    @Test func `every time that is printed is read again`() throws {
        for seconds in stride(from: 1, through: 360_000, by: 37) {
            #expect(try ClockTime.seconds(parsing: ClockTime.text(Double(seconds))) == Double(seconds))
        }
    }
}
