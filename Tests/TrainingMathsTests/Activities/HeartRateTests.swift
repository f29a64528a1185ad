import Testing

@testable import TrainingMaths

@Suite
struct HeartRateTests {
    @Test
    func `efficiency is metres a minute for each beat a minute`() throws {
        let factor = try #require(AerobicEfficiency.factor(metersPerSecond: 3, heartRate: 145))

        #expect(abs(factor - 1.2414) < 0.00005)
        #expect(AerobicEfficiency.factor(metersPerSecond: .nan, heartRate: 145) == nil)
        #expect(AerobicEfficiency.factor(metersPerSecond: 3, heartRate: 0) == nil)
    }

    @Test
    func `decoupling of two halves`() throws {
        let first = try #require(AerobicEfficiency.factor(metersPerSecond: 3.00, heartRate: 145))
        let second = try #require(AerobicEfficiency.factor(metersPerSecond: 2.95, heartRate: 151))

        #expect(abs(try #require(AerobicEfficiency.decoupling(first: first, second: second)) - 0.05574) < 0.000005)
        #expect(AerobicEfficiency.decoupling(first: 0, second: second) == nil)
    }

    @Test
    func `an activity's halves decouple alike`() throws {
        let activity = Activity.sample(seconds: 3600) {
            let late = max(0, $0.seconds - 1800)
            $0.distance = 3 * ($0.seconds - late) + 2.95 * late
            $0.heartRate = $0.seconds < 1800 ? 145 : 151
        }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.decoupling) - 0.05574) < 0.0001)
    }

    @Test
    func `a short run has an efficiency but no halves`() {
        let metrics = RunMetrics(Activity.sample(seconds: 600) { $0.heartRate = 145 })

        #expect(metrics.efficiencyFactor.map { abs($0 - 1.2414) < 0.00005 } == true)
        #expect(metrics.decoupling == nil)
    }

    @Test
    func `zones are half open and add up to the time`() throws {
        let zones = try #require(HeartRateZones(maximum: 185))
        let beats = [80.0, 93, 110, 111, 130, 148, 167, 200]
        let activity = Activity.sample(seconds: 800) { $0.heartRate = beats[min(7, Int($0.seconds) / 100)] }

        let time = try #require(RunMetrics(activity, zones: zones).timeInZones)

        #expect(time.belowSeconds == 100)
        #expect(time.seconds == [200, 100, 100, 100, 200])
        #expect(time.knownSeconds + time.unknownSeconds == 800)
        #expect(time.share(of: 5) == 0.25)
        #expect(time.share(of: 9) == 0)
    }

    @Test
    func `a sample stands for ten seconds at most, and for no pause`() throws {
        var activity = Activity(sport: Sport(.running), start: nil)
        activity.samples = [0, 7, 60, 100, 108].map {
            var sample = Sample(seconds: $0)
            sample.heartRate = 120
            return sample
        }
        activity.pauses = [62...96]

        let time = try #require(RunMetrics(activity, zones: HeartRateZones(maximum: 185)).timeInZones)

        #expect(time.knownSeconds == 7 + 10 + 6 + 8)
    }

    @Test
    func `the device's heart rates are used when nothing speaks against them`() {
        var activity = Activity.sample(seconds: 600) { $0.heartRate = 145 }
        activity.totals.averageHeartRate = 144
        activity.totals.maximumHeartRate = 255

        let metrics = RunMetrics(activity)

        #expect(metrics.averageHeartRate == 144)
        #expect(metrics.maximumHeartRate == 145)
    }
}
