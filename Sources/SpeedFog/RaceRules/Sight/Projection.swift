import SpeedFogProtocol
package import Vocabulary

/// What one viewer of a room may see. Decided here and nowhere else; frames, pages, API and replay all ask it.
package enum Projection: Hashable, Sendable {
    /// The whole map, and every run's way through it.
    case full
    /// As `full`, and what people who decide must know: holds and evidence.
    case managing
    /// The leaderboard only: no map, no zones, nobody's way.
    case masked
    /// What one runner may see: the part of the map that this run discovered, and its own way. An organiser who runs
    /// also sees that something is held, but not where.
    case own(RunID, isManager: Bool)
    /// The leaderboard as it is, and of the map what the field had discovered so many milliseconds ago.
    case delayed(Int64)

    /// Whether the way of a run is shown.
    package func showsWay(of run: RunID) -> Bool {
        switch self {
        case .full, .managing: true
        case .own(let own, _): own == run
        case .masked, .delayed: false
        }
    }

    /// The whole map of the seed is shown.
    package var showsWholeMap: Bool { self == .full || self == .managing }
    /// Holds and evidence are shown.
    package var showsEvidence: Bool {
        switch self {
        case .managing, .own(_, isManager: true): true
        case .full, .masked, .own, .delayed: false
        }
    }
}

extension RoomState {
    /// What `viewer` may see at this moment; nil for an anonymous visitor.
    package func projection(for viewer: UserID?) -> Projection {
        guard let viewer else { return self.projectionWithoutPart }
        let isManager = self.isManaged(by: viewer)
        if let own = self.run(of: viewer) {
            // A runner must not learn from a page what lies ahead, until the own run is over. The run whose finish is
            // held may still go on.
            let seesAll = self.status == .finished || (self.status == .running && own.isOver)
            guard seesAll else { return .own(own.id, isManager: isManager) }
            return isManager ? .managing : .full
        }
        if isManager { return .managing }
        return self.has(.caster, viewer) ? .full : self.projectionWithoutPart
    }

    /// A runner can look without being signed in, so a race may hide its map from those who have no part in it.
    private var projectionWithoutPart: Projection {
        switch (self.status, self.map) {
        case (.setup, _): .masked
        case (.finished, _), (.running, .live): .full
        case (.running, .delayed(let delay)): .delayed(delay)
        case (.running, .afterFinish): .masked
        }
    }
}
