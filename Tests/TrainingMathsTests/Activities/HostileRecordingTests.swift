import Testing

@testable import TrainingMaths

/// Recordings that no device should write, and some do.
@Suite
struct HostileRecordingTests {
    private static let wild: [Double] = [
        .nan, .infinity, -.infinity, 0, -1, 1, 1e7, -1e7, 1e12, 1e300, -1e300, .leastNonzeroMagnitude,
        .greatestFiniteMagnitude, 0.5, 300, 172,
    ]

    private static func garbage(seed: UInt64, count: Int) -> Activity {
        var numbers = SeededNumbers(seed: seed)
        func value(_ usual: ClosedRange<Double>) -> Double? {
            switch Int.random(in: 0..<6, using: &numbers) {
            case 0: nil
            case 1: Self.wild.randomElement(using: &numbers)
            default: Double.random(in: usual, using: &numbers)
            }
        }
        let kinds = Sport.Kind.allCases
        var activity = Activity(sport: Sport(kinds[Int(seed) % kinds.count]), start: nil)
        activity.totals.distance = value(0...50_000).map { Distance(meters: $0) }
        activity.totals.timerSeconds = value(0...9000)
        activity.totals.elapsedSeconds = value(0...9000)
        activity.totals.averageHeartRate = value(40...200)
        activity.totals.ascent = value(0...900)
        activity.samples = (0..<count).map { index in
            var sample = Sample(seconds: value(0...9000) ?? Double(index))
            sample.distance = value(0...40_000)
            sample.latitude = value(-90...90)
            sample.longitude = value(-180...180)
            sample.altitude = value(0...500)
            sample.speed = value(0...6)
            sample.heartRate = value(40...200)
            sample.cadence = value(140...200)
            return sample
        }
        activity.laps = (0..<20).map { _ in
            var totals = ActivityTotals()
            totals.distance = value(0...2000).map { Distance(meters: $0) }
            totals.elapsedSeconds = value(0...600)
            totals.timerSeconds = value(0...600)
            return Lap(startSeconds: value(0...9000) ?? 0, totals: totals)
        }
        activity.pauses = (0..<20).map { _ in
            let (one, other) = (value(0...9000) ?? 0, value(0...9000) ?? 0)
            return one.isNaN || other.isNaN ? 0...0 : min(one, other)...max(one, other)
        }
        return activity
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `garbage gives finite figures`(seed: UInt64) {
        let activity = Self.garbage(seed: seed, count: Int(seed) * 7)

        let metrics = RunMetrics(activity, zones: HeartRateZones(maximum: 185))

        let times = [metrics.elapsedSeconds, metrics.timerSeconds, metrics.movingSeconds]
        #expect(times.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(metrics.distance.map { $0.meters.isFinite && $0.meters >= 0 } ?? true)
        #expect(metrics.averageHeartRate.map { (30...230).contains($0) } ?? true)
        #expect(metrics.climb.map { $0.ascent.isFinite && $0.ascent >= 0 && $0.descent >= 0 } ?? true)
        #expect(metrics.levelDistance.map { $0.meters.isFinite && $0.meters >= 0 } ?? true)
        #expect(metrics.decoupling.map(\.isFinite) ?? true)
        #expect(metrics.splits.count <= ActivityTrace.mostSplits)
        #expect(metrics.bestEfforts.allSatisfy { $0.seconds.isFinite && $0.seconds > 0 })
        #expect(metrics.flags.allSatisfy { $0.span.lowerBound.isFinite && $0.span.upperBound.isFinite })
        for stretch in metrics.splits.map(\.stretch) + metrics.laps.map(\.stretch) {
            #expect(stretch.timerSeconds.isFinite && stretch.timerSeconds >= 0)
            #expect(stretch.distance.meters.isFinite && stretch.distance.meters >= 0)
            #expect(stretch.elapsedSeconds.isFinite && stretch.elapsedSeconds >= 0)
        }
    }

    @Test(arguments: 0...2)
    func `few samples are enough to answer`(count: Int) {
        let metrics = RunMetrics(Self.garbage(seed: 3, count: count))

        #expect(metrics.bestEfforts.isEmpty)
        #expect(metrics.splits.count <= ActivityTrace.mostSplits)
        #expect(RunMetrics(Activity(sport: Sport(.running), start: nil)).distance == nil)
    }

    @Test(arguments: [1e12, 1e300, .infinity] as [Double])
    func `an endless distance makes no endless list`(meters: Double) {
        var activity = Activity.sample(seconds: 100)
        activity.samples[100].distance = meters
        activity.totals.distance = Distance(meters: meters)

        let metrics = RunMetrics(activity)

        #expect(metrics.splits.count == 1)
        #expect(metrics.distance == Distance(meters: 297))
    }

    @Test
    func `a distance as far as is believed has a bounded number of splits that add up`() throws {
        var activity = Activity.sample(seconds: 1000, sport: Sport(.other))
        for index in activity.samples.indices {
            activity.samples[index].seconds *= 1800
            activity.samples[index].distance = Double(index) * 1e5
        }

        let splits = RunMetrics(activity, units: .kilometers).splits

        #expect(splits.count == ActivityTrace.mostSplits)
        #expect(abs(splits.map(\.distance.meters).reduce(0, +) - 1e8) < 1)
    }

    @Test
    func `a stretch can be asked with any bounds`() {
        let trace = ActivityTrace(Activity.sample(seconds: 100))

        for start in Self.wild {
            for end in Self.wild {
                let stretch = trace.stretch(from: start, to: end)
                #expect(stretch.elapsedSeconds >= 0 && stretch.elapsedSeconds <= 100)
            }
        }
    }

    @Test
    func `samples in any order are measured as in order`() throws {
        var numbers = SeededNumbers(seed: 11)
        let activity = Activity.sample(seconds: 1000)
        var shuffled = activity
        shuffled.samples.shuffle(using: &numbers)

        let metrics = RunMetrics(shuffled)

        #expect(metrics.distance == RunMetrics(activity).distance)
        #expect(!metrics.flags(.clockChange).isEmpty)
    }

    @Test(arguments: [false, true])
    func `eight times as many samples take not much more than eight times as long`(isGarbage: Bool) {
        func measure(_ count: Int) -> Duration {
            let activity =
                isGarbage
                ? Self.garbage(seed: 6, count: count) : Activity.sample(seconds: count) { $0.heartRate = 150 }
            return ContinuousClock().measure { _ = RunMetrics(activity) }
        }
        _ = measure(1000)

        let few = (0..<3).map { _ in measure(1000) }.min() ?? .zero

        // A quadratic step would take 64 times as long; the rest is room for a busy machine.
        #expect((0..<2).contains { _ in measure(8000) < few * 30 + .milliseconds(100) })
    }
}
