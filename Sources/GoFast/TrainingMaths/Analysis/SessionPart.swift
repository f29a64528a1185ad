/// One activity of a session, measured.
package struct SessionPart: Sendable, Equatable {
    package var role: SessionRole
    package var activity: Activity
    package var metrics: RunMetrics

    package init(_ activity: Activity, metrics: RunMetrics, as role: SessionRole = .main) {
        self.activity = activity
        self.metrics = metrics
        self.role = role
    }

    /// Measures the activity with the athlete's zones.
    package init(
        _ activity: Activity,
        as role: SessionRole = .main,
        zones: HeartRateZones? = nil,
        units: UnitSystem = .miles
    ) {
        self.init(activity, metrics: RunMetrics(activity, zones: zones, units: units), as: role)
    }
}

/// What a runner said of a session.
package struct SessionFeedback: Sendable, Equatable, Codable {
    /// Rated exertion, 1 to 10.
    package var effort: Int?
    package var isInjured: Bool

    package init(effort: Int? = nil, isInjured: Bool = false) {
        self.effort = effort
        self.isInjured = isInjured
    }
}

/// One of the four independent parts of a session's score, with the sentence that explains it.
package struct ScorePart: Sendable, Equatable {
    /// What a part looks at, each without regard to the others.
    package enum Kind: String, Sendable, Codable, CaseIterable { case volume, intensity, structure, effort }

    package let kind: Kind
    /// 0 to 100; nil when it is not known.
    package let score: Int?
    /// Names its numbers, or what is missing.
    package let text: String

    init(_ kind: Kind, _ score: Double?, _ text: String) {
        self.kind = kind
        self.score = score.map { Phrase.whole(min(100, max(0, $0))) }
        self.text = text
    }
}

/// Time in the athlete's heart-rate zones beside what was intended.
package struct ZoneComparison: Sendable, Equatable {
    /// Shares of the known time in zones 1 to 5; what lies below zone 1 counts as zone 1.
    package let actual: [Double]
    /// Shares that the workout intends; nil when it intends none.
    package let intended: [Double]?
    /// The share of the time that lies where it was intended; on easy days also below.
    package let agreement: Double?
    package let text: String
}
