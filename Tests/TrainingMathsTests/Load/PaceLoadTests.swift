import Testing

@testable import TrainingMaths

@Suite
struct PaceLoadTests {
    @Test(arguments: [(3600.0, 504.0, 474.0, 88.45), (2700, 534, 474, 59.09), (3600, 474, 474, 100)])
    func `an hour at threshold is one hundred`(
        seconds: Double,
        pace: Double,
        threshold: Double,
        expected: Double
    ) throws {
        let score = PaceLoad.score(
            seconds: seconds,
            pace: Pace(secondsPerMile: pace),
            threshold: Pace(secondsPerMile: threshold)
        )

        #expect(abs(try #require(score) - expected) < 0.005)
    }

    @Test(arguments: [(Double.nan, 500.0, 474.0), (-1, 500, 474), (60, 0, 474), (60, .infinity, 474), (60, 500, -1)])
    func `what is no pace has no load`(seconds: Double, pace: Double, threshold: Double) {
        #expect(
            PaceLoad.score(
                seconds: seconds,
                pace: Pace(secondsPerMile: pace),
                threshold: Pace(secondsPerMile: threshold)
            )
                == nil
        )
    }

    @Test
    func `perceived load is exertion times minutes`() {
        #expect(PerceivedLoad.score(minutes: 50, exertion: 6) == 300)
        #expect(PerceivedLoad.score(minutes: 50, exertion: 11) == nil)
        #expect(PerceivedLoad.score(minutes: .infinity, exertion: 5) == nil)
    }

    @Test
    func `an activity has a load on each scale that its data allow`() throws {
        let activity = Activity.sample(seconds: 3600, speed: 3) { $0.heartRate = 150 }
        var athlete = Athlete(fiveKSeconds: 1470, weeklyMiles: 25)
        let unknown = TrainingLoad(ActivityTrace(activity), athlete: athlete)
        (athlete.sex, athlete.restingHeartRate, athlete.maximumHeartRate) = (.female, 50, 190)

        let load = TrainingLoad(
            ActivityTrace(activity),
            athlete: athlete,
            threshold: Pace(metersPerSecond: 3),
            exertion: 4
        )

        #expect(TrainingLoad.Scale.allCases.allSatisfy { unknown[$0] == nil })
        #expect(abs(try #require(load.pace) - 100) < 0.001)
        #expect(abs(try #require(load.heartRate) - 121.499) < 0.001)
        #expect(load.perceived == 240)
    }
}
