extension StepResult {
    /// Lengths within 10 % are right, and so is what is off by less than 10 s or 50 m: nobody stops to the metre.
    static let lengthTolerance = 0.1
    static let leastSeconds = 10.0
    static let leastMeters = 50.0
    /// Seconds a mile beyond the range that measurement may be off by within a step.
    static let paceTolerance = 5.0

    /// Judges a step by its pieces. `slack` is by how many seconds the edges of the pieces themselves may be off.
    init(_ step: PlannedStep, _ pieces: [ExecutedPiece], slack: Double, _ units: UnitSystem) {
        self.step = step
        guard let first = pieces.first, let last = pieces.last else {
            self.verdict = .missing
            self.span = nil
            (self.distance, self.seconds, self.pace, self.heartRate) = (nil, nil, nil, nil)
            self.text = "\(step.title): \(Self.planned(step, units)) planned, missing"
            return
        }
        let elapsed = pieces.reduce(0) { $0 + $1.elapsed }
        let active = pieces.reduce(0) { $0 + $1.active }
        let meters = pieces.reduce(0) { $0 + $1.meters }
        let seconds = step.isWork ? active : elapsed
        let heartSeconds = pieces.reduce(0) { $0 + $1.heartSeconds }
        let pace = meters >= 1 && active > 0 ? Pace(seconds: active, over: Distance(meters: meters)) : nil
        self.span = first.start...max(first.start, last.start + last.elapsed)
        self.distance = Distance(meters: meters)
        self.seconds = seconds
        self.pace = pace
        self.heartRate = heartSeconds > 0 ? pieces.reduce(0) { $0 + $1.heartBeatSeconds } / heartSeconds : nil
        self.verdict =
            Self.length(step, seconds: seconds, meters: meters, slack: slack) ?? Self.paceVerdict(step, pace) ?? .hit
        let actual = "\(Phrase.distance(Distance(meters: meters), units)) in \(ClockTime.text(seconds))"
        let atPace = pace.map { " at \($0.described(in: units))" } ?? ""
        self.text = "\(step.title): \(Self.planned(step, units)) planned, \(actual)\(atPace): \(self.verdict.rawValue)"
    }

    private static func length(_ step: PlannedStep, seconds: Double, meters: Double, slack: Double) -> StepVerdict? {
        var off = 0.0
        var allowed = Double.infinity
        if let planned = step.meters {
            off = meters - planned
            let speed = seconds > 0 ? meters / seconds : 0
            allowed = max(Self.lengthTolerance * planned, Self.leastMeters, slack * speed)
        } else if let planned = step.seconds {
            off = seconds - planned
            allowed = max(Self.lengthTolerance * planned, Self.leastSeconds, slack)
        }
        guard abs(off) > allowed else { return nil }
        return off < 0 ? .short : .long
    }

    private static func paceVerdict(_ step: PlannedStep, _ pace: Pace?) -> StepVerdict? {
        guard let pace, let range = step.step.paceRange else { return nil }
        let slower = pace.secondsSlower(than: range)
        if step.isSlowFine { return slower < -LegacyScore.paceTolerance ? .fast : nil }
        guard abs(slower) > Self.paceTolerance else { return nil }
        return slower > 0 ? .slow : .fast
    }

    private static func planned(_ step: PlannedStep, _ units: UnitSystem) -> String {
        var words = "until the lap button"
        if let meters = step.meters { words = Phrase.distance(Distance(meters: meters), units) }
        if let seconds = step.seconds { words = ClockTime.text(seconds) }
        return words + (step.step.paceRange.map { " at \(Phrase.paces($0, units))" } ?? "")
    }
}
