import SpeedFogProtocol
import Vocabulary

extension Run {
    /// What applying an event needs to know of the seed.
    struct Course {
        let layer: (String) -> Int
        let totalLayers: Int
    }

    /// Takes an event of this run with the number and the time of its room.
    mutating func apply(_ event: RunEvent, sequence: Int, at: Moment, course: Course) {
        switch event {
        case .ready:
            self.status = .ready
        case .started(let node, let igtMs):
            self.status = .playing
            self.zone = node
            self.layer = 0
            self.igtMs = igtMs
            self.shownIgtMs = igtMs
            if let node { self.history.append(HistoryEntry(nodeID: node, igtMs: 0)) }
            self.lastMovedAt = at
        case .crossed(let crossing):
            self.history.append(HistoryEntry(nodeID: crossing.node, igtMs: crossing.igtMs))
            self.arrive(in: crossing.node, course: course)
            self.igtMs = max(self.igtMs, crossing.clockMs)
            self.shownIgtMs = max(self.shownIgtMs, crossing.igtMs)
            self.missingGates += crossing.missingGates
            self.lastMovedAt = at
        case .deaths(let total, let node):
            self.count(deaths: total, in: node)
        case .position(let node):
            self.zone = node
        case .finished(let arrival):
            self.finish(igtMs: arrival.igtMs, at: at, course: course)
            self.missingGates += arrival.missingGates
            self.lastMovedAt = at
        case .held(let hold):
            self.holds[sequence] = Held(hold: hold, at: at)
        case .holdAccepted(let number):
            guard let held = self.holds.removeValue(forKey: number) else { return }
            self.accept(held, course: course)
        case .holdRefused(let number):
            self.holds[number] = nil
        case .abandoned(let igtMs):
            self.status = .abandoned
            self.igtMs = igtMs
            self.lastMovedAt = at
        case .clockWentBack(let from, let to):
            self.evidence.clockWentBack += 1
            self.evidence.clockWentBackMs += from - to
            self.restoredFromMs = max(self.restoredFromMs, from)
            self.shownIgtMs = to
        case .clockAhead(let by):
            self.evidence.clockAheadMs = max(self.evidence.clockAheadMs, by)
        }
    }

    /// Moves the clock between events.
    ///
    /// - Returns: whether it moved at all, up or down.
    mutating func tick(igtMs shown: Int, at moment: Moment) -> Bool {
        guard shown != self.shownIgtMs else { return false }
        self.shownIgtMs = shown
        self.igtMs = self.mayStartOver ? shown : max(self.igtMs, shown)
        self.lastMovedAt = moment
        return true
    }

    /// The run before anything happened on this seed.
    mutating func reset(knewMap: Bool) {
        self = Run(id: self.id, user: self.user, color: self.color, knewMap: knewMap)
    }

    private mutating func arrive(in node: String, course: Course) {
        self.zone = node
        self.layer = max(self.layer, course.layer(node))
    }

    private mutating func finish(igtMs: Int, at: Moment, course: Course) {
        self.status = .finished
        self.layer = course.totalLayers
        self.igtMs = igtMs
        self.finishedAt = at
    }

    /// What was held happened when it was told, so it goes in among what came after.
    private mutating func accept(_ held: Held, course: Course) {
        self.missingGates += held.hold.missingGates
        guard let node = held.hold.node else {
            // What was crossed after the end of the way is no part of it.
            self.history.removeAll { $0.igtMs > held.hold.igtMs }
            return self.finish(igtMs: held.hold.igtMs, at: held.at, course: course)
        }
        let entry = HistoryEntry(nodeID: node, igtMs: held.hold.igtMs)
        guard self.status != .finished || entry.igtMs <= self.igtMs else { return }
        let index = self.history.firstIndex { $0.igtMs > entry.igtMs } ?? self.history.endIndex
        let isNewest = index == self.history.endIndex
        self.history.insert(entry, at: index)
        guard !self.isOver else { return }
        self.layer = max(self.layer, course.layer(node))
        if isNewest { self.zone = node }
        self.igtMs = max(self.igtMs, entry.igtMs)
    }

    private mutating func count(deaths total: Int, in node: String?) {
        let new = total - self.deaths
        self.deaths = total
        guard new > 0, let node, let index = self.history.lastIndex(where: { $0.nodeID == node }) else { return }
        self.history[index].deaths = (self.history[index].deaths ?? 0) + new
    }
}
