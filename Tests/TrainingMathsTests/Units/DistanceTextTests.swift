import Testing

@testable import TrainingMaths

struct DistanceTextTests {
    @Test(
        arguments: [
            (10_000.0, "6.2 mi", "10 km"), (5000, "3.1 mi", "5 km"), (16_093.44, "10 mi", "16.1 km"),
            (42_195, "26.2 mi", "42.2 km"),
            (0, "0 mi", "0 km"), (-1609.344, "-1 mi", "-1.6 km"),
        ] as [(Double, String, String)]
    )
    func `a distance is shown in the reader's unit`(meters: Double, miles: String, kilometers: String) {
        #expect(Distance(meters: meters).text(in: .miles) == miles)
        #expect(Distance(meters: meters).text(in: .kilometers) == kilometers)
    }

    @Test func `decimals and their separator can be chosen`() {
        #expect(Distance(meters: 21_097.5).text(in: .kilometers, places: 2, separator: ",") == "21,1 km")
        #expect(Distance(meters: 42_195).text(in: .kilometers, places: 3, separator: ",") == "42,195 km")
        #expect(Distance(meters: 9960).text(in: .kilometers) == "10 km")
        #expect(Distance(meters: .nan).text(in: .miles) == "– mi")
        #expect(Distance(meters: 1e300).text(in: .miles) == "– mi")
    }

    @Test(
        arguments: [
            ("10k", 10_000.0), ("10 km", 10_000), ("10K", 10_000), ("10 mi", 16_093.44), ("1 mile", 1609.344),
            ("5000 m", 5000),
            ("5,000 m", 5000), ("1,609.344 m", 1609.344), ("1.609,344 m", 1609.344), ("13,1 mi", 13.1 * 1609.344),
            ("21,1 km", 21_100), ("400m", 400), ("half", 21_097.5), ("Marathon", 42_195), ("100 miles", 160_934.4),
            ("440 yd", 402.336),
        ] as [(String, Double)]
    )
    func `distances are read in the ways people write them`(text: String, meters: Double) throws {
        #expect(abs(try Distance(parsing: text).meters - meters) < 1e-6)
    }

    @Test func `a bare number is in the reader's unit`() throws {
        #expect(try Distance(parsing: "10", in: .kilometers).meters == 10_000)
        #expect(throws: UnitError(.missingUnit, .distance, input: "10")) { try Distance(parsing: "10") }
    }

    @Test(
        arguments: [
            ("", UnitError.Problem.empty), ("10m", .tooSmall), ("far", .unreadable), ("0 km", .notPositive),
            ("-5 km", .notPositive),
            ("2000 miles", .tooLarge), ("1.2.3 km", .unreadable), ("10 parsecs", .unreadable), ("nan km", .unreadable),
            ("1e9 km", .unreadable), (".5 km", .unreadable),
        ] as [(String, UnitError.Problem)]
    )
    func `a wrong distance is refused in words`(text: String, problem: UnitError.Problem) {
        #expect(throws: UnitError(problem, .distance, input: text)) { try Distance(parsing: text) }
    }

    @Test(
        arguments: [
            ("5k", RaceDistance.fiveK), ("10k", .tenK), ("10m", .tenMiles), ("10 mi", .tenMiles),
            ("16.1 km", .tenMiles),
            ("half", .half), ("Half Marathon", .half), ("half-marathon", .half), ("HM", .half), ("13.1mi", .half),
            ("13.1", .half),
            ("21.1k", .half), ("21k", .half), ("marathon", .marathon), ("26.2 miles", .marathon),
            ("42.2 km", .marathon),
            ("3.1 mi", .fiveK), ("6.2", .tenK), ("15k", .other(Distance(meters: 15_000))),
            ("mile", .other(Distance(miles: 1))),
        ] as [(String, RaceDistance)]
    )
    func `races are read by name and by length`(text: String, race: RaceDistance) throws {
        #expect(try RaceDistance(parsing: text) == race)
    }

    @Test func `a race that is none is refused as a race`() {
        #expect(throws: UnitError(.unreadable, .race, input: "parkrun")) { try RaceDistance(parsing: "parkrun") }
        #expect(throws: UnitError(.missingUnit, .race, input: "12")) { try RaceDistance(parsing: "12") }
    }

    @Test func `every race reads its own name and title`() throws {
        for race in RaceDistance.named {
            #expect(try RaceDistance(parsing: race.name) == race)
            #expect(try RaceDistance(parsing: race.title(in: .miles)) == race)
        }
    }
}
