import Testing

@testable import TrainingMaths

@Suite
struct SplitTests {
    @Test
    func `kilometres are interpolated and the rest is shown`() throws {
        var activity = Activity.sample(seconds: 1250)
        activity.samples = activity.samples.filter { Int($0.seconds) % 7 == 0 || $0.seconds == 1250 }

        let splits = RunMetrics(activity, units: .kilometers).splits

        #expect(splits.map(\.number) == [1, 2, 3, 4])
        #expect(splits.map(\.isPartial) == [false, false, false, true])
        #expect(splits.map(\.distance.meters) == [1000, 1000, 1000, 750])
        for split in splits { #expect(abs(split.stretch.timerSeconds - split.distance.meters / 3) < 1e-6) }
    }

    @Test
    func `miles are exact`() throws {
        let splits = RunMetrics(Activity.sample(seconds: 1800), units: .miles).splits

        #expect(splits.count == 4)
        #expect(splits[0].distance == Distance(miles: 1))
        #expect(abs(try #require(splits[0].pace).secondsPerMile - 536.448) < 1e-6)
    }

    @Test
    func `a pause inside a split counts for elapsed but not for timer time`() throws {
        var activity = Activity.sample(seconds: 600)
        for index in 101...600 { activity.samples[index].seconds += 60 }
        activity.pauses = [100...160]

        let first = try #require(RunMetrics(activity, units: .kilometers).splits.first)

        #expect(abs(first.stretch.elapsedSeconds - (1000 / 3.0 + 60)) < 1e-6)
        #expect(abs(first.stretch.timerSeconds - 1000 / 3.0) < 1e-6)
    }

    @Test
    func `standing about after the last metre belongs to no split`() throws {
        let activity = Activity.sample(seconds: 1600) { $0.distance = min(3000, $0.seconds * 3) }

        let splits = RunMetrics(activity, units: .kilometers).splits

        #expect(splits.count == 3)
        #expect(splits.last?.stretch.endSeconds == 1000)
    }

    @Test
    func `a split knows its heart rate and cadence`() throws {
        let activity = Activity.sample(seconds: 1000, speed: 2) {
            $0.heartRate = $0.seconds < 500 ? 140 : 160
            $0.cadence = $0.seconds < 500 ? 168 : 176
        }

        let splits = RunMetrics(activity, units: .kilometers).splits

        #expect(splits.map(\.stretch.averageHeartRate) == [140, 160])
        #expect(splits.map(\.stretch.averageCadence) == [168, 176])
        #expect(splits[1].stretch.maximumHeartRate == 160)
    }

    @Test
    func `an endless distance has a bounded number of splits that still add up`() throws {
        let activity = Activity.sample(seconds: 1000, speed: 90_000, sport: Sport(.other))

        let metrics = RunMetrics(activity, units: .kilometers)

        #expect(metrics.splits.count <= ActivityTrace.mostSplits)
        #expect(metrics.splits.count == 0 || metrics.splits.map(\.distance.meters).reduce(0, +) <= 9e7 + 1)
    }
}
