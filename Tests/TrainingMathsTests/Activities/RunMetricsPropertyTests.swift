import Testing

@testable import TrainingMaths

/// What holds for every run, tried on many that differ in speed, gaps, pauses, hills and heart rates.
@Suite
struct RunMetricsPropertyTests {
    private static func run(seed: UInt64) -> Activity {
        var numbers = SeededNumbers(seed: seed)
        var activity = Activity(sport: Sport(.running), start: nil)
        var (seconds, meters, height) = (0.0, 0.0, 300.0)
        var (speed, pulse) = (3.0, 130.0)
        for _ in 0..<Int.random(in: 200...4000, using: &numbers) {
            var sample = Sample(seconds: seconds)
            sample.distance = meters
            sample.altitude = height
            sample.heartRate = Int.random(in: 0..<50, using: &numbers) == 0 ? nil : pulse.rounded()
            activity.samples.append(sample)
            var step = Double.random(in: 0.5...4, using: &numbers)
            if Int.random(in: 0..<400, using: &numbers) == 0 {
                step += 45
                activity.pauses.append((seconds + 1)...(seconds + 41))
            }
            speed = min(max(speed + Double.random(in: -0.3...0.3, using: &numbers), 0), 6)
            pulse = min(max(pulse + Double.random(in: -3...3, using: &numbers), 70), 195)
            height += Double.random(in: -0.5...0.5, using: &numbers)
            seconds += step
            meters += speed * min(step, 4)
        }
        return activity
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `splits, zones, times and efforts agree with each other`(seed: UInt64) throws {
        let activity = Self.run(seed: seed)
        let units: UnitSystem = seed % 2 == 0 ? .kilometers : .miles
        let trace = ActivityTrace(activity)

        let metrics = RunMetrics(trace, zones: HeartRateZones(maximum: 190), units: units)

        let total = try #require(metrics.distance).meters
        #expect(abs(metrics.splits.map(\.distance.meters).reduce(0, +) - total) < 0.011)
        #expect(metrics.movingSeconds <= metrics.timerSeconds && metrics.timerSeconds <= metrics.elapsedSeconds)
        let splitTimer = metrics.splits.map(\.stretch.timerSeconds).reduce(0, +)
        #expect(splitTimer <= metrics.timerSeconds + 1e-6)
        #expect(
            abs(splitTimer - trace.stretch(from: 0, to: try #require(trace.seconds(at: trace.total))).timerSeconds)
                < 1e-6
        )
        for (split, next) in zip(metrics.splits, metrics.splits.dropFirst()) {
            #expect(split.stretch.endSeconds == next.stretch.startSeconds)
        }
        let level = metrics.splits.compactMap(\.stretch.levelDistance?.meters).reduce(0, +)
        #expect(abs(level - (metrics.levelDistance?.meters ?? 0)) < 1e-3)

        let zones = try #require(metrics.timeInZones)
        #expect(abs(zones.knownSeconds + zones.unknownSeconds - trace.durations.reduce(0, +)) < 1e-6)
        #expect(zones.knownSeconds + zones.unknownSeconds <= metrics.timerSeconds + 1e-6)

        if let best = trace.bestEffort(over: Distance(meters: units.meters)) {
            for split in metrics.splits where !split.isPartial {
                #expect(best.seconds <= split.stretch.elapsedSeconds + 1e-6)
            }
        }
        for (shorter, longer) in zip(metrics.bestEfforts, metrics.bestEfforts.dropFirst()) {
            #expect(shorter.seconds < longer.seconds)
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `no window is faster than the best effort, tried one by one`(seed: UInt64) throws {
        let trace = ActivityTrace(Self.run(seed: seed))
        let distance = Distance(meters: 400)
        let best = try #require(trace.bestEffort(over: distance))
        for start in stride(from: 0, through: trace.total.meters - 400, by: 3.7) {
            let from = try #require(trace.seconds(at: Distance(meters: start)))
            let to = try #require(trace.seconds(at: Distance(meters: start + 400)))
            #expect(to - from >= best.seconds - 1e-6)
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `stretches one after the other add up`(seed: UInt64) throws {
        let trace = ActivityTrace(Self.run(seed: seed))
        let end = try #require(trace.seconds.last)
        let whole = trace.stretch(from: 0, to: end)
        let parts = (0..<10).map { trace.stretch(from: end * Double($0) / 10, to: end * Double($0 + 1) / 10) }

        #expect(abs(parts.map(\.distance.meters).reduce(0, +) - whole.distance.meters) < 1e-6)
        #expect(abs(parts.map(\.timerSeconds).reduce(0, +) - whole.timerSeconds) < 1e-6)
        #expect(parts.compactMap(\.maximumHeartRate).max() == whole.maximumHeartRate)
    }
}
