/// One reason for or against a match, with its points and in words.
package struct MatchReason: Sendable, Equatable {
    /// What a reason goes by.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case deviceWorkout, title, sameDay, nightBefore, closeDistance, farDistance, nothing
    }

    package var kind: Kind
    package var points: Int
    package var text: String

    package init(_ kind: Kind, _ points: Int, _ text: String) {
        self.kind = kind
        self.points = points
        self.text = text
    }
}

/// A session that an activity may have been.
package struct MatchCandidate: Sendable, Equatable {
    /// The id of the planned session.
    package var session: String
    package var day: CalendarDay
    package var reasons: [MatchReason]
    /// Actual through planned distance; nil when one of them is not known.
    package var distanceRatio: Double?

    package var score: Int { self.reasons.reduce(0) { $0 + $1.points } }

    /// Whether one of the reasons is of this kind.
    package func has(_ kind: MatchReason.Kind) -> Bool { self.reasons.contains { $0.kind == kind } }

    /// Not far off, and either titled like the session or close to it on its day.
    package var isHighConfidence: Bool {
        !self.has(.farDistance) && (self.has(.title) || (self.has(.closeDistance) && self.has(.sameDay)))
    }

    /// Good enough to ask about.
    package var isPlausible: Bool { self.score > 0 }

    /// How far the distance is off, as a share; a distance that is not known counts as the furthest.
    var deviation: Double { self.distanceRatio.map { abs($0 - 1) } ?? .greatestFiniteMagnitude }
}

/// How sure a match is.
package enum MatchBand: String, Sendable, Codable, CaseIterable {
    /// Linked without asking; undone with one tap.
    case auto
    /// One or more sessions are plausible: the athlete decides.
    case ask
    /// Belongs to no session: counts for load, not for adherence.
    case extra
}

/// What an activity was in its session.
package enum SessionRole: String, Sendable, Codable, CaseIterable {
    case main, warmUp, coolDown
    /// One of several pieces of the same run.
    case part
}

/// The answer for one activity.
package struct Match: Sendable, Equatable {
    /// The id of the activity.
    package var activity: String
    package var band: MatchBand
    /// The session to link, or to suggest; nil for an extra.
    package var session: String?
    package var role: SessionRole
    /// Best first.
    package var candidates: [MatchCandidate]
    /// Why, in words.
    package var reasons: [String]
    /// The session lies in a locked past: it is linked, but its score changes only after a yes.
    package var asksBeforeScoring: Bool = false

    package init(
        activity: String,
        band: MatchBand,
        session: String?,
        role: SessionRole = .main,
        candidates: [MatchCandidate],
        reasons: [String]
    ) {
        self.activity = activity
        self.band = band
        self.session = session
        self.role = role
        self.candidates = candidates
        self.reasons = reasons
    }
}
