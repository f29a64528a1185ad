/// The counting of a ledger's events.
struct Adaptive5kReplay {
    private(set) var state: Adaptive5kLedger.State
    private(set) var entries: [Adaptive5kLedger.Entry] = []

    /// The last time that was raced or stated, and its day.
    private var anchor: (seconds: Double, day: CalendarDay?)
    /// What each week changed in all, in seconds of 5k time.
    private var changes: [CalendarDay: Double] = [:]
    private var keys: Set<String> = []

    init(start: Adaptive5kLedger.State, events: [Adaptive5kLedger.Event] = []) {
        self.state = start
        self.anchor = (start.fiveKSeconds, nil)
        var contests: [Int: String] = [:]
        for event in events {
            switch event {
            case .added: break
            case .contested(let entry, let reason, _): contests[entry] = reason
            case .restored(let entry, _): contests[entry] = nil
            }
        }
        for case .added(let evidence) in events { self.count(evidence, contest: contests[self.entries.count + 1]) }
    }

    /// Counts one more piece of evidence.
    mutating func count(_ evidence: Adaptive5kEvidence, contest: String? = nil) {
        // Events may come from a file: what add() would refuse is refused here too.
        guard evidence.disqualification == nil, self.keys.insert(evidence.key).inserted else { return }
        let before = self.value(of: evidence.channel)
        var result = (bound: Adaptive5kBound?.none, note: String?.none)
        if contest == nil { result = self.apply(evidence) }
        let after = self.value(of: evidence.channel)
        self.entries.append(
            .init(
                number: self.entries.count + 1,
                evidence: evidence,
                before: before,
                after: after,
                bound: result.bound,
                contest: contest,
                note: result.note
            )
        )
    }

    private func value(of channel: Adaptive5kLedger.Channel) -> Double? {
        switch channel {
        case .fiveK: self.state.fiveKSeconds
        case .threshold: self.state.thresholdSecondsPerMile
        case .aerobicCeiling: self.state.aerobicCeiling
        }
    }

    private mutating func apply(_ evidence: Adaptive5kEvidence) -> (bound: Adaptive5kBound?, note: String?) {
        let miles = RaceDistance.fiveK.distance.miles
        switch evidence.finding {
        case .stated(let seconds):
            if let day = self.anchor.day, evidence.day < day { return (.older, nil) }
            self.state.fiveKSeconds = seconds
            self.anchor = (seconds, evidence.day)
            return (nil, nil)
        case .weeklyEfficiency(let efficiency):
            return (self.move(by: Adaptive5kRules.weeklyChange(efficiency: efficiency), evidence), nil)
        case .lightWeek:
            let pace = self.state.fiveKPace
            return (self.move(by: (Adaptive5kRules.lightWeek(current: pace) - pace) * miles, evidence), nil)
        case .intervals(let pace, _, let offset):
            let current = self.state.fiveKPace
            let credit = Adaptive5kRules.intervalCredit(current: current, credited: pace - offset)
            return (self.move(by: (credit.pace - current) * miles, evidence) ?? credit.bound, nil)
        case .tempo(let pace):
            return self.applyTempo(pace)
        case .easyRun(let heartRate, _):
            let (ceiling, bound) = Adaptive5kRules.aerobicCeiling(
                current: self.state.aerobicCeiling,
                observed: heartRate
            )
            self.state.aerobicCeiling = ceiling
            return (bound, nil)
        }
    }

    private mutating func applyTempo(_ pace: Double) -> (bound: Adaptive5kBound?, note: String?) {
        let credit = Adaptive5kRules.thresholdCredit(
            current: self.state.thresholdSecondsPerMile,
            observed: pace,
            fiveKPace: self.state.fiveKPace
        )
        switch credit {
        case .pace(let pace, let bound):
            self.state.thresholdSecondsPerMile = pace
            return (bound, nil)
        case .staleFiveK:
            let fiveK = ClockTime.text(self.state.fiveKPace)
            return (
                nil,
                "this is hardly slower than the 5k pace of \(fiveK): race or test a 5k, the old one looks out of date"
            )
        }
    }

    /// Moves the 5k within the bounds of the week and of the anchor.
    private mutating func move(by seconds: Double, _ evidence: Adaptive5kEvidence) -> Adaptive5kBound? {
        if let day = self.anchor.day, evidence.day < day { return .older }
        let fastest = -10 * RaceDistance.fiveK.distance.miles
        let sofar = self.changes[evidence.week, default: 0]
        let allowed = min(max(sofar + seconds, fastest), 10) - sofar
        let wished = self.state.fiveKSeconds + allowed
        let bounded = min(max(wished, self.anchor.seconds * 0.88), self.anchor.seconds * 1.12)
        self.changes[evidence.week] = sofar + bounded - self.state.fiveKSeconds
        self.state.fiveKSeconds = bounded
        if abs(bounded - wished) > 1e-9 { return .anchor }
        return abs(allowed - seconds) > 1e-9 ? .week : nil
    }
}
