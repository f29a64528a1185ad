/// Speed for each heart beat, and how it faded: a sign of endurance on steady runs.
///
/// Efficiency factor and decoupling as Friel and Allen define them (J. Friel, "The Cyclist's Training Bible"; for runs, metres a
/// minute divided by beats a minute). Below 5 % the pace was within the aerobic means; on runs with changing pace it says little.
package struct AerobicEfficiency: Sendable, Equatable {
    /// Shorter runs have no halves worth comparing, in seconds.
    package static let shortestForDecoupling = 20.0 * 60

    /// Metres a minute for each beat a minute.
    package let factor: Double
    /// (first half - second half) / first half; nil when the run is too short.
    package let decoupling: Double?

    /// Nil unless both are finite and above zero.
    package static func factor(metersPerSecond: Double, heartRate: Double) -> Double? {
        guard metersPerSecond.isFinite, metersPerSecond > 0, heartRate.isFinite, heartRate > 0 else { return nil }
        let factor = metersPerSecond * 60 / heartRate
        return factor.isFinite ? factor : nil
    }

    /// The share of efficiency that was lost from one half to the other; nil unless both are finite and above zero.
    package static func decoupling(first: Double, second: Double) -> Double? {
        guard first.isFinite, first > 0, second.isFinite, second > 0 else { return nil }
        let share = (first - second) / first
        return share.isFinite ? share : nil
    }

    /// Over all steps that moved with a believable heart rate and distance; nil when they are less than a minute.
    init?(_ trace: ActivityTrace) {
        guard trace.meters.count == trace.seconds.count, trace.seconds.count > 1 else { return nil }
        var sums: [(seconds: Double, meters: Double, beats: Double)] = [(0, 0, 0)]
        sums.reserveCapacity(trace.seconds.count)
        for index in trace.seconds.indices.dropLast() {
            var sum = sums[sums.count - 1]
            let beats = trace.heartRate[index]
            let moved = trace.moving[index + 1] - trace.moving[index]
            // Gaps would count a minute's distance against one beat.
            let isWhole = moved > 0 && moved <= TimeInZones.longestSampleSeconds
            if !beats.isNaN, isWhole, !trace.spoiled.overlaps(from: trace.seconds[index], to: trace.seconds[index + 1])
            {
                sum.seconds += moved
                sum.meters += trace.meters[index + 1] - trace.meters[index]
                sum.beats += beats * moved
            }
            sums.append(sum)
        }
        let all = sums[sums.count - 1]
        guard all.seconds >= 60, let factor = Self.factor(all) else { return nil }
        self.factor = factor
        let half = sums[sums.firstSortedIndex { $0.seconds >= all.seconds / 2 }]
        let rest = (all.seconds - half.seconds, all.meters - half.meters, all.beats - half.beats)
        self.decoupling =
            all.seconds < Self.shortestForDecoupling
            ? nil
            : Self.factor(half).flatMap { first in
                Self.factor(rest).flatMap { Self.decoupling(first: first, second: $0) }
            }
    }

    private static func factor(_ sum: (seconds: Double, meters: Double, beats: Double)) -> Double? {
        guard sum.seconds > 0 else { return nil }
        return Self.factor(metersPerSecond: sum.meters / sum.seconds, heartRate: sum.beats / sum.seconds)
    }
}
