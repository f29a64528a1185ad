import struct Foundation.Date

/// Distance and time of the parts of a session that count.
struct SessionTotals: Sendable {
    let distance: Distance?
    let seconds: Double
    let pace: Pace?
    let levelPace: Pace?

    init(_ parts: [SessionPart]) {
        let distances = parts.compactMap(\.metrics.distance)
        let meters = distances.reduce(0) { $0 + $1.meters }
        self.distance = distances.isEmpty || !meters.isFinite ? nil : Distance(meters: meters)
        self.seconds = parts.reduce(0) { $0 + $1.metrics.timerSeconds }
        // A part without a distance would make the others look slow.
        let paced = parts.filter { $0.metrics.distance != nil }
        let time = paced.reduce(0) { $0 + $1.metrics.timerSeconds }
        self.pace = self.distance.flatMap { Pace(measured: time, over: $0) }
        let level = paced.compactMap(\.metrics.levelDistance)
        let levelMeters = level.reduce(0) { $0 + $1.meters }
        self.levelPace =
            level.count == paced.count && levelMeters > 0
            ? Pace(measured: time, over: Distance(meters: levelMeters)) : nil
    }
}

/// The pace that a session is judged by: of its work steps when it has several steps, else of the whole run.
struct WorkPace: Sendable {
    let isStructured: Bool
    let pace: Pace?
    let levelPace: Pace?
    /// Seconds a mile slower than planned, as run and on level ground.
    let secondsSlower: Double?
    let levelSecondsSlower: Double?

    init(_ workout: Workout, _ alignment: StepAlignment?, _ traces: [ActivityTrace], _ totals: SessionTotals) {
        let steps = alignment?.steps ?? []
        let work = steps.filter {
            $0.step.isWork && $0.step.step.paceRange != nil && $0.pace != nil && ($0.distance?.meters ?? 0) > 0
        }
        if steps.count > 1, !work.isEmpty {
            let tracks = traces.map { Track($0, since: traces.first?.activity) }
            var sum = Sum()
            for result in work { sum.add(result, level: Self.level(result, tracks)) }
            self.isStructured = true
            self.pace = Pace(measured: sum.seconds, over: Distance(meters: sum.meters))
            self.levelPace =
                sum.levelMeters > 0 ? Pace(measured: sum.seconds, over: Distance(meters: sum.levelMeters)) : nil
            self.secondsSlower = sum.meters > 0 ? sum.slower / sum.meters : nil
            self.levelSecondsSlower = sum.meters > 0 ? sum.levelSlower / sum.meters : nil
            return
        }
        let range = workout.paceRange ?? (steps.count == 1 ? steps[0].step.step.paceRange : nil)
        self.isStructured = false
        self.pace = totals.pace
        self.levelPace = totals.levelPace
        self.secondsSlower = range.flatMap { range in totals.pace?.secondsSlower(than: range) }
        self.levelSecondsSlower = range.flatMap { range in (totals.levelPace ?? totals.pace)?.secondsSlower(than: range)
        }
    }

    private struct Sum {
        var (meters, seconds, slower, levelMeters, levelSlower) = (0.0, 0.0, 0.0, 0.0, 0.0)

        mutating func add(_ result: StepResult, level: Double?) {
            guard let pace = result.pace, let range = result.step.step.paceRange, let distance = result.distance else {
                return
            }
            let stretch = level ?? 1
            let levelPace = Pace(secondsPerMile: pace.secondsPerMile / stretch)
            let most = result.step.isSlowFine ? 0 : Double.infinity
            self.meters += distance.meters
            self.seconds += pace.seconds(for: distance)
            self.slower += distance.meters * min(most, pace.secondsSlower(than: range))
            self.levelMeters += distance.meters * stretch
            self.levelSlower += distance.meters * min(most, levelPace.secondsSlower(than: range))
        }
    }

    private struct Track {
        let trace: ActivityTrace
        let offset: Double

        init(_ trace: ActivityTrace, since first: Activity?) {
            self.trace = trace
            let gap = trace.activity.start.flatMap { start in
                first?.start.map { start.timeIntervalSince1970 - $0.timeIntervalSince1970 }
            }
            self.offset = gap.map { $0.isFinite ? max(0, $0) : 0 } ?? 0
        }
    }

    /// Level through actual distance of a step; nil without altitudes.
    private static func level(_ result: StepResult, _ tracks: [Track]) -> Double? {
        guard let span = result.span, let track = tracks.last(where: { $0.offset <= span.lowerBound + 1 }) else {
            return nil
        }
        let stretch = track.trace.stretch(from: span.lowerBound - track.offset, to: span.upperBound - track.offset)
        guard let level = stretch.levelDistance?.meters, stretch.distance.meters > 0 else { return nil }
        let ratio = level / stretch.distance.meters
        return ratio.isFinite && (0.5...3).contains(ratio) ? ratio : nil
    }
}
