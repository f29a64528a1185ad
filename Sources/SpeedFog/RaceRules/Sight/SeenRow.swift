import SeedGraph
package import SpeedFogProtocol
import Vocabulary

extension RoomState {
    /// A run's row for those who may see its way. Gap and layer entry are left to the messages that carry them.
    package func row(of run: Run) -> ParticipantInfo {
        let person = self.furnishing.people[run.user]
        return ParticipantInfo(
            id: run.id.description,
            twitchUsername: person?.username ?? "",
            twitchDisplayName: person?.displayName,
            status: run.status,
            currentZone: run.zone,
            currentLayer: run.layer,
            currentLayerTier: run.zone.flatMap { self.graph?.tier(of: $0) },
            igtMs: run.igtMs,
            deathCount: run.deaths,
            colorIndex: run.color,
            modConnected: self.isConnected(run.id),
            zoneHistory: run.history.isEmpty ? nil : run.history
        )
    }

    /// The row of a run as `projection` shows it; nil for a run that is not here.
    package func row(of id: RunID, for projection: Projection) -> ParticipantInfo? {
        guard let run = self.runs[id] else { return nil }
        let row = self.row(of: run)
        return projection.showsWay(of: id) ? row : row.withoutWay
    }

    /// Where a run stands, with the exits from there and which of them lead to places it knows.
    package func zone(of id: RunID) -> ZoneUpdate? {
        guard let run = self.runs[id] else { return nil }
        return self.zone(at: run.zone ?? self.graph?.startNode, discovered: Set(run.history.map(\.nodeID)))
    }

    /// The start of the seed, for a run that has no way behind it yet.
    package var startZone: ZoneUpdate? { self.zone(at: self.graph?.startNode, discovered: []) }

    /// A place as the game shows it to a runner; nil when the seed does not know it.
    private func zone(at node: String?, discovered: Set<String>) -> ZoneUpdate? {
        guard let graph = self.graph, let node, let view = ZoneView(of: node, in: graph, discovered: discovered)
        else { return nil }
        return ZoneUpdate(
            nodeID: view.nodeID,
            displayName: view.displayName,
            tier: view.tier,
            originalTier: view.originalTier,
            exits: view.exits.map { .init(text: $0.text, toName: $0.toName, discovered: $0.discovered) }
        )
    }
}

extension ParticipantInfo {
    /// The row without where the run is and was. Ways on one layer differ in tier: it would tell which one was taken.
    package var withoutWay: ParticipantInfo {
        var hidden = self
        hidden.zoneHistory = nil
        hidden.currentZone = nil
        hidden.currentLayerTier = nil
        return hidden
    }
}
