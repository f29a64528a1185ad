import Foundation
package import RaceRules
package import SpeedFogProtocol
package import Vocabulary

/// What one viewer of a race may see. Decided here and nowhere else.
package enum Audience: Hashable, Sendable {
    /// The whole map, and every run's way through it.
    case full
    /// The leaderboard only: no map, no zones, nobody's way.
    case masked
    /// What one runner may see: the part of the map that this run discovered, and its own way. Names a participant.
    case run(RunID)

    /// - Parameters:
    ///   - viewer: the signed-in user, or nil for an anonymous visitor.
    ///   - runs: every run of the race.
    package static func of(
        viewer: UserID?,
        status: RaceStatus,
        organizer: UserID,
        casters: Set<UserID>,
        runs: some Sequence<(user: UserID, participant: RunID, status: RunStatus)>
    ) -> Audience {
        guard let viewer else { return status == .setup ? .masked : .full }
        if let own = runs.first(where: { $0.user == viewer }) {
            // A runner must not learn from the page what lies ahead, until the own run is over.
            let isOver = own.status == .finished || own.status == .abandoned
            return status == .finished || (status == .running && isOver) ? .full : .run(own.participant)
        }
        if viewer == organizer || casters.contains(viewer) { return .full }
        return status == .setup ? .masked : .full
    }
}
