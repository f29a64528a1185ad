import Testing

@testable import TrainingMaths

@Suite
struct DataQualityTests {
    @Test
    func `a clean run has no flags and stays as it was`() {
        let activity = Activity.northward(seconds: 1800) {
            $0.heartRate = 150
            $0.cadence = 172
        }
        let before = activity

        #expect(RunMetrics(activity).flags.isEmpty)
        #expect(activity == before)
    }

    @Test(arguments: [1, 3])
    func `positions that leap away and back are spikes`(length: Int) throws {
        var activity = Activity.northward(seconds: 600)
        for index in 300..<(300 + length) { activity.samples[index].longitude = 11.02 }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 1800) < 0.01)
        let spike = try #require(metrics.flags(.gpsSpike).first)
        #expect(metrics.flags(.gpsSpike).count == 1)
        #expect(spike.spoilsRecords)
        #expect(spike.span.contains(300))
    }

    @Test
    func `a first fix in the wrong town costs only itself`() throws {
        var activity = Activity.northward(seconds: 600)
        for index in 0..<3 { activity.samples[index].latitude = 40 }

        let metrics = RunMetrics(activity)

        #expect(abs(try #require(metrics.distance).meters - 1791) < 0.01)
        #expect(!metrics.flags(.gpsSpike).isEmpty)
    }

    @Test
    func `positions at zero, zero and off the globe are missing`() throws {
        var activity = Activity.northward(seconds: 600)
        activity.samples[100].latitude = 0
        activity.samples[100].longitude = 0
        activity.samples[200].latitude = 95
        activity.samples[300].longitude = .nan

        let metrics = RunMetrics(activity)

        #expect(metrics.flags.isEmpty)
        #expect(abs(try #require(metrics.distance).meters - 1800) < 0.01)
    }

    @Test
    func `a spike that the device's distance does not know spoils no record`() throws {
        var activity = Activity.northward(seconds: 600)
        for index in activity.samples.indices { activity.samples[index].distance = Double(index) * 3 }
        activity.samples[300].longitude = 12

        let metrics = RunMetrics(activity)

        #expect(try #require(metrics.flags(.gpsSpike).first).spoilsRecords == false)
        #expect(metrics.bestEfforts.contains { $0.distance == Distance(kilometers: 1) })
    }

    @Test
    func `a ride home on the train is too fast, and gives no records`() throws {
        var activity = Activity.sample(seconds: 2000)
        for index in 1500...2000 { activity.samples[index].distance = 4500 + Double(index - 1500) * 30 }

        let metrics = RunMetrics(activity)

        let flag = try #require(metrics.flags(.absurdSpeed).first)
        #expect(flag.span.contains(1600))
        let kilometer = try #require(metrics.bestEfforts.first { $0.distance == Distance(kilometers: 1) })
        #expect(abs(kilometer.seconds - 1000 / 3) < 0.5)
        #expect(metrics.distance == Distance(meters: 19_500))
    }

    @Test
    func `nobody holds a car's speed in town for a kilometre`() throws {
        var activity = Activity.sample(seconds: 2000)
        for index in 1500...2000 { activity.samples[index].distance = 4500 + Double(index - 1500) * 9 }

        let metrics = RunMetrics(activity)

        #expect(metrics.flags(.absurdSpeed).isEmpty)
        let kilometer = try #require(metrics.bestEfforts.first { $0.distance == Distance(kilometers: 1) })
        #expect(kilometer.seconds >= 131.96)
    }

    @Test
    func `an hour without samples is told and fills no zone`() throws {
        var activity = Activity.sample(seconds: 600) { $0.heartRate = 150 }
        for index in 301...600 { activity.samples[index].seconds += 3600 }

        let metrics = RunMetrics(activity, zones: HeartRateZones(maximum: 185))

        #expect(metrics.flags(.timeJump).map(\.span) == [300...3901])
        let zones = try #require(metrics.timeInZones)
        #expect(zones.knownSeconds == 609)
    }

    @Test
    func `a clock that leaps by decades does not make the run as long`() {
        var activity = Activity.sample(seconds: 600)
        for index in 301...600 { activity.samples[index].seconds += 1e9 }
        activity.totals.elapsedSeconds = 1e9 + 600
        activity.totals.timerSeconds = 1e9 + 600

        let metrics = RunMetrics(activity)

        #expect(metrics.elapsedSeconds == 599)
        #expect(metrics.timerSeconds == 599)
        #expect(metrics.flags(.clockChange).count == 1)
        #expect(metrics.splits.map(\.stretch.timerSeconds).reduce(0, +) <= 599.001)
    }

    @Test
    func `a clock that was set back makes no record`() throws {
        var activity = Activity.sample(seconds: 1200)
        for index in 600...1200 { activity.samples[index].seconds -= 100 }

        let metrics = RunMetrics(activity)

        let flag = try #require(metrics.flags(.clockChange).first)
        #expect(flag.span.lowerBound <= 500 && flag.span.upperBound >= 599)
        let kilometer = try #require(metrics.bestEfforts.first { $0.distance == Distance(kilometers: 1) })
        #expect(abs(kilometer.seconds - 1000 / 3) < 0.01)
    }

    @Test
    func `several samples for a second become one`() throws {
        var activity = Activity.sample(seconds: 600)
        activity.samples += activity.samples[200...210].map {
            var double = $0
            double.temperature = 21
            double.distance = nil
            return double
        }
        activity.samples.sort { $0.seconds < $1.seconds }

        let metrics = RunMetrics(activity)

        #expect(metrics.flags.map(\.reason) == [.duplicateSecond])
        #expect(metrics.flags[0].span == 200...210)
        #expect(!metrics.flags[0].spoilsRecords)
        #expect(metrics.distance == Distance(meters: 1800))
        #expect(Timeline(activity.samples).samples.count == 601)
        #expect(Timeline(activity.samples).samples[205].temperature == 21)
    }

    @Test
    func `a lost pulse is told and left out`() throws {
        let activity = Activity.sample(seconds: 600) { $0.heartRate = (200..<260).contains($0.seconds) ? 0 : 150 }

        let metrics = RunMetrics(activity, zones: HeartRateZones(maximum: 185))

        #expect(metrics.flags(.heartRateDropout).map(\.span) == [199...260])
        #expect(metrics.averageHeartRate == 150)
        #expect(try #require(metrics.timeInZones).unknownSeconds == 60)
        #expect(metrics.bestEfforts.first.map { $0.seconds < 134 } == true)
    }

    @Test
    func `a pulse that leaps onto the cadence is no pulse`() {
        let activity = Activity.sample(seconds: 1800) {
            $0.cadence = 176
            $0.heartRate = (600..<900).contains($0.seconds) ? 177 : 140
        }

        let metrics = RunMetrics(activity)

        #expect(metrics.flags(.cadenceLock).map(\.span) == [600...899])
        #expect(metrics.averageHeartRate == 140)
        #expect(metrics.maximumHeartRate == 140)
    }

    @Test
    func `a device's average is not believed when the sensor was locked`() {
        var activity = Activity.sample(seconds: 1800) {
            $0.cadence = 176
            $0.heartRate = (600..<900).contains($0.seconds) ? 177 : 140
        }
        activity.totals.averageHeartRate = 146

        #expect(RunMetrics(activity).averageHeartRate == 140)
    }

    @Test
    func `a hard run whose pulse drifts to the cadence is believed`() {
        let activity = Activity.sample(seconds: 3600) {
            $0.cadence = 172
            $0.heartRate = min(171, 120 + $0.seconds / 20)
        }

        #expect(RunMetrics(activity).flags(.cadenceLock).isEmpty)
    }

    @Test
    func `a lap far from its samples is told`() throws {
        var activity = Activity.sample(seconds: 1200)
        for (start, meters) in [(0.0, 1800.0), (600, 1000)] {
            var totals = ActivityTotals()
            totals.distance = Distance(meters: meters)
            totals.timerSeconds = 600
            activity.laps.append(Lap(startSeconds: start, totals: totals))
        }

        let metrics = RunMetrics(activity)

        #expect(metrics.flags(.lapDisagrees).map(\.span) == [600...1200])
        #expect(metrics.laps[1].stretch.distance == Distance(meters: 1000))
    }
}
