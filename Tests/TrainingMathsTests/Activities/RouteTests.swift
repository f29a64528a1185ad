import Testing
import TrainingMaths

@Suite struct RouteTests {
    @Test func `a route has a length and no pace of any kind`() throws {
        var route = Activity(sport: Sport(.running), start: nil)
        route.isTimed = false
        // A tenth of a degree of latitude apart, which no runner covers in a second.
        route.samples = (0...3).map { index in
            var sample = Sample(seconds: Double(index))
            sample.latitude = 50 + Double(index) * 0.1
            sample.longitude = 8
            sample.altitude = Double(index) * 20
            return sample
        }
        let metrics = RunMetrics(route)
        let distance = try #require(metrics.distance)
        #expect(abs(distance.meters - 33_358.5) < 1)
        #expect(metrics.timerSeconds == 0 && metrics.elapsedSeconds == 0 && metrics.movingSeconds == 0)
        #expect(metrics.pace == nil && metrics.gradeAdjustedPace == nil)
        #expect(metrics.splits.isEmpty && metrics.bestEfforts.isEmpty && metrics.flags.isEmpty)
        #expect(LoggedActivity(route, id: "1", source: "file").seconds == nil)
    }

    @Test func `what its maker stated of time is kept, and its heights make a climb`() throws {
        var route = Activity(sport: Sport(.running), start: nil)
        route.isTimed = false
        route.totals.timerSeconds = 1800
        route.samples = (0...20).map { index in
            var sample = Sample(seconds: Double(index))
            sample.latitude = 50 + Double(index) * 0.01
            sample.longitude = 8
            sample.altitude = Double(index) * 20
            return sample
        }
        let metrics = RunMetrics(route)

        #expect(metrics.timerSeconds == 1800 && metrics.elapsedSeconds == 1800)
        #expect(try #require(metrics.climb).ascent > 300)
    }
}
