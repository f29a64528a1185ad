import Testing

@testable import TrainingMaths

@Suite
struct LapMetricsTests {
    private static func lap(_ start: Double, meters: Double? = nil, seconds: Double? = nil) -> Lap {
        var totals = ActivityTotals()
        totals.distance = meters.map { Distance(meters: $0) }
        totals.timerSeconds = seconds
        totals.elapsedSeconds = seconds
        return Lap(startSeconds: start, totals: totals)
    }

    @Test
    func `what the device did not state is measured`() {
        var activity = Activity.sample(seconds: 1000) { $0.heartRate = $0.seconds < 400 ? 130 : 150 }
        activity.laps = [Self.lap(0), Self.lap(400)]

        let laps = RunMetrics(activity).laps

        #expect(laps.map(\.stretch.distance.meters) == [1200, 1800])
        #expect(laps.map(\.stretch.timerSeconds) == [400, 600])
        #expect(laps.map(\.stretch.averageHeartRate) == [130, 150])
        #expect(laps.allSatisfy { $0.distanceIsMeasured && $0.timeIsMeasured })
    }

    @Test
    func `what the device stated stays`() {
        var activity = Activity.sample(seconds: 1000)
        activity.laps = [Self.lap(0, meters: 1210, seconds: 399.5), Self.lap(400, meters: 1790, seconds: 601)]

        let laps = RunMetrics(activity).laps

        #expect(laps.map(\.stretch.distance.meters) == [1210, 1790])
        #expect(laps.map(\.stretch.timerSeconds) == [399.5, 601])
        #expect(laps.allSatisfy { !$0.distanceIsMeasured && !$0.timeIsMeasured })
    }

    @Test
    func `a lap at zero metres is measured`() {
        var activity = Activity.sample(seconds: 1000)
        activity.laps = [Self.lap(0, meters: 0, seconds: 1000)]

        #expect(RunMetrics(activity).laps[0].stretch.distance == Distance(meters: 3000))
    }

    @Test
    func `laps without samples are what the device states`() {
        var activity = Activity(sport: Sport(.running, .treadmill), start: nil)
        activity.laps = [Self.lap(0, meters: 1000, seconds: 300), Self.lap(300, meters: 1000, seconds: 290)]

        let laps = RunMetrics(activity).laps

        #expect(laps.map(\.stretch.elapsedSeconds) == [300, 290])
        #expect(laps.map(\.stretch.startSeconds) == [0, 300])
        #expect(laps[1].stretch.pace == Pace(secondsPerKilometer: 290))
    }
}
