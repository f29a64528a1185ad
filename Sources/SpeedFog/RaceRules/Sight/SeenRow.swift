import SeedGraph
package import SpeedFogProtocol
import Vocabulary

/// A run as somebody may see it.
package struct SeenRow: Equatable, Sendable {
    /// What everyone should know about how the run came about.
    package enum Mark: String, Sendable {
        /// The player had been shown the map of this seed.
        case knewMap = "knew_map"
        /// Gates never arrived and were taken as crossed.
        case missingGates = "missing_gates"
    }

    /// What those see who decide about a run.
    package struct Judged: Equatable, Sendable {
        /// What waits for a decision, oldest first.
        package let holds: [Waiting]
        package let evidence: Run.Evidence
        package let missingGates: Int
    }

    /// A gate or a finish that waits for a decision.
    package struct Waiting: Equatable, Sendable {
        /// What the decision names it by.
        package let number: Int
        package let isFinish: Bool
        /// Nil for a finish, and for whoever may not know the place.
        package let node: String?
        package let igtMs: Int
        package let missingGates: Int
        package let awayMs: Int64
    }

    package let info: ParticipantInfo
    package let marks: [Mark]
    /// Nil for those who do not decide here.
    package let judged: Judged?
}

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
    package func row(of id: RunID, for projection: Projection) -> SeenRow? {
        guard let run = self.runs[id] else { return nil }
        let row = self.row(of: run)
        let showsWay = projection.showsWay(of: id)
        var marks: [SeenRow.Mark] = []
        if run.knewMap { marks.append(.knewMap) }
        if run.missingGates > 0 { marks.append(.missingGates) }
        return SeenRow(
            info: showsWay ? row : row.withoutWay,
            marks: marks,
            judged: projection.showsEvidence ? Self.judged(run, namesPlaces: showsWay) : nil
        )
    }

    private static func judged(_ run: Run, namesPlaces: Bool) -> SeenRow.Judged {
        let holds = run.holds.sorted { $0.key < $1.key }.map { number, held in
            SeenRow.Waiting(
                number: number,
                isFinish: held.hold.node == nil,
                node: namesPlaces ? held.hold.node : nil,
                igtMs: held.hold.igtMs,
                missingGates: held.hold.missingGates,
                awayMs: held.hold.awayMs
            )
        }
        return SeenRow.Judged(holds: holds, evidence: run.evidence, missingGates: run.missingGates)
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
