import Testing

@testable import TrainingMaths

struct PaceTextTests {
    @Test(
        arguments: [(474.0, "7:54/mi", "4:55/km"), (450, "7:30/mi", "4:40/km"), (479.6, "8:00/mi", "4:58/km")]
            as [(Double, String, String)]
    )
    func `a pace is shown for one unit`(seconds: Double, miles: String, kilometers: String) {
        let pace = Pace(secondsPerMile: seconds)

        #expect(pace.described(in: .miles) == miles)
        #expect(pace.described(in: .kilometers) == kilometers)
    }

    @Test(arguments: [Double.nan, 0, -1, .infinity])
    func `what is no pace is shown as unknown`(seconds: Double) {
        #expect(Pace(secondsPerMile: seconds).text(in: .miles) == "--:--")
    }

    @Test func `a range shows the faster end first`() {
        #expect((Pace(secondsPerMile: 500)...Pace(secondsPerMile: 520)).described(in: .miles) == "8:20-8:40/mi")
    }

    @Test(
        arguments: [
            ("7:54/mi", 474.0), ("7:54 /mi", 474), ("7:54 min/mi", 474), ("7:54", 474), ("7:54 per mile", 474),
            ("7:54mi", 474),
            ("8:01", 481), ("6 mph", 600),
        ] as [(String, Double)]
    )
    func `paces are read`(text: String, seconds: Double) throws {
        #expect(abs(try Pace(parsing: text).secondsPerMile - seconds) < 1e-9)
    }

    @Test(arguments: ["4:55/km", "4:55 min/km", "4:55 per km", "4:55/k"])
    func `kilometres are kilometres whatever the reader prefers`(text: String) throws {
        #expect(abs(try Pace(parsing: text, in: .miles).secondsPerKilometer - 295) < 1e-9)
    }

    @Test func `speeds and the reader's own unit are understood`() throws {
        #expect(abs(try Pace(parsing: "12 km/h").secondsPerKilometer - 300) < 1e-9)
        #expect(abs(try Pace(parsing: "12,5 km/h").secondsPerKilometer - 288) < 1e-9)
        #expect(abs(try Pace(parsing: "4 m/s").metersPerSecond - 4) < 1e-9)
        #expect(abs(try Pace(parsing: "4:55", in: .kilometers).secondsPerKilometer - 295) < 1e-9)
    }

    @Test(
        arguments: [
            ("", UnitError.Problem.empty), ("7", .unreadable), ("7:60/mi", .secondsOver59), ("fast", .unreadable),
            ("0:30/mi", .tooSmall), ("2:00:00/mi", .tooLarge), ("-7:54/mi", .notPositive), ("0 km/h", .tooLarge),
        ] as [(String, UnitError.Problem)]
    )
    func `a wrong pace is refused in words`(text: String, problem: UnitError.Problem) {
        #expect(throws: UnitError(problem, .pace, input: text)) { try Pace(parsing: text) }
    }
}
