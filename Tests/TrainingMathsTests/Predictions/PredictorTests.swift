import Testing

@testable import TrainingMaths

/// Worked values of published models.
struct PredictorTests {
    private static func evidence(_ race: RaceDistance, _ time: String) throws -> PredictionEvidence {
        PredictionEvidence(results: [try RaceResult(race.distance, seconds: try ClockTime.seconds(parsing: time))])
    }

    @Test(
        arguments: [
            (RaceDistance.fiveK, "24:30", RaceDistance.tenK, ["51:05", "51:26", "51:02", "50:51"]),
            (.fiveK, "24:30", .half, ["1:52:42", "1:54:20", "1:52:31", "1:52:44"]),
            (.fiveK, "24:30", .marathon, ["3:54:59", "4:00:03", "3:59:07", "3:53:18"]),
            (.tenK, "50:00", .half, ["1:50:19", "1:51:09", "1:50:14", "1:50:52"]),
            (.tenK, "50:00", .marathon, ["3:50:01", "3:53:21", "3:54:16", "3:49:34"]),
            (.half, "1:45:00", .marathon, ["3:38:55", "3:40:26", "3:43:08", "3:37:50"]),
        ] as [(RaceDistance, String, RaceDistance, [String])]
    )
    func `models of one result give their worked values`(
        from: RaceDistance,
        time: String,
        to: RaceDistance,
        times: [String]
    ) throws {
        let models: [any Predictor] = [Riegel(exponent: 1.06), Riegel(exponent: 1.07), Cameron(), VDOTPredictor()]
        let evidence = try Self.evidence(from, time)
        for (model, expected) in zip(models, times) {
            let seconds = try #require(model.seconds(for: to.distance, from: evidence))
            #expect(abs(seconds - (try ClockTime.seconds(parsing: expected))) <= 1, "\(model.name)")
        }
    }

    @Test(
        arguments: [
            (RaceDistance.fiveK, "24:30", ["4:18:19", "4:12:21", "4:06:40", "3:56:02"]),
            (.tenK, "50:00", ["4:11:51", "4:06:11", "4:00:46", "3:50:37"]),
            (.half, "1:45:00", ["3:59:17", "3:54:10", "3:49:16", "3:40:03"]),
        ] as [(RaceDistance, String, [String])]
    )
    func `weekly miles make the marathon of Vickers and Vertosick`(from: RaceDistance, time: String, times: [String])
        throws
    {
        var evidence = try Self.evidence(from, time)
        #expect(VickersVertosick().seconds(for: RaceDistance.marathon.distance, from: evidence) == nil)
        for (miles, expected) in zip([20.0, 30, 40, 60], times) {
            evidence.weeklyMiles = miles
            let seconds = try #require(VickersVertosick().seconds(for: RaceDistance.marathon.distance, from: evidence))
            #expect(ClockTime.text(seconds) == expected)
        }
        #expect(VickersVertosick().seconds(for: RaceDistance.half.distance, from: evidence) == nil)
    }

    @Test func `two races make the better marathon`() throws {
        let short = try RaceResult(RaceDistance.tenK.distance, seconds: 3000)
        let long = try RaceResult(RaceDistance.half.distance, seconds: 6720)
        var evidence = PredictionEvidence(results: [short, long])
        evidence.weeklyMiles = 30
        #expect(abs(PersonalExponent.exponent(short, long) - 1.08024) < 5e-6)
        #expect(abs(VickersVertosickTwoRaces.exponent(short, long, weeklyMiles: 30) - 1.15170) < 5e-6)
        let seconds = try #require(
            VickersVertosickTwoRaces().seconds(for: RaceDistance.marathon.distance, from: evidence)
        )
        #expect(ClockTime.text(seconds) == "4:08:50")
    }

    @Test func `a personal exponent carries to the marathon`() throws {
        let short = try RaceResult(RaceDistance.fiveK.distance, seconds: 1470)
        let long = try RaceResult(RaceDistance.half.distance, seconds: 6780)
        #expect(abs(PersonalExponent.exponent(short, long) - 1.061816) < 1e-6)
        let evidence = PredictionEvidence(results: [long, short])
        let seconds = try #require(PersonalExponent().seconds(for: RaceDistance.marathon.distance, from: evidence))
        #expect(ClockTime.text(seconds) == "3:55:54")
    }

    @Test func `Tanda needs no race, only training within the study's reach`() throws {
        let pace = Tanda.pace(
            kilometersPerWeek: Distance(miles: 60).kilometers,
            trainingPace: Pace(secondsPerMile: 450)
        )
        #expect(abs(pace.secondsPerKilometer - 254.81) < 0.005)
        #expect(ClockTime.text(pace.seconds(for: RaceDistance.marathon.distance)) == "2:59:12")
        let slower = Tanda.pace(kilometersPerWeek: 50, trainingPace: Pace(secondsPerKilometer: 360))
        #expect(abs(slower.secondsPerKilometer - 322.51) < 0.005)
        #expect(ClockTime.text(slower.seconds(for: RaceDistance.marathon.distance)) == "3:46:48")
        var evidence = try Self.evidence(.fiveK, "24:30")
        evidence.weeklyMiles = 5
        evidence.trainingPace = Pace(secondsPerMile: 600)
        #expect(Tanda().seconds(for: RaceDistance.marathon.distance, from: evidence) == nil)
    }

    @Test(
        arguments: [
            (4.0, 4.0, 0.072135, ["13:15", "23:05", "49:07", "1:51:22", "3:59:31"]),
            (4.0, 7.0, 0.05139, ["13:01", "22:21", "46:34", "1:42:57", "3:35:28"]),
            (5.0, 6.0, 0.055811, ["10:19", "17:44", "37:06", "1:22:22", "2:53:08"]),
            (3.5, 5.0, 0.062133, ["15:10", "26:13", "55:14", "2:03:44", "4:22:35"]),
        ] as [(Double, Double, Double, [String])]
    )
    func `the endurance model gives its worked values`(
        speed: Double,
        endurance: Double,
        decline: Double,
        times: [String]
    ) throws {
        let model = try #require(EnduranceModel(aerobicSpeed: speed, endurance: endurance))
        #expect(abs(model.decline - decline) < 1e-6)
        for (meters, expected) in zip([3000, 5000, 10_000, 21_097.5, 42_195], times) {
            #expect(ClockTime.text(try #require(model.seconds(for: Distance(meters: meters)))) == expected)
        }
    }

    @Test(
        arguments: [
            (
                RaceDistance.half, 6780.0, [0.051654, 3.66792, 6.9307],
                [(RaceDistance.tenK, "51:05"), (.marathon, "3:56:39")]
            ),
            (.tenK, 3060, [0.049746, 3.65733, 7.4650], [(.half, "1:52:33"), (.marathon, "3:55:13")]),
        ] as [(RaceDistance, Double, [Double], [(RaceDistance, String)])]
    )
    func `two results fit the endurance model`(
        race: RaceDistance,
        seconds: Double,
        parameters: [Double],
        times: [(RaceDistance, String)]
    ) throws {
        let short = try RaceResult(RaceDistance.fiveK.distance, seconds: 1470)
        let model = try #require(EnduranceModel(short, try RaceResult(race.distance, seconds: seconds)))
        #expect(abs(model.decline - parameters[0]) < 1e-6)
        #expect(abs(model.aerobicSpeed - parameters[1]) < 1e-5)
        #expect(abs(model.endurance - parameters[2]) < 1e-3)
        for (race, expected) in times {
            #expect(ClockTime.text(try #require(model.seconds(for: race.distance))) == expected)
        }
    }

    @Test(
        arguments: [
            (386.0, RaceDistance.tenK, "41:40"), (386, .half, "1:31:57"), (386, .marathon, "3:11:42"),
            (474, .tenK, "51:10"),
            (474, .half, "1:52:54"), (474, .marathon, "3:55:24"), (480, .tenK, "51:49"), (480, .half, "1:54:20"),
            (480, .marathon, "3:58:23"),
        ] as [(Double, RaceDistance, String)]
    )
    func `Riegel from a 5k pace gives the worked values`(pace: Double, race: RaceDistance, time: String) throws {
        let fiveK = RaceDistance.fiveK.distance
        let result = try RaceResult(fiveK, seconds: Pace(secondsPerMile: pace).seconds(for: fiveK))
        #expect(
            abs(
                Riegel(exponent: 1.06).seconds(for: race.distance, from: result)
                    - (try ClockTime.seconds(parsing: time))
            ) <= 1
        )
    }

    @Test(
        arguments: [("2:59:00", RaceDistance.marathon, 360.0, 410.0), ("1:45:00", .half, 441, 481)]
            as [(String, RaceDistance, Double, Double)]
    )
    func `a goal has a pace and an equivalent 5k pace`(goal: String, race: RaceDistance, pace: Double, own: Double)
        throws
    {
        #expect(
            Pace(seconds: try ClockTime.seconds(parsing: goal), over: race.distance).secondsPerMile.rounded() == own
        )
        let seconds = Riegel(exponent: 1.06).equivalentFiveK(
            seconds: try ClockTime.seconds(parsing: goal),
            over: race.distance
        )
        #expect(Pace(seconds: seconds, over: RaceDistance.fiveK.distance).secondsPerMile.rounded() == pace)
    }

    @Test func `any result has an equivalent 5k`() throws {
        let marathon = try RaceResult(RaceDistance.marathon.distance, seconds: 13_998)
        #expect(abs(marathon.equivalentFiveK - 1470) < 0.5)
        #expect(try RaceResult(RaceDistance.fiveK.distance, seconds: 1470).equivalentFiveK == 1470)
    }

    @Test func `every model names its formula, inputs and source`() {
        for model in Predictors.all {
            #expect(!model.name.isEmpty && !model.formula.isEmpty && !model.inputs.isEmpty && !model.source.isEmpty)
        }
        #expect(Set(Predictors.all.map(\.name)).count == Predictors.all.count)
    }
}
