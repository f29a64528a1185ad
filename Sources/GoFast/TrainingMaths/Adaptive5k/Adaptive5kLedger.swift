/// What is believed of a runner, as a list of entries that is only ever appended to.
///
/// The current numbers are the replay of all events from the start: so adding evidence twice changes nothing, an entry can
/// be contested and restored, and anybody can count after.
package struct Adaptive5kLedger: Sendable {
    package enum Channel: String, Sendable, Codable, CaseIterable {
        /// Seconds for 5 km.
        case fiveK = "5k"
        /// Seconds a mile.
        case threshold
        /// Beats a minute.
        case aerobicCeiling = "aerobic ceiling"
    }

    /// What is believed at one time.
    package struct State: Sendable, Equatable, Codable {
        package var fiveKSeconds: Double
        package var thresholdSecondsPerMile: Double?
        package var aerobicCeiling: Double?

        package init(fiveKSeconds: Double, thresholdSecondsPerMile: Double? = nil, aerobicCeiling: Double? = nil) {
            self.fiveKSeconds = fiveKSeconds
            self.thresholdSecondsPerMile = thresholdSecondsPerMile
            self.aerobicCeiling = aerobicCeiling
        }

        /// The pace of the 5k, in seconds a mile.
        package var fiveKPace: Double { self.fiveKSeconds / RaceDistance.fiveK.distance.miles }
    }

    /// Things that are written down, and never changed.
    package enum Event: Sendable, Equatable, Codable {
        case added(Adaptive5kEvidence)
        case contested(entry: Int, reason: String, on: CalendarDay)
        case restored(entry: Int, on: CalendarDay)
    }

    /// One piece of evidence and what it did.
    package struct Entry: Sendable, Equatable {
        /// From 1 on, in the order of adding.
        package let number: Int
        package let evidence: Adaptive5kEvidence
        /// In the unit of its channel; nil where nothing was known before.
        package let before: Double?
        package let after: Double?
        package let bound: Adaptive5kBound?
        /// Why the runner does not agree; a contested entry changes nothing.
        package let contest: String?
        /// What the rule has to say beside its numbers.
        package let note: String?

        package var change: Double { (self.after ?? 0) - (self.before ?? self.after ?? 0) }
    }

    package enum Outcome: Sendable, Equatable {
        case recorded(Entry)
        /// The same evidence was there: nothing changed.
        case alreadyCounted(entry: Int)
        /// Nothing can be learnt from it, for this reason: nothing changed.
        case notQualifying(String)
    }

    package let start: State
    package let startDay: CalendarDay
    package private(set) var events: [Event] = []
    private var counted: Adaptive5kReplay

    /// All entries, contested ones included.
    package var entries: [Entry] { self.counted.entries }
    package var current: State { self.counted.state }

    /// The 5k is clamped to 10 minutes to 2 hours.
    package init(start: State, on day: CalendarDay) {
        var start = start
        start.fiveKSeconds = start.fiveKSeconds.isNaN ? 7200 : min(max(start.fiveKSeconds, 600), 7200)
        self.start = start
        self.startDay = day
        self.counted = Adaptive5kReplay(start: start)
    }

    /// The ledger that these events make.
    package init(start: State, on day: CalendarDay, replaying events: [Event]) {
        self.init(start: start, on: day)
        self.events = events
        self.replay()
    }

    /// Adds evidence, once.
    @discardableResult
    package mutating func add(_ evidence: Adaptive5kEvidence) -> Outcome {
        if let reason = evidence.disqualification { return .notQualifying(reason) }
        if let known = self.entries.first(where: { $0.evidence.key == evidence.key }) {
            return .alreadyCounted(entry: known.number)
        }
        self.events.append(.added(evidence))
        self.counted.count(evidence)
        return self.entries.last.map { .recorded($0) } ?? .notQualifying("nothing was recorded")
    }

    /// Takes an entry out of the count, with the runner's reason; all later ones are counted anew. False when there is no
    /// such entry, or it is contested already.
    @discardableResult
    package mutating func contest(entry number: Int, reason: String, on day: CalendarDay) -> Bool {
        guard self.entries.contains(where: { $0.number == number && $0.contest == nil }) else { return false }
        self.events.append(.contested(entry: number, reason: reason, on: day))
        self.replay()
        return true
    }

    /// Takes a contest back. False when the entry is not contested.
    @discardableResult
    package mutating func restore(entry number: Int, on day: CalendarDay) -> Bool {
        guard self.entries.contains(where: { $0.number == number && $0.contest != nil }) else { return false }
        self.events.append(.restored(entry: number, on: day))
        self.replay()
        return true
    }

    private mutating func replay() {
        self.counted = Adaptive5kReplay(start: self.start, events: self.events)
    }
}

extension Adaptive5kLedger: Equatable {
    /// Everything else follows from these three.
    package static func == (left: Adaptive5kLedger, right: Adaptive5kLedger) -> Bool {
        left.start == right.start && left.startDay == right.startDay && left.events == right.events
    }
}

extension Adaptive5kLedger: Codable {
    private enum CodingKeys: String, CodingKey { case start, startDay, events }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            start: try container.decode(State.self, forKey: .start),
            on: try container.decode(CalendarDay.self, forKey: .startDay),
            replaying: try container.decode([Event].self, forKey: .events)
        )
    }

    /// Entries are not written: they follow from the events.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.start, forKey: .start)
        try container.encode(self.startDay, forKey: .startDay)
        try container.encode(self.events, forKey: .events)
    }
}
