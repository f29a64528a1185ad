import struct Foundation.Date

/// What is decided so far about a list of activities.
struct MatchRound: Sendable {
    private(set) var entries: [MatchEntry] = []
    /// Sessions that have an activity.
    var taken: Set<String>

    /// Indices of the activities of a local day, in order of start.
    private var days: [Int: [Int]] = [:]

    init(taken: Set<String>) { self.taken = taken }

    mutating func add(_ entry: MatchEntry) {
        if let day = entry.local?.day.number { self.days[day, default: []].append(self.entries.count) }
        self.entries.append(entry)
    }

    func indices(on day: CalendarDay) -> [Int] { self.days[day.number] ?? [] }

    mutating func judge(_ judgement: (MatchEntry) -> MatchBand) {
        for index in self.entries.indices { self.entries[index].band = judgement(self.entries[index]) }
    }

    mutating func doubt(_ index: Int, _ reason: String) { self.entries[index].doubt = reason }

    mutating func suggest(_ index: Int, _ session: String, as role: SessionRole, because reasons: [String]) {
        self.entries[index].suggestion = (session, role, reasons)
    }

    mutating func link(_ index: Int, to session: String, as role: SessionRole, because reasons: [String]) {
        self.entries[index].decided = Match(
            activity: self.entries[index].activity.id,
            band: .auto,
            session: session,
            role: role,
            candidates: self.entries[index].candidates,
            reasons: reasons
        )
        self.taken.insert(session)
    }
}

/// One activity in a round.
struct MatchEntry: Sendable {
    let activity: LoggedActivity
    let local: LocalMoment?
    let candidates: [MatchCandidate]
    var band = MatchBand.extra
    /// Why a case that looked clear is asked after all.
    var doubt: String?
    var suggestion: (session: String, role: SessionRole, reasons: [String])?
    var decided: Match?

    func reasons(for session: String) -> [String] {
        self.candidates.first { $0.session == session }?.reasons.map(\.text) ?? []
    }

    /// Seconds since the epoch at the end of the activity; nil without start or duration.
    var end: Double? {
        guard let start = self.activity.start, let seconds = self.activity.elapsedSeconds ?? self.activity.seconds,
            seconds.isFinite, seconds >= 0
        else { return nil }
        return start.timeIntervalSince1970 + seconds
    }

    var match: Match {
        if let decided { return decided }
        let plausible = self.candidates.filter(\.isPlausible)
        if let suggestion {
            let reasons = suggestion.reasons + (self.doubt.map { [$0] } ?? [])
            return Match(
                activity: self.activity.id,
                band: .ask,
                session: suggestion.session,
                role: suggestion.role,
                candidates: self.candidates,
                reasons: reasons
            )
        }
        var reasons = ["no planned session fits it"]
        if self.activity.start == nil { reasons = ["it has no date, so its day has to be asked for"] }
        if !plausible.isEmpty { reasons = ["every session that it fits has its activity already"] }
        return Match(
            activity: self.activity.id,
            band: plausible.isEmpty ? .extra : .ask,
            session: nil,
            candidates: self.candidates,
            reasons: reasons
        )
    }
}
