import Foundation
import TrainingMaths

extension TrackDraft {
    /// Recording that goes on within so many seconds was not interrupted: exporters also begin a stretch at each lap.
    private static let shortestPause = 2.0
    /// The satellites' time began on 1980-01-06; a point before that comes from a clock that was not set.
    private static let firstClock = 315_964_800.0
    private static let day = 86_400.0

    /// The activity in the terms of training maths: relative times, in order, one sample for each moment.
    consuming func activity(limits: ActivityFileLimits, oddities: XMLOddities) -> Activity {
        var oddities = oddities
        self.dropUnsetClocks(&oddities)
        let isTimed = self.settleTimes(&oddities)
        let start = isTimed || self.samples.isEmpty ? self.start(&oddities) : nil
        var activity = Activity(sport: self.sport, start: start.map { Date(timeIntervalSince1970: $0) })
        activity.name = self.name
        activity.device = self.device
        activity.utcOffsetSeconds = self.utcOffset
        activity.isTimed = isTimed || self.samples.isEmpty
        let origin = start ?? 0
        for index in self.samples.indices {
            self.samples[index].seconds = Self.rounded(self.samples[index].seconds - origin)
        }
        self.doubleCadence()
        if isTimed { activity.pauses = Array(self.pauses(origin: origin).prefix(limits.pauses)) }
        activity.laps = self.laps.map { lap in
            let first = self.samples.indices.contains(lap.firstSample) ? self.samples[lap.firstSample].seconds : 0
            var seconds = lap.start.map { Self.rounded($0 - origin) } ?? first
            if abs(seconds - first) > Self.day, !self.samples.isEmpty { seconds = first }
            var result = Lap(startSeconds: max(0, seconds), totals: lap.totals)
            result.trigger = lap.trigger
            result.intensity = lap.intensity
            return result
        }
        activity.samples = self.orderedSamples(pauses: &activity.pauses, &oddities)
        activity.totals = self.totals
        activity.warnings = oddities.warnings
        return activity
    }

    private mutating func dropUnsetClocks(_ oddities: inout XMLOddities) {
        guard self.samples.contains(where: { $0.seconds < Self.firstClock }),
            self.samples.contains(where: { $0.seconds >= Self.firstClock })
        else { return }
        self.remove(&oddities, "Points before 1980 come from a clock that was not set and were left out.") {
            $0.seconds < Self.firstClock
        }
    }

    /// Gives points without a time one in even steps; false when fewer than half of the points have times.
    private mutating func settleTimes(_ oddities: inout XMLOddities) -> Bool {
        let known = self.samples.indices.filter { !self.samples[$0].seconds.isNaN }
        guard known.count < self.samples.count else { return !self.samples.isEmpty }
        guard let first = known.first, let last = known.last, known.count * 2 >= self.samples.count else {
            oddities.note("The points have no times: they only have an order.")
            for index in self.samples.indices { self.samples[index].seconds = Double(index) }
            return false
        }
        oddities.note("Points without a time got one in even steps from their neighbours.")
        for (from, to) in zip(known, known.dropFirst()) where to - from > 1 {
            let start = self.samples[from].seconds
            let step = (self.samples[to].seconds - start) / Double(to - from)
            for index in from + 1..<to { self.samples[index].seconds = start + step * Double(index - from) }
        }
        let usual = self.usualStep(between: known)
        for index in self.samples.indices.prefix(first) {
            self.samples[index].seconds = self.samples[first].seconds - usual * Double(first - index)
        }
        for index in self.samples.indices.dropFirst(last + 1) {
            self.samples[index].seconds = self.samples[last].seconds + usual * Double(index - last)
        }
        return true
    }

    private func usualStep(between known: [Int]) -> Double {
        let steps = zip(known, known.dropFirst())
            .map { self.samples[$1].seconds - self.samples[$0].seconds }.filter { $0 > 0 }.sorted()
        return steps.isEmpty ? 1 : steps[steps.count / 2]
    }

    private mutating func remove(
        _ oddities: inout XMLOddities,
        _ sentence: String,
        where isUnwanted: (Sample) -> Bool
    ) {
        var kept: [Sample] = []
        kept.reserveCapacity(self.samples.count)
        /// Where each old index is now.
        var moved: [Int] = []
        moved.reserveCapacity(self.samples.count + 1)
        for sample in self.samples {
            moved.append(kept.count)
            if !isUnwanted(sample) { kept.append(sample) }
        }
        moved.append(kept.count)
        guard kept.count < self.samples.count else { return }
        oddities.note(sentence)
        self.samples = kept
        self.moveBreaks { moved[min($0, moved.count - 1)] }
        for index in self.laps.indices {
            self.laps[index].firstSample = moved[min(self.laps[index].firstSample, moved.count - 1)]
        }
    }

    private func start(_ oddities: inout XMLOddities) -> Double? {
        let earliest = self.samples.lazy.map(\.seconds).min()
        let stated = self.laps.lazy.compactMap(\.start).min() ?? self.statedStart
        guard let earliest else { return stated }
        guard let stated, stated < earliest else { return earliest }
        guard earliest - stated <= Self.day else {
            oddities.note("The stated start is more than a day before the first point: the first point counts.")
            return earliest
        }
        return stated
    }

    /// Microseconds: what is finer is only the error of the subtraction.
    private static func rounded(_ seconds: Double) -> Double { (seconds * 1_000_000).rounded() / 1_000_000 }

    /// A file that counts one foot has its usual value far below 120, one that counts both far above.
    private mutating func doubleCadence() {
        guard [.running, .walking, .hiking].contains(self.sport.kind) else { return }
        let values = self.samples.compactMap { $0.cadence.flatMap { $0 > 0 ? $0 : nil } }.sorted()
        let usual =
            values.isEmpty
            ? self.laps.compactMap(\.totals.averageCadence).max() ?? self.totals.averageCadence ?? 0
            : values[values.count / 2]
        guard usual < 120 else { return }
        for index in self.samples.indices { self.samples[index].cadence = self.samples[index].cadence.map { $0 * 2 } }
        for index in self.laps.indices {
            self.laps[index].totals.averageCadence = self.laps[index].totals.averageCadence.map { $0 * 2 }
        }
        self.totals.averageCadence = self.totals.averageCadence.map { $0 * 2 }
    }

    /// The gaps between stretches; one at the end of a lap only counts as far as the lap's own time does not explain it.
    private func pauses(origin: Double) -> [ClosedRange<Double>] {
        var lap = 0
        var result: [ClosedRange<Double>] = []
        for index in self.breaks where index > 0 && index < self.samples.count {
            while lap + 1 < self.laps.count, self.laps[lap + 1].firstSample <= index { lap += 1 }
            let from = self.samples[index - 1].seconds
            let to = self.samples[index].seconds
            guard to - from > Self.shortestPause else { continue }
            if lap > 0, self.laps[lap].firstSample == index, let next = self.laps[lap].start,
                let began = self.laps[lap - 1].start, let timer = self.laps[lap - 1].totals.timerSeconds
            {
                let paused = result.reversed().prefix { $0.upperBound > began - origin }
                    .reduce(0) { $0 + $1.upperBound - $1.lowerBound }
                guard next - began - timer - paused > Self.shortestPause else { continue }
            }
            result.append(from...to)
        }
        return result
    }

    private func orderedSamples(pauses: inout [ClosedRange<Double>], _ oddities: inout XMLOddities) -> [Sample] {
        let samples = self.samples
        let isOrdered = zip(samples, samples.dropFirst()).allSatisfy { $0.seconds < $1.seconds }
        if isOrdered { return samples }
        let isSorted = zip(samples, samples.dropFirst()).allSatisfy { $0.seconds <= $1.seconds }
        var sorted = samples
        if !isSorted {
            oddities.note("Points were not in the order of time and were sorted.")
            sorted = samples.enumerated()
                .sorted { ($0.element.seconds, $0.offset) < ($1.element.seconds, $1.offset) }
                .map(\.element)
        }
        var merged: [Sample] = []
        merged.reserveCapacity(sorted.count)
        for sample in sorted {
            if let last = merged.last, last.seconds == sample.seconds {
                merged[merged.count - 1].fill(from: sample)
            } else {
                merged.append(sample)
            }
        }
        if !isSorted { Self.keepTrue(&pauses, merged) }
        return merged
    }

    /// Out of order, a gap between two stretches may be filled by a third.
    private static func keepTrue(_ pauses: inout [ClosedRange<Double>], _ samples: [Sample]) {
        pauses.sort { $0.lowerBound < $1.lowerBound }
        var next = 0
        var end = -Double.infinity
        pauses = pauses.filter { pause in
            while next < samples.count, samples[next].seconds <= pause.lowerBound { next += 1 }
            let isFilled = next < samples.count && samples[next].seconds < pause.upperBound
            guard !isFilled, pause.lowerBound >= end else { return false }
            end = pause.upperBound
            return true
        }
    }
}
