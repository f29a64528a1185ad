import TrainingMaths

/// What a session or a lap states about a stretch of time; times are those of the file.
struct FITSummary {
    var start: Double?
    /// When the message was written: at the end of what it sums up.
    var end: Double?
    /// Average cadence is that of one foot still.
    var totals: ActivityTotals

    /// Reads message `session`.
    init(session message: FITMessageView) {
        self.init(message, heartRate: 16, cadence: 18, fraction: 92, ascent: 22)
    }

    /// Reads message `lap`.
    init(lap message: FITMessageView) {
        self.init(message, heartRate: 15, cadence: 17, fraction: 80, ascent: 21)
    }

    /// The two messages share most of their field numbers; average and maximum, ascent and descent are neighbours.
    private init(_ message: FITMessageView, heartRate: UInt8, cadence: UInt8, fraction: UInt8, ascent: UInt8) {
        let times = 0...Double(UInt32.max)
        self.start = message.number(2).flatMap { times.contains($0) ? $0 : nil }
        self.end = message.number(253).flatMap { times.contains($0) ? $0 : nil }
        self.totals = ActivityTotals()
        self.totals.elapsedSeconds = message.number(7).map { $0 / 1000 }
        self.totals.timerSeconds = message.number(8).map { $0 / 1000 }
        self.totals.distance = message.number(9).map { Distance(meters: $0 / 100) }
        self.totals.kilocalories = message.number(11)
        self.totals.averageHeartRate = message.number(heartRate).flatMap { $0 > 0 ? $0 : nil }
        self.totals.maximumHeartRate = message.number(heartRate + 1).flatMap { $0 > 0 ? $0 : nil }
        self.totals.averageCadence = message.number(cadence).map { $0 + (message.number(fraction) ?? 0) / 128 }
        self.totals.ascent = message.number(ascent)
        self.totals.descent = message.number(ascent + 1)
    }

    /// The start as stated, or else reckoned back from the end.
    var likelyStart: Double? {
        if let start = self.start { return start }
        guard let end = self.end, let elapsed = self.totals.elapsedSeconds else { return nil }
        return end - elapsed
    }
}
