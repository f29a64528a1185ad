extension RunMetrics {
    /// Longer totals of a device are not believed, in seconds: what fits the 32-bit milliseconds of activity files.
    static let longestSeconds = 4_294_967.295
    /// Further totals of a device are not believed, in metres.
    static let longestMeters = 1e8

    /// Measures a trace that was made before.
    package init(_ trace: ActivityTrace, zones: HeartRateZones? = nil, units: UnitSystem = .miles) {
        if trace.activity.isTimed {
            self.init(recording: trace, zones: zones, units: units)
        } else {
            self.init(route: trace)
        }
    }

    private init(recording trace: ActivityTrace, zones: HeartRateZones?, units: UnitSystem) {
        let totals = trace.activity.totals
        let laps = trace.laps
        let stated = totals.distance.flatMap { (0...Self.longestMeters).contains($0.meters) ? $0 : nil }
        let measured = trace.distanceSource == .none ? nil : trace.total
        let usesStated = !trace.leavesOutLeaps || measured == nil
        let timer = Self.believed(totals.timerSeconds)
        let elapsed = Self.believed(totals.elapsedSeconds) ?? trace.elapsedSeconds
        let pulse = trace.heart.mean(of: trace)
        let isPulseSpoiled = trace.flags.contains { $0.reason == .cadenceLock }

        self.distance = usesStated ? stated ?? measured : measured
        self.distanceSource = measured == nil && stated != nil ? .statedTotal : trace.distanceSource
        self.timerSeconds = timer ?? min(trace.timer.last ?? 0, elapsed)
        self.elapsedSeconds = max(elapsed, self.timerSeconds)
        self.splits = trace.splits(every: units)
        self.laps = laps.metrics
        self.bestEfforts = trace.bestEfforts()
        self.climb = Climb(stated: totals) ?? trace.measuredClimb
        self.levelDistance = trace.levelMeters.last.flatMap { $0 > 0 ? Distance(meters: $0) : nil }
        self.averageHeartRate = isPulseSpoiled ? pulse : Self.pulse(totals.averageHeartRate) ?? pulse
        let highest = trace.heartRate.lazy.filter { !$0.isNaN }.max()
        self.maximumHeartRate = isPulseSpoiled ? highest : Self.pulse(totals.maximumHeartRate) ?? highest
        self.averageCadence =
            totals.averageCadence.flatMap { (1...300).contains($0) ? $0 : nil } ?? trace.steps.mean(of: trace)
        self.timeInZones = zones.flatMap { trace.timeInZones($0) }
        let efficiency = AerobicEfficiency(trace)
        self.efficiencyFactor = efficiency?.factor
        self.decoupling = efficiency?.decoupling
        self.flags = trace.flags + laps.flags

        // The wearer's stops come before guesses from speeds.
        let statesPauses = !trace.pauses.isEmpty || (timer.map { elapsed - $0 > 1 } ?? false)
        self.movingTimeMethod =
            statesPauses ? .timerEvents : trace.distanceSource == .none ? .timer : .speed
        self.movingSeconds =
            self.movingTimeMethod == .speed ? min(trace.moving.last ?? 0, self.timerSeconds) : self.timerSeconds
    }

    static func believed(_ seconds: Double?) -> Double? {
        seconds.flatMap { $0 > 0 && $0 <= Self.longestSeconds ? $0 : nil }
    }

    private static func pulse(_ beats: Double?) -> Double? { beats.flatMap { (30...230).contains($0) ? $0 : nil } }
}

extension Climb {
    /// Nil unless the device states an ascent that there is on earth.
    init?(stated totals: ActivityTotals) {
        guard let ascent = totals.ascent, (0...100_000).contains(ascent) else { return nil }
        let descent = totals.descent.flatMap { (0...100_000).contains($0) ? $0 : nil }
        self.init(ascent: ascent, descent: descent ?? 0, method: .device)
    }
}

extension ActivityTrace {
    /// Seconds from the first to the last sample, changes of the clock left out.
    var elapsedSeconds: Double {
        guard let first = self.seconds.first, let last = self.seconds.last else { return 0 }
        return min(last - first, (self.timer.last ?? 0) + self.pauses.seconds(from: first, to: last))
    }

    /// Nil when the heart rate was never known.
    func timeInZones(_ zones: HeartRateZones) -> TimeInZones? {
        guard let known = self.heart.durations.last, known > 0 else { return nil }
        var time = TimeInZones(seconds: [Double](repeating: 0, count: 5), belowSeconds: 0, unknownSeconds: 0)
        for index in self.heartRate.indices.dropLast() {
            let duration = self.durations[index]
            let beats = self.heartRate[index]
            let zone = zones.zone(of: beats)
            if beats.isNaN {
                time.unknownSeconds += duration
            } else if time.seconds.indices.contains(zone - 1) {
                time.seconds[zone - 1] += duration
            } else {
                time.belowSeconds += duration
            }
        }
        return time
    }
}

extension WeightedSum {
    func mean(of trace: ActivityTrace) -> Double? {
        trace.seconds.isEmpty ? nil : self.mean(Place(0, 0), Place(trace.seconds.count - 1, 0))
    }
}
