import Testing

@testable import TrainingMaths

@Suite
struct TimesTests {
    @Test
    func `timer events come before guesses`() {
        var activity = Activity.sample(seconds: 900) { $0.distance = $0.seconds < 300 ? 3 * $0.seconds : 900 }
        activity.pauses = [500...560, 600...700]

        let metrics = RunMetrics(activity)

        #expect(metrics.elapsedSeconds == 900)
        #expect(metrics.timerSeconds == 740)
        #expect(metrics.movingSeconds == 740)
        #expect(metrics.movingTimeMethod == .timerEvents)
    }

    @Test
    func `without timer events standing is found by speed`() {
        let activity = Activity.sample(seconds: 900) {
            $0.distance = 3 * ($0.seconds < 300 ? $0.seconds : max(300, $0.seconds - 100))
        }

        let metrics = RunMetrics(activity)

        #expect(metrics.movingTimeMethod == .speed)
        #expect(metrics.timerSeconds == 900)
        #expect(metrics.movingSeconds == 800)
    }

    @Test(arguments: [(3.0, 900.0), (4, 896)])
    func `three seconds are no stop, four are`(stop: Double, moving: Double) {
        let activity = Activity.sample(seconds: 900) {
            $0.distance = 3 * ($0.seconds < 300 ? $0.seconds : max(300, $0.seconds - stop))
        }

        #expect(RunMetrics(activity).movingSeconds == moving)
    }

    @Test
    func `the device's times are used when they are possible`() {
        var activity = Activity.sample(seconds: 900)
        activity.totals.elapsedSeconds = 901.5
        activity.totals.timerSeconds = 850.25

        let metrics = RunMetrics(activity)

        #expect(metrics.elapsedSeconds == 901.5)
        #expect(metrics.timerSeconds == 850.25)
        #expect(metrics.movingSeconds == 850.25)
        #expect(metrics.movingTimeMethod == .timerEvents)
    }

    @Test(arguments: [Double.nan, .infinity, -5, 1e12, 0])
    func `impossible times are measured instead`(seconds: Double) {
        var activity = Activity.sample(seconds: 900)
        activity.totals.elapsedSeconds = seconds
        activity.totals.timerSeconds = seconds

        let metrics = RunMetrics(activity)

        #expect(metrics.elapsedSeconds == 900)
        #expect(metrics.timerSeconds == 900)
    }

    @Test
    func `pauses out of order and over each other count once`() {
        var activity = Activity.sample(seconds: 900)
        activity.pauses = [600...700, 100...200, 150...250, 650...660, 880...2000]

        #expect(RunMetrics(activity).timerSeconds == 900 - 100 - 150 - 20)
    }
}
