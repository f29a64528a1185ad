@testable import TrainingMaths
import Testing

/// Tracks and routes whose points have no times, only an order.
struct UntimedTests {
    /// Points 100 m apart; the files' readers number them.
    private static var track: Activity {
        var activity = Activity.northward(seconds: 60, speed: 100)
        activity.isTimed = false
        return activity
    }

    @Test func `all the ground counts, however far apart the points are`() throws {
        let metrics = RunMetrics(Self.track)

        #expect(abs(try #require(metrics.distance).meters - 6000) < 0.01)
        #expect(metrics.flags.isEmpty)
    }

    @Test func `no time is made up`() {
        let metrics = RunMetrics(Self.track)

        #expect(metrics.timerSeconds == 0)
        #expect(metrics.elapsedSeconds == 0)
        #expect(metrics.movingSeconds == 0)
        #expect(metrics.pace == nil)
        #expect(metrics.bestEfforts.isEmpty)
        #expect(metrics.splits.isEmpty)
        #expect(metrics.decoupling == nil)
    }

    @Test func `a time that the device stated is kept`() {
        var activity = Self.track
        activity.totals.timerSeconds = 1800

        #expect(RunMetrics(activity).timerSeconds == 1800)
        #expect(RunMetrics(activity).elapsedSeconds == 1800)
    }
}
