import Testing

@testable import TrainingMaths

@Suite
struct DistanceCurveTests {
    @Test
    func `the device's distance comes before positions and speeds`() throws {
        var activity = Activity.northward(seconds: 600) { $0.speed = 3.3 }
        for index in activity.samples.indices { activity.samples[index].distance = Double(index) * 2.9 }

        let metrics = RunMetrics(activity)

        #expect(metrics.distanceSource == .device)
        #expect(abs(try #require(metrics.distance).meters - 1740) < 1e-9)
    }

    @Test
    func `positions come before speeds`() throws {
        let metrics = RunMetrics(Activity.northward(seconds: 600) { $0.speed = 3.3 })

        #expect(metrics.distanceSource == .positions)
        #expect(abs(try #require(metrics.distance).meters - 1800) < 0.01)
    }

    @Test
    func `a treadmill without satellites or footpod is measured by its speeds`() throws {
        let activity = Activity.sample(seconds: 600, sport: Sport(.running, .treadmill)) {
            $0.distance = nil
            $0.speed = 2.5
        }

        let metrics = RunMetrics(activity)

        #expect(metrics.distanceSource == .speed)
        #expect(abs(try #require(metrics.distance).meters - 1500) < 1e-6)
        #expect(metrics.splits.count == 1)
    }

    @Test
    func `only a total is a distance without splits`() {
        var activity = Activity(sport: Sport(.running, .treadmill), start: nil)
        activity.totals.distance = Distance(kilometers: 8)
        activity.totals.timerSeconds = 2700

        let metrics = RunMetrics(activity)

        #expect(metrics.distance == Distance(kilometers: 8))
        #expect(metrics.distanceSource == .statedTotal)
        #expect(metrics.splits.isEmpty)
        #expect(metrics.pace == Pace(secondsPerKilometer: 2700 / 8))
    }

    @Test
    func `the device's total is reported as it is`() {
        var activity = Activity.sample(seconds: 1000)
        activity.totals.distance = Distance(meters: 3021.5)

        #expect(RunMetrics(activity).distance == Distance(meters: 3021.5))
    }

    @Test(arguments: [
        (57.38461355678737, -4.429914616048336, 57.38461355678737, -4.429914616048336, 0.0),
        (0, 0, 1, 0, 111_195.0802), (0, 0, 0, 1, 111_195.0802), (90, 0, -90, 0, 20_015_114.442),
        (60, 0, 60, 1, 55_595.4), (0, 179.5, 0, -179.5, 111_195.0802),
    ])
    func `haversine on the mean radius of the earth`(
        north: Double,
        east: Double,
        otherNorth: Double,
        otherEast: Double,
        expected: Double
    ) {
        let meters = GreatCircle.meters(from: (north, east), to: (otherNorth, otherEast))

        #expect(abs(meters - expected) < max(0.01, expected * 4e-5))
    }

    @Test
    func `what was walked in a pause is no distance`() throws {
        var activity = Activity.northward(seconds: 600)
        activity.samples.removeSubrange(201...399)
        activity.pauses = [200...400]

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 1200) < 0.01)
    }

    @Test
    func `a device that starts again at zero goes on`() throws {
        var activity = Activity.sample(seconds: 1000)
        for index in 500...1000 { activity.samples[index].distance = Double(index - 500) * 3 }

        let total = try #require(RunMetrics(activity).distance).meters

        #expect(abs(total - 2997) < 0.01)
    }

    @Test
    func `the last sample at zero takes nothing away`() throws {
        var activity = Activity.sample(seconds: 1000)
        activity.samples[1000].distance = 0

        #expect(abs(try #require(RunMetrics(activity).distance).meters - 2997) < 0.01)
    }

    @Test(arguments: [[300], [300, 301, 302], [1000]])
    func `wild distances are left out and flagged`(places: [Int]) throws {
        var activity = Activity.sample(seconds: 1000)
        for place in places { activity.samples[place].distance = 10_000_000 }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 3000) < 4)
        let flag = try #require(metrics.flags(.distanceJump).first)
        #expect(flag.spoilsRecords)
        #expect(flag.span.contains(Double(places[0])))
    }

    @Test
    func `a leap that stays is not counted`() throws {
        var activity = Activity.sample(seconds: 1000)
        activity.totals.distance = Distance(meters: 53_000)
        for index in 500...1000 { activity.samples[index].distance = Double(index) * 3 + 50_000 }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 2997) < 0.01)
        #expect(metrics.flags(.distanceJump).count == 1)
    }

    @Test
    func `a receiver that catches up after a tunnel keeps the distance, but gives no records`() throws {
        var activity = Activity.sample(seconds: 1000)
        for index in 400..<500 { activity.samples[index].distance = 1200 }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 3000) < 0.01)
        #expect(metrics.flags(.distanceJump).map(\.span) == [499...500])
        let kilometer = try #require(metrics.bestEfforts.first { $0.distance == Distance(kilometers: 1) })
        #expect(abs(kilometer.seconds - 1000 / 3) < 0.01)
    }

    @Test
    func `a long stretch without distance is bridged and flagged`() throws {
        var activity = Activity.sample(seconds: 1000)
        for index in 401..<500 { activity.samples[index].distance = nil }

        let metrics = RunMetrics(activity)

        #expect(metrics.distance == Distance(meters: 3000))
        #expect(metrics.flags(.missingDistance).map(\.span) == [400...500])
        #expect(metrics.bestEfforts.allSatisfy { $0.startSeconds + $0.seconds <= 400 || $0.startSeconds >= 500 })
    }

    @Test
    func `smart recording every seven seconds is no gap`() {
        var activity = Activity.sample(seconds: 2100)
        activity.samples = activity.samples.filter { Int($0.seconds) % 7 == 0 }

        let metrics = RunMetrics(activity)

        #expect(metrics.flags.isEmpty)
        #expect(metrics.movingSeconds == 2100)
    }
}
