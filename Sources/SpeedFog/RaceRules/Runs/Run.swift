package import SpeedFogProtocol
package import Vocabulary

/// One player on one seed.
///
/// A run is the sum of its events: `apply` is the only way in which what matters changes, so that the same events from
/// the journal give the same run again. The clock between events is a tick and may be lost.
package struct Run: Equatable, Sendable {
    /// A return to a known place is not kept once the history has this many entries; new places always are.
    package static let longestHistory = 1_000

    package let id: RunID
    package let user: UserID
    package let color: Int

    package internal(set) var status: RunStatus = .registered
    /// The node in which the run stands.
    package internal(set) var zone: String?
    /// The deepest layer reached, from 0.
    package internal(set) var layer = 0
    /// The in-game time that counts, in milliseconds: the highest the game ever showed.
    package internal(set) var igtMs = 0
    /// What the game showed last: lower than `igtMs` after a save was restored.
    package internal(set) var shownIgtMs = 0
    /// The clock before the newest restored save; a run never finishes below it.
    package internal(set) var restoredFromMs = 0
    package internal(set) var deaths = 0
    package internal(set) var history: [HistoryEntry] = []
    package internal(set) var finishedAt: Moment?
    /// When the game's clock last moved: the sign that somebody plays.
    package internal(set) var lastMovedAt: Moment?
    /// Gates that never arrived and were taken as crossed while the mod was away.
    package internal(set) var missingGates = 0
    /// What waits for the decision of a person, by the sequence number of its event.
    package internal(set) var holds: [Int: Held] = [:]
    package internal(set) var evidence = Evidence()
    /// The player had been shown the whole map of this seed before the run was over.
    package internal(set) var knewMap = false

    init(id: RunID, user: UserID, color: Int, knewMap: Bool = false) {
        self.id = id
        self.user = user
        self.color = color
        self.knewMap = knewMap
    }

    /// A hold, and when it was taken.
    package struct Held: Equatable, Sendable {
        package let hold: Hold
        package let at: Moment
    }

    /// What people who decide about a run should know. Never a verdict.
    package struct Evidence: Equatable, Sendable {
        /// How often the game's clock went back.
        package internal(set) var clockWentBack = 0
        /// By how much in all, in milliseconds.
        package internal(set) var clockWentBackMs = 0
        /// How far the game's clock was ahead of the time since the start, at most, in milliseconds.
        package internal(set) var clockAheadMs: Int64 = 0
    }

    /// It arrived or gave up.
    package var isOver: Bool { self.status == .finished || self.status == .abandoned }
    /// A finish waits for the decision of a person.
    package var hasHeldFinish: Bool { self.holds.values.contains { $0.hold.node == nil } }

    /// Whether the clock may still start over: a new character is made before the first gate.
    var mayStartOver: Bool { self.history.count <= 1 }

    /// Whether the run has been in a place.
    package func hasVisited(_ node: String) -> Bool { self.history.contains { $0.nodeID == node } }

    /// Whether this crossing is known already: several flags may stand for one warp, and a client that lost its
    /// connection sends again what it could not know to have arrived.
    func hasCrossed(into node: String, igtMs: Int) -> Bool {
        self.history.contains { $0.nodeID == node && abs($0.igtMs - igtMs) < 1_000 }
    }

    /// Everything this run has seen.
    package func discovered(startingAt start: String?) -> Set<String> {
        var seen = Set(self.history.map(\.nodeID))
        if let start { seen.insert(start) }
        if let zone { seen.insert(zone) }
        return seen
    }
}
