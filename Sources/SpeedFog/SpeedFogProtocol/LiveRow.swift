/// A row as pages that read updates get it: the old row, and what it lacks.
package struct LiveRow: Equatable, Sendable {
    /// In an update its history begins at `historyFrom`.
    package var info: ParticipantInfo
    /// The entry of the run's history that the first one told is; nil where the history is hidden.
    package var historyFrom: Int?
    /// From 1, the same for equals; nil for those who have none.
    package var place: Int?
    /// How far behind the leader, in milliseconds, as people count it; nil for the leader and for those who have none.
    package var gap: Int?
    /// What everyone should know about how the run came about.
    package var marks: [String]
    /// What waits for a decision; nil for those who do not decide.
    package var holds: [HoldInfo]?
    /// What those who decide should know; nil for others.
    package var evidence: EvidenceInfo?

    package init(
        info: ParticipantInfo,
        historyFrom: Int? = nil,
        place: Int? = nil,
        gap: Int? = nil,
        marks: [String] = [],
        holds: [HoldInfo]? = nil,
        evidence: EvidenceInfo? = nil
    ) {
        self.info = info
        self.historyFrom = historyFrom
        self.place = place
        self.gap = gap
        self.marks = marks
        self.holds = holds
        self.evidence = evidence
    }

    /// The row as JSON, encoded once and spliced into every frame that shows it.
    package func encoded() -> String {
        var text = JSONText(reserving: 640 + 64 * (self.info.zoneHistory?.count ?? 0))
        text.append(raw: "{")
        self.info.appendMembers(to: &text)
        text.member("history_from", self.historyFrom)
        text.member("place", self.place)
        text.member("gap", self.gap)
        text.member("marks", rawElements: self.marks.map { JSON.string($0).encoded() })
        if let holds {
            text.member("holds", rawElements: holds.map { $0.encoded() })
        }
        if let evidence {
            text.key("evidence")
            evidence.append(to: &text)
        }
        text.append(raw: "}")
        return text.result
    }
}
