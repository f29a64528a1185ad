import Foundation
import RaceRules
import SpeedFogProtocol
import Vocabulary

/// The person behind a run, as the wire names them.
struct Runner: Sendable, Equatable {
    let id: UserID
    let username: String
    let displayName: String?

    init(id: UserID, username: String, displayName: String?) {
        self.id = id
        self.username = username
        self.displayName = displayName
    }
}

/// One player on one seed.
///
/// A run is the sum of its events: `apply` is the only way in which what matters changes, so that the same events
/// from the journal give the same run again. In-game time between events is a tick and may be lost.
struct Run: Sendable, Equatable {
    let id: RunID
    let runner: Runner
    let colorIndex: Int

    private(set) var status: RunStatus = .registered
    private(set) var currentZone: String?
    private(set) var currentLayer = 0
    /// In-game time in milliseconds, the highest that counts.
    private(set) var igtMs = 0
    private(set) var deathCount = 0
    private(set) var history: [HistoryEntry] = []
    private(set) var finishedAt: Moment?
    /// When the in-game time last moved: the sign that somebody plays.
    private(set) var lastIGTChangeAt: Moment?
    /// The number of the newest event; the first is 1.
    private(set) var sequence = 0

    init(id: RunID, runner: Runner, colorIndex: Int) {
        self.id = id
        self.runner = runner
        self.colorIndex = colorIndex
    }

    var isOver: Bool { self.status == .finished || self.status == .abandoned }

    /// The in-game time below which this run can't go back: a new character may still start over before the first gate.
    var igtFloor: Int { self.history.count > 1 ? self.igtMs : 0 }

    func hasVisited(_ node: String) -> Bool { self.history.contains { $0.nodeID == node } }

    /// Whether this crossing is in the history already: several flags may stand for one warp, and a client that lost its
    /// connection sends again what it could not know to have arrived.
    func hasCrossed(into node: String, igtMs: Int) -> Bool {
        self.history.contains { $0.nodeID == node && abs($0.igtMs - igtMs) < 1_000 }
    }

    /// Takes the next event. Its `sequence` must follow the run's.
    ///
    /// - Parameter graph: gives layers; a race without a seed has none.
    mutating func apply(_ event: RunEvent, layer: (String) -> Int, totalLayers: Int) {
        self.sequence = event.sequence
        if let igt = event.igtMs { self.igtMs = igt }
        if let deaths = event.deaths, event.kind != .deaths { self.deathCount = deaths }
        switch event.kind {
        case .ready:
            self.status = .ready
        case .started:
            self.status = .playing
            self.currentZone = event.node
            self.currentLayer = 0
            if let node = event.node { self.history.append(HistoryEntry(nodeID: node, igtMs: 0, deaths: nil)) }
            self.lastIGTChangeAt = event.receivedAt
        case .gate, .return:
            guard let node = event.node else { return }
            self.history.append(HistoryEntry(nodeID: node, igtMs: event.gateIGT ?? self.igtMs, deaths: nil))
            self.currentZone = node
            self.currentLayer = max(self.currentLayer, layer(node))
            self.lastIGTChangeAt = event.receivedAt
        case .deaths:
            self.attribute(event)
        case .position:
            self.currentZone = event.node
        case .finished:
            self.status = .finished
            self.currentLayer = totalLayers
            self.finishedAt = event.receivedAt
            self.lastIGTChangeAt = event.receivedAt
        case .abandoned:
            self.status = .abandoned
            self.lastIGTChangeAt = event.receivedAt
        case .reset:
            let kept = (self.id, self.runner, self.colorIndex, self.sequence)
            self = Run(id: kept.0, runner: kept.1, colorIndex: kept.2)
            self.sequence = kept.3
        }
    }

    /// Moves the clock between events.
    mutating func tick(igtMs: Int, at now: Moment) {
        guard igtMs != self.igtMs else { return }
        self.igtMs = igtMs
        self.lastIGTChangeAt = now
    }

    /// Puts the clock and the position of the row on top of what the events gave: ticks live in the row only.
    mutating func adoptTicks(igtMs: Int, deathCount: Int, lastIGTChangeAt: Moment?) {
        guard !self.isOver else { return }
        self.igtMs = self.history.count > 1 ? max(self.igtMs, igtMs) : igtMs
        self.deathCount = deathCount
        self.lastIGTChangeAt = lastIGTChangeAt ?? self.lastIGTChangeAt
    }

    private mutating func attribute(_ event: RunEvent) {
        guard let total = event.deaths else { return }
        let new = total - self.deathCount
        self.deathCount = total
        guard new > 0, let node = event.node, let last = self.history.lastIndex(where: { $0.nodeID == node }) else {
            return
        }
        let entry = self.history[last]
        self.history[last] = HistoryEntry(nodeID: entry.nodeID, igtMs: entry.igtMs, deaths: (entry.deaths ?? 0) + new)
    }
}
