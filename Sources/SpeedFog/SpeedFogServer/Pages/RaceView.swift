import Foundation
package import RaceRules
package import SeedGraph
package import SpeedFogProtocol
package import Vocabulary

/// A race as one viewer may see it at this moment.
package struct RaceView: Sendable {
    package let audience: Audience
    /// In the order of the leaderboard, without what the viewer may not know.
    package let rows: [ParticipantInfo]
    /// Nil for viewers from whom the map is hidden, and for races without a seed.
    package let graph: Graph?
    /// The nodes that are shown whole; nil means all.
    package let discovered: Set<String>?

    package init(audience: Audience, rows: [ParticipantInfo], graph: Graph?, discovered: Set<String>?) {
        self.audience = audience
        self.rows = rows
        self.graph = graph
        self.discovered = discovered
    }
}

/// Where pages get the present state of races from.
package protocol RaceViews: Sendable {
    /// - Throws: `LiveError.raceNotFound`.
    func view(of race: RaceID, for viewer: UserID?) async throws -> RaceView
}

extension Rooms: RaceViews {
    package func view(of race: RaceID, for viewer: UserID?) async throws -> RaceView {
        try await self.state(of: race).view(for: viewer)
    }
}

extension RoomState {
    /// What `viewer` may see; the same rules as for the frames of sockets.
    func view(for viewer: UserID?) -> RaceView {
        let audience = self.audience(of: viewer)
        let graph = audience == .masked ? nil : self.graph
        var discovered: Set<String>?
        if case .run(let id) = audience, let run = self.runs[id] {
            discovered = run.discovered(startingAt: self.graph?.startNode)
        }
        return RaceView(
            audience: audience,
            rows: self.rankedRows(for: audience),
            graph: graph,
            discovered: discovered
        )
    }

    private func rankedRows(for audience: Audience) -> [ParticipantInfo] {
        let runs = self.allRuns
        let standings = runs.map(Standing.init)
        let order = Standings.order(standings, graph: self.graph)
        let leader = order.first.map { standings[$0] }
        let splits = leader.flatMap { leader in self.graph.map { Standings.leaderSplits(of: leader, graph: $0) } }
        return order.map { index in
            let run = runs[index]
            var gap: Int?
            if let leader, let graph = self.graph, let splits, index != order.first {
                gap = Standings.gap(of: standings[index], leader: leader, splits: splits, graph: graph)
            }
            let isSeen = audience == .full || audience == .run(run.id)
            return ParticipantInfo(
                id: run.id.description,
                twitchUsername: run.runner.username,
                twitchDisplayName: run.runner.displayName,
                status: run.status,
                currentZone: isSeen ? run.currentZone : nil,
                currentLayer: run.currentLayer,
                igtMs: run.igtMs,
                deathCount: run.deathCount,
                colorIndex: run.colorIndex,
                modConnected: self.connected.contains(run.id),
                gapMs: gap
            )
        }
    }
}
