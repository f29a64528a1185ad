extension ActivityTrace {
    /// More laps than this are not those of a person.
    private static var mostLaps: Int { 10_000 }

    /// Each lap with what its samples say, and flags for those whose distance is far off.
    var laps: (metrics: [LapMetrics], flags: [DataQualityFlag]) {
        var metrics: [LapMetrics] = []
        var flags: [DataQualityFlag] = []
        let laps = self.activity.laps.prefix(Self.mostLaps)
        for (index, lap) in laps.enumerated() {
            let next = index + 1 < laps.count ? laps[index + 1].startSeconds : nil
            let measured = self.measure(lap, until: next)
            let metric = LapMetrics(number: index + 1, lap: lap, measured: measured, trustsDevice: !self.leavesOutLeaps)
            metrics.append(metric)
            if let flag = metric.disagreement(with: measured) { flags.append(flag) }
        }
        return (metrics, flags)
    }

    private func measure(_ lap: Lap, until next: Double?) -> Stretch {
        let start = lap.startSeconds.isFinite ? lap.startSeconds : 0
        let stated = lap.totals.elapsedSeconds.flatMap { $0 > 0 && $0 <= RunMetrics.longestSeconds ? start + $0 : nil }
        // Laps follow each other; what a lap states is only needed for the last one.
        let following = next.flatMap { $0.isFinite && $0 > start ? $0 : nil }
        let end = following ?? stated ?? self.seconds.last ?? start
        return self.stretch(from: start, to: end)
    }
}

extension LapMetrics {
    init(number: Int, lap: Lap, measured: Stretch, trustsDevice: Bool) {
        let totals = lap.totals
        let seconds = 0.0...RunMetrics.longestSeconds
        let stated = totals.distance.flatMap {
            $0.meters > 0 && $0.meters <= RunMetrics.longestMeters ? $0 : nil
        }
        let usesStated = stated != nil && (trustsDevice || measured.distance.meters == 0)
        let timer = totals.timerSeconds.flatMap { seconds.contains($0) && $0 > 0 ? $0 : nil }
        var stretch = measured
        if measured.elapsedSeconds == 0, lap.startSeconds.isFinite {
            let elapsed = totals.elapsedSeconds.flatMap { seconds.contains($0) ? $0 : nil } ?? timer ?? 0
            stretch.startSeconds = lap.startSeconds
            stretch.endSeconds = lap.startSeconds + elapsed
        }
        if usesStated, let stated { stretch.distance = stated }
        if let timer {
            stretch.timerSeconds = timer
            stretch.movingSeconds = measured.movingSeconds > 0 ? min(measured.movingSeconds, timer) : timer
        }
        let pulse = 30.0...230.0
        stretch.averageHeartRate =
            totals.averageHeartRate.flatMap { pulse.contains($0) ? $0 : nil } ?? measured.averageHeartRate
        stretch.maximumHeartRate =
            totals.maximumHeartRate.flatMap { pulse.contains($0) ? $0 : nil } ?? measured.maximumHeartRate
        stretch.averageCadence =
            totals.averageCadence.flatMap { (1...300).contains($0) ? $0 : nil } ?? measured.averageCadence
        self.init(
            number: number,
            lap: lap,
            stretch: stretch,
            distanceIsMeasured: !usesStated,
            timeIsMeasured: timer == nil
        )
    }

    /// A flag when the device's distance is more than a fifth, and more than 50 m, off what was measured.
    func disagreement(with measured: Stretch) -> DataQualityFlag? {
        guard let stated = self.lap.totals.distance, stated.meters > 0, measured.distance.meters > 0,
            abs(stated.meters - measured.distance.meters) > max(50, 0.2 * measured.distance.meters)
        else { return nil }
        let span = measured.startSeconds...max(measured.startSeconds, measured.endSeconds)
        let text = "Lap \(self.number) states a distance far from what its samples say."
        return DataQualityFlag(.lapDisagrees, span, spoilsRecords: false, text: text)
    }
}
