import TrainingMaths

/// The laps of one activity, put right where a device stated what cannot be.
struct FITLaps {
    private let laps: [FITParts.Lap]
    private let start: Double
    private let timeline: FITTimeline
    private let samples: [Sample]

    init(_ laps: [FITParts.Lap], start: Double, timeline: FITTimeline, samples: [Sample]) {
        self.laps = laps
        self.start = start
        self.timeline = timeline
        self.samples = samples
    }

    /// Adds the laps in order of time, and a warning where they do not add up.
    func add(to activity: inout Activity, isOnFoot: Bool) {
        var result: [Lap] = []
        var isOdd = false
        var previousEnd = 0.0
        var previousOrder = 0
        // Sensors may fall silent while the timer runs on; a time that no outing takes is not believed.
        let elapsed = activity.totals.elapsedSeconds.flatMap { $0 <= FITTimeline.longestOuting ? $0 : nil }
        let last = self.samples.last?.seconds
        let end = last.map { max($0, elapsed ?? 0) } ?? elapsed ?? .infinity
        for lap in self.laps {
            var seconds = lap.message.likelyStart.map { $0 - self.start }
            if self.timeline.hasJumps { seconds = self.seconds(atOrder: previousOrder) ?? previousEnd }
            // A second before the start is rounding; more is a wrong clock, and so is a lap after the end.
            if let stated = seconds, stated < -1 || stated > end + 60 {
                isOdd = true
                seconds = nil
            }
            let begin = max(0, seconds ?? previousEnd)
            var converted = Lap(startSeconds: begin, totals: lap.message.totals)
            if isOnFoot { converted.totals.averageCadence = converted.totals.averageCadence.map { $0 * 2 } }
            converted.trigger = lap.trigger
            converted.intensity = lap.intensity
            converted.workoutStep = lap.workoutStep
            result.append(converted)
            previousEnd = begin + (lap.message.totals.elapsedSeconds ?? 0)
            previousOrder = lap.order
        }
        let order = result.indices.sorted { (result[$0].startSeconds, $0) < (result[$1].startSeconds, $1) }
        activity.laps = order.map { result[$0] }
        if isOdd {
            activity.warnings.append("Some laps began outside of the activity; they were put after each other.")
        }
        self.compare(&activity)
    }

    /// The time of the first sample that was written after `order` others, in seconds after the start.
    private func seconds(atOrder order: Int) -> Double? {
        self.samples.indices.contains(order) ? self.samples[order].seconds : nil
    }

    /// Tells when the laps cover clearly more or less ground than the whole.
    private func compare(_ activity: inout Activity) {
        guard let total = activity.totals.distance?.meters, total > 0, !activity.laps.isEmpty else { return }
        let stated = activity.laps.compactMap { $0.totals.distance?.meters }
        guard !stated.isEmpty else { return activity.warnings.append("The laps have no distances.") }
        let sum = stated.reduce(0, +)
        if abs(sum - total) > max(200, total * 0.05) {
            activity.warnings.append("The laps add up to \(Int(sum)) m, the activity states \(Int(total)) m.")
        }
    }
}
