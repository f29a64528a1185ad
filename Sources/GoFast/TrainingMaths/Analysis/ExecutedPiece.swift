import struct Foundation.Date

/// A stretch of what was run: a lap, or a short slice of the stream.
struct ExecutedPiece: Sendable, Equatable {
    /// Seconds after the start of the first activity.
    var start: Double
    /// Seconds, pauses included.
    var elapsed: Double
    /// Seconds in which the timer ran.
    var active: Double
    var meters: Double
    /// Beats a minute times seconds, and those seconds.
    var heartBeatSeconds = 0.0
    var heartSeconds = 0.0
    /// Index of the device's workout step.
    var deviceStep: Int?
}

extension ExecutedPiece {
    /// No more pieces than this are aligned.
    static let most = 500

    /// The laps of activities in a row; what has neither time nor distance is left out.
    static func laps(of activities: [Activity]) -> [ExecutedPiece] {
        var pieces: [ExecutedPiece] = []
        for (activity, offset) in Self.offsets(activities) {
            for lap in activity.laps.prefix(10_000) {
                let times = [lap.totals.elapsedSeconds, lap.totals.timerSeconds].map(Self.sound)
                guard let elapsed = times[0] ?? times[1], let active = times[1] ?? times[0] else { continue }
                let meters = Self.sound(lap.totals.distance?.meters) ?? 0
                guard elapsed > 0 || meters > 0 else { continue }
                let start = offset + (Self.sound(lap.startSeconds) ?? 0)
                var piece = ExecutedPiece(start: start, elapsed: elapsed, active: min(active, elapsed), meters: meters)
                if let heartRate = Self.sound(lap.totals.averageHeartRate), heartRate > 0 {
                    piece.heartSeconds = active
                    piece.heartBeatSeconds = heartRate * active
                }
                piece.deviceStep = lap.workoutStep
                pieces.append(piece)
            }
        }
        return pieces
    }

    /// The stream cut into slices of equal time, at least 5 s long and no more than ``most``; empty when no distance was measured.
    static func slices(of traces: [ActivityTrace]) -> (pieces: [ExecutedPiece], seconds: Double) {
        let total = traces.reduce(0) { $0 + (Self.sound($1.seconds.last) ?? 0) }
        guard total > 0 else { return ([], 0) }
        // Of each activity the last slice is a part only.
        let width = max(5, (total / Double(max(1, Self.most - traces.count))).rounded(.up))
        let offsets = Self.offsets(traces.map(\.activity)).map(\.offset)
        let pieces = zip(traces, offsets).flatMap { Self.slices(of: $0, from: $1, width: width) }
        return (Array(pieces.prefix(Self.most)), width)
    }

    private static func slices(of trace: ActivityTrace, from offset: Double, width: Double) -> [ExecutedPiece] {
        guard let last = trace.seconds.last, last > 0, last / width <= Double(Self.most),
            [trace.meters, trace.timer, trace.heartRate].allSatisfy({ $0.count == trace.seconds.count })
        else { return [] }
        var pieces = (0..<Int((last / width).rounded(.up))).map {
            let start = Double($0) * width
            return ExecutedPiece(start: offset + start, elapsed: min(width, last - start), active: 0, meters: 0)
        }
        for index in trace.seconds.indices.dropFirst() {
            let (from, to) = (trace.seconds[index - 1], trace.seconds[index])
            guard from >= 0, to > from, to <= last else { continue }
            let heartRate = trace.heartRate[index]
            Self.spread(
                from...to,
                active: trace.timer[index] - trace.timer[index - 1],
                meters: trace.meters[index] - trace.meters[index - 1],
                heartRate: heartRate > 0 ? heartRate : nil,
                width: width,
                over: &pieces
            )
        }
        return pieces
    }

    /// Shares what happened between two samples out among the slices it touches, by time.
    private static func spread(
        _ span: ClosedRange<Double>,
        active: Double,
        meters: Double,
        heartRate: Double?,
        width: Double,
        over pieces: inout [ExecutedPiece]
    ) {
        let length = span.upperBound - span.lowerBound
        var index = min(pieces.count - 1, Int(span.lowerBound / width))
        var from = span.lowerBound
        while from < span.upperBound, index < pieces.count {
            let to = index == pieces.count - 1 ? span.upperBound : min(span.upperBound, Double(index + 1) * width)
            let share = max(0, to - from) / length
            pieces[index].active += active * share
            pieces[index].meters += meters * share
            if let heartRate, length <= 30 {
                pieces[index].heartSeconds += length * share
                pieces[index].heartBeatSeconds += heartRate * length * share
            }
            from = to
            index += 1
        }
    }

    /// Each activity with the seconds by which it began after the first.
    private static func offsets(_ activities: [Activity]) -> [(activity: Activity, offset: Double)] {
        guard let zero = activities.first?.start?.timeIntervalSince1970 else { return activities.map { ($0, 0) } }
        return activities.map { activity in
            let offset = activity.start.map { $0.timeIntervalSince1970 - zero } ?? 0
            return (activity, offset.isFinite ? max(0, offset) : 0)
        }
    }

    private static func sound(_ value: Double?) -> Double? {
        guard let value, value.isFinite, value >= 0, value < 1e8 else { return nil }
        return value
    }
}

extension Activity {
    /// Whether the laps tell how the run was built: marked by hand or by a workout, and not each mile or kilometre by itself.
    package var hasTellingLaps: Bool {
        guard self.laps.count >= 2 else { return false }
        if self.laps.contains(where: { $0.workoutStep != nil || $0.trigger == .manual }) { return true }
        if Set(self.laps.compactMap(\.intensity)).count > 1 { return true }
        let body = self.laps.dropLast()
        let lengths = body.compactMap { $0.totals.distance?.meters }
        guard lengths.count == body.count, let first = lengths.first, first > 0 else { return true }
        let isEven = lengths.allSatisfy { abs($0 - first) <= 0.015 * first }
        let usual = [1000, Distance.metersPerMile, 5000, 5 * Distance.metersPerMile, 500, 400]
        return !(isEven && usual.contains { abs($0 - first) <= 0.015 * $0 })
    }
}
