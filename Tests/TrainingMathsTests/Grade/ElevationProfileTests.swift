import Testing

@testable import TrainingMaths

@Suite
struct ElevationProfileTests {
    private static func climb(_ heights: [Double?], barometric: Bool = false) -> Climb? {
        let samples = heights.enumerated().map { index, height in
            var sample = Sample(seconds: Double(index))
            sample.altitude = height
            return sample
        }
        return ElevationProfile(samples, barometric: barometric)?.climb
    }

    @Test(arguments: [(false, 0.0), (true, 20.0)])
    func `waves of two metres are noise unless a barometer saw them`(barometric: Bool, ascent: Double) throws {
        let heights = (0..<100).map { Double($0 / 5 % 2) * 2 + 100 }

        let climb = try #require(Self.climb(heights, barometric: barometric))

        #expect(climb.ascent == ascent)
        #expect(climb.method == .smoothed(threshold: barometric ? 1 : 3))
    }

    @Test
    func `single spikes are no climb`() throws {
        var heights = [Double](repeating: 100, count: 100)
        for index in stride(from: 10, to: 90, by: 10) { heights[index] = 400 }

        #expect(try #require(Self.climb(heights)).ascent == 0)
    }

    @Test
    func `a hill is climbed and descended once`() throws {
        let heights = (0...100).map { Double($0) } + (0...80).map { 100 - Double($0) }

        let climb = try #require(Self.climb(heights))

        #expect(abs(climb.ascent - 100) <= 2)
        #expect(abs(climb.descent - 80) <= 2)
    }

    @Test
    func `heights that are not on earth are missing`() throws {
        let heights: [Double?] = [100, nil, .nan, 1e9, -9999, 100, 100, 110, 110, 110, 110]

        #expect(try #require(Self.climb(heights)).ascent == 10)
        #expect(Self.climb([nil, 5]) == nil)
        #expect(Self.climb([]) == nil)
    }

    @Test
    func `the device's climb comes before ours`() {
        var activity = Activity.sample(seconds: 600) { $0.altitude = 100 + $0.seconds / 10 }
        #expect(RunMetrics(activity).climb?.method == .smoothed(threshold: 3))
        activity.totals.ascent = 42
        activity.totals.descent = 7

        #expect(RunMetrics(activity).climb == Climb(ascent: 42, descent: 7, method: .device))
    }

    @Test(arguments: [(0.05, 1.3014), (0.10, 1.6578), (0, 1), (-0.02, 0.8969), (-0.10, 0.88)])
    func `an even grade costs what the polynomial says`(grade: Double, ratio: Double) throws {
        let activity = Activity.sample(seconds: 1000) { $0.altitude = 200 + $0.seconds * 3 * grade }

        let metrics = RunMetrics(activity)

        let level = try #require(metrics.levelDistance).meters
        #expect(abs(level / 3000 - ratio) < 0.012)
    }

    @Test
    func `a hill in an activity costs what its pieces cost`() throws {
        let activity = Activity.sample(seconds: 1200, speed: 10 / 3) {
            let meters = $0.distance ?? 0
            $0.altitude = 100 + 0.05 * (min(meters, 1000) - min(max(meters - 1000, 0), 1000))
        }
        let exact = RunningCost.levelMeters(of: [(1000, 0.05), (1000, -0.05), (2000, 0)])

        let metrics = RunMetrics(activity, barometric: true)

        #expect(abs(try #require(metrics.levelDistance).meters / exact - 1) < 0.005)
        #expect(try #require(metrics.gradeAdjustedPace) < #require(metrics.pace))
    }

    @Test
    func `noise within the threshold costs nothing`() throws {
        var numbers = SeededNumbers(seed: 7)
        let activity = Activity.sample(seconds: 3000) { $0.altitude = 100 + Double.random(in: -2...2, using: &numbers) }

        let level = try #require(RunMetrics(activity).levelDistance).meters

        #expect(abs(level / 9000 - 1) < 0.003)
    }

    @Test(arguments: [(Sport.Kind.walking, 4.899 / 2.5), (.hiking, 4.899 / 2.5), (.running, 1.6578)])
    func `walks cost what walking costs`(kind: Sport.Kind, ratio: Double) throws {
        let activity = Activity.sample(seconds: 1000, sport: Sport(kind)) { $0.altitude = 200 + $0.seconds * 0.3 }

        #expect(abs(try #require(RunMetrics(activity).levelDistance).meters / 3000 - ratio) < 0.015)
    }

    @Test
    func `wheels have no cost of running`() {
        let activity = Activity.sample(seconds: 1000, sport: Sport(.cycling)) { $0.altitude = 200 + $0.seconds * 0.3 }

        #expect(RunMetrics(activity).gradeAdjustedPace == nil)
        #expect(RunMetrics(activity).climb != nil)
    }

    @Test
    func `without heights there is no grade-adjusted pace`() {
        let metrics = RunMetrics(Activity.sample(seconds: 600))

        #expect(metrics.gradeAdjustedPace == nil)
        #expect(metrics.climb == nil)
    }
}
