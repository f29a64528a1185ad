import Testing

@testable import TrainingMaths

@Suite
struct HeartRateLoadTests {
    @Test(arguments: [
        (60.0, 150.0, 50.0, 190.0, Athlete.Sex.male, 108.095), (60, 150, 50, 190, .female, 121.499),
        (40, 170, 60, 185, .male, 122.041), (40, 170, 60, 185, .female, 131.607),
    ])
    func `Banister's impulse by sex`(
        minutes: Double,
        beats: Double,
        resting: Double,
        maximum: Double,
        sex: Athlete.Sex,
        expected: Double
    ) throws {
        let load = HeartRateLoad.trimp(minutes: minutes, heartRate: beats, resting: resting, maximum: maximum, sex: sex)

        #expect(abs(try #require(load) - expected) < 0.001)
    }

    @Test
    func `a heart rate beyond the maximum costs what the maximum costs`() {
        let beyond = HeartRateLoad.trimp(minutes: 60, heartRate: 240, resting: 50, maximum: 190, sex: .male)
        let atMaximum = HeartRateLoad.trimp(minutes: 60, heartRate: 190, resting: 50, maximum: 190, sex: .male)

        #expect(beyond == atMaximum)
        #expect(HeartRateLoad.trimp(minutes: 60, heartRate: 40, resting: 50, maximum: 190, sex: .male) == 0)
    }

    @Test(arguments: [
        (Double.nan, 150.0, 50.0, 190.0), (-1, 150, 50, 190), (60, .nan, 50, 190), (60, 150, 190, 190),
        (60, 150, 0, 190), (60, 150, 50, .infinity),
    ])
    func `heart rates that make no sense have no load`(minutes: Double, beats: Double, resting: Double, maximum: Double)
    {
        #expect(
            HeartRateLoad.trimp(minutes: minutes, heartRate: beats, resting: resting, maximum: maximum, sex: .male)
                == nil
        )
    }

    @Test
    func `a steady hour costs the same by samples as by its average`() throws {
        let activity = Activity.sample(seconds: 3600) { $0.heartRate = 150 }

        let load = HeartRateLoad.trimp(ActivityTrace(activity), resting: 50, maximum: 190, sex: .male)

        #expect(abs(try #require(load) - 108.095) < 0.001)
    }

    @Test
    func `a leap of the clock is no load`() throws {
        var activity = Activity.sample(seconds: 3600) { $0.heartRate = 150 }
        for index in activity.samples.indices.suffix(1800) { activity.samples[index].seconds += 40 * 86_400 }

        let load = HeartRateLoad.trimp(ActivityTrace(activity), resting: 50, maximum: 190, sex: .male)

        #expect(abs(try #require(load) - 108.095) < 0.5)
    }
}
