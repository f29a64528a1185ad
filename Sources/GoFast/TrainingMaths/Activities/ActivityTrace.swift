/// The cleaned time line of an activity: what splits, best efforts, laps and steps are measured on.
///
/// Each array has one entry for each sample that is left; sums run from the first sample on, so that any stretch is a difference.
package struct ActivityTrace: Sendable {
    package let activity: Activity
    /// Seconds after the activity's start, rising.
    package let seconds: [Double]
    /// Never falling; empty when no distance is known.
    package let meters: [Double]
    package let distanceSource: DistanceSource
    package let flags: [DataQualityFlag]
    /// Nil without altitudes.
    let measuredClimb: Climb?
    let leavesOutLeaps: Bool
    let pauses: SpanSet
    /// What no record may touch.
    let spoiled: SpanSet
    /// Level metres that cost as much; empty without altitudes or distance.
    let levelMeters: [Double]
    /// Seconds the timer ran, without pauses and leaps of the clock.
    let timer: [Double]
    let moving: [Double]
    /// How long each sample stands for, in seconds.
    let durations: [Double]
    /// Beats a minute, NaN where unknown or not believed.
    let heartRate: [Double]
    let heart: WeightedSum
    let steps: WeightedSum
    private let highest: RangeMaximum

    package init(_ activity: Activity, barometric: Bool = false) {
        let timeline = Timeline(activity.samples)
        let samples = timeline.samples
        let pauses = SpanSet(activity.pauses)
        let limit = SpeedLimit.metersPerSecond(of: activity.sport)
        let curve = DistanceCurve(samples, pauses: pauses, limit: limit)
        let clock = TimerClock(samples, pauses: pauses, meters: curve.meters)
        let pulse = HeartRateQuality(samples, pauses: pauses)
        var flags = timeline.flags
        flags.add(curve.flags)
        flags.add(clock.flags)
        flags.add(pulse.flags)

        self.activity = activity
        self.seconds = samples.map(\.seconds)
        self.meters = curve.meters
        self.distanceSource = curve.source
        self.leavesOutLeaps = curve.leavesOutLeaps
        self.pauses = pauses
        self.flags = flags.inOrder
        self.spoiled = SpanSet(self.flags.filter(\.spoilsRecords).map(\.span))
        self.timer = clock.timer
        self.moving = clock.moving
        self.durations = clock.durations
        self.heartRate = pulse.beats
        self.highest = RangeMaximum(pulse.beats)
        self.heart = WeightedSum(pulse.beats, durations: clock.durations)
        self.steps = WeightedSum(
            samples.map { $0.cadence.flatMap { (1...300).contains($0) ? $0 : nil } ?? .nan },
            durations: clock.durations
        )
        let profile = ElevationProfile(samples, barometric: barometric)
        self.measuredClimb = profile?.climb
        if let profile, let gait = RunningCost.Gait(activity.sport), profile.covers(samples.count) {
            self.levelMeters = profile.levelMeters(along: curve.meters, gait: gait)
        } else {
            self.levelMeters = []
        }
    }

    /// The last distance; zero when none is known.
    package var total: Distance { Distance(meters: self.meters.last ?? 0) }

    /// What was measured between two moments, in seconds after the activity's start; bounds beyond the recording are cut.
    package func stretch(from start: Double, to end: Double) -> Stretch {
        let (from, to) = (self.place(of: start), self.place(of: max(start, end)))
        func gain(_ sums: [Double]) -> Double { max(0, to.value(in: sums) - from.value(in: sums)) }
        var stretch = Stretch(
            startSeconds: from.value(in: self.seconds),
            endSeconds: to.value(in: self.seconds),
            distance: Distance(meters: gain(self.meters)),
            timerSeconds: gain(self.timer),
            movingSeconds: gain(self.moving)
        )
        stretch.averageHeartRate = self.heart.mean(from, to)
        stretch.averageCadence = self.steps.mean(from, to)
        if from.index < self.seconds.count {
            stretch.maximumHeartRate = self.highest.maximum(in: from.nextWhole..<max(from.nextWhole, to.index + 1))
        }
        if !self.levelMeters.isEmpty { stretch.levelDistance = Distance(meters: gain(self.levelMeters)) }
        return stretch
    }

    /// The moment at which a distance was first reached; nil beyond the last one.
    package func seconds(at distance: Distance) -> Double? {
        guard distance.meters <= self.total.meters else { return nil }
        let index = self.meters.firstSortedIndex { $0 >= distance.meters }
        guard index > 0, index < self.meters.count else { return self.seconds.first }
        return self.seconds(at: distance.meters, between: index - 1)
    }

    /// The moment of a distance within the step that begins at `index`.
    func seconds(at distance: Double, between index: Int) -> Double {
        let run = self.meters[index + 1] - self.meters[index]
        guard run > 0 else { return self.seconds[index + 1] }
        let share = min(max((distance - self.meters[index]) / run, 0), 1)
        return self.seconds[index] + share * (self.seconds[index + 1] - self.seconds[index])
    }

    private func place(of moment: Double) -> Place {
        guard let first = self.seconds.first, let last = self.seconds.last, moment > first else { return Place(0, 0) }
        guard moment < last else { return Place(self.seconds.count - 1, 0) }
        let index = self.seconds.firstSortedIndex { $0 > moment } - 1
        return Place(index, (moment - self.seconds[index]) / (self.seconds[index + 1] - self.seconds[index]))
    }
}

/// A moment between two samples.
struct Place {
    let index: Int
    /// 0 at the sample, below 1 before the next.
    let share: Double

    init(_ index: Int, _ share: Double) {
        self.index = index
        self.share = share
    }

    var nextWhole: Int { self.share > 0 ? self.index + 1 : self.index }

    /// Zero where there are no values.
    func value(in sums: [Double]) -> Double {
        guard self.index < sums.count else { return 0 }
        guard self.share > 0, self.index + 1 < sums.count else { return sums[self.index] }
        return sums[self.index] + self.share * (sums[self.index + 1] - sums[self.index])
    }
}

/// Sums of a measure over time, from which the mean of any stretch follows.
struct WeightedSum: Sendable {
    private(set) var weighted: [Double] = []
    private(set) var durations: [Double] = []

    /// A value holds for the step that begins with it; one that is not a number holds for none.
    init(_ values: [Double], durations: [Double]) {
        var (sum, time) = (0.0, 0.0)
        self.weighted.reserveCapacity(values.count)
        self.durations.reserveCapacity(values.count)
        for index in values.indices {
            self.weighted.append(sum)
            self.durations.append(time)
            guard !values[index].isNaN, index < durations.count else { continue }
            sum += values[index] * durations[index]
            time += durations[index]
        }
    }

    /// Nil when nothing is known between the two.
    func mean(_ from: Place, _ to: Place) -> Double? {
        let time = to.value(in: self.durations) - from.value(in: self.durations)
        guard time > 0 else { return nil }
        let mean = (to.value(in: self.weighted) - from.value(in: self.weighted)) / time
        return mean.isFinite && mean > 0 ? mean : nil
    }
}

extension ElevationProfile {
    /// Sums of level metres; empty without a distance.
    func levelMeters(along meters: [Double], gait: RunningCost.Gait) -> [Double] {
        let grades = self.grades(along: meters)
        var total = 0.0
        return meters.indices.map { index in
            if index > 0 {
                total += (meters[index] - meters[index - 1]) * RunningCost.ratio(grade: grades[index], gait: gait)
            }
            return total
        }
    }
}
