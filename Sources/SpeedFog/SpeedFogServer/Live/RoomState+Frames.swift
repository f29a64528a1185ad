import Foundation
import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary
import WebServer

/// What a room says, in the words of the protocol.
///
/// A row is encoded twice at most: with the run's way for those who may see it, without for the others. Each audience's
/// frame is put together from these rows.
extension RoomState {
    func leaderboardFrames(own audiences: Set<RunID>) -> FrameSet {
        let runs = self.allRuns
        let table = Standings.table(runs.map(Standing.init), graph: self.graph)
        let rows = table.order.map { index in
            var info = self.info(of: runs[index])
            info.gapMs = table.gaps[index]
            info.layerEntryIgt = table.layerEntries[index]
            return Rows(run: runs[index].id, info: info)
        }
        let splits = table.leaderSplits.map { splits in
            Dictionary(splits.map { (String($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        return Rows.frames(rows, own: audiences) { rows in
            ServerMessage.leaderboardUpdate(rows: rows, leaderSplits: splits)
        }
    }

    func playerFrames(_ id: RunID, withHistory: Bool) -> FrameSet? {
        guard let run = self.runs[id] else { return nil }
        var info = self.info(of: run)
        info.layerEntryIgt = self.graph.flatMap { Standings.layerEntryIgt(Standing(run), graph: $0) }
        if !withHistory { info.zoneHistory = nil }
        let row = Rows(run: id, info: info)
        let own = Frame(text: ServerMessage.playerUpdate(row: row.full))
        return FrameSet(full: own, masked: Frame(text: ServerMessage.playerUpdate(row: row.masked)), own: [id: own])
    }

    func raceStateFrames(own audiences: Set<RunID>) -> FrameSet {
        let rows = self.stateRows()
        return FrameSet(
            full: self.raceState(rows, for: .full),
            masked: self.raceState(rows, for: .masked),
            own: Dictionary(
                audiences.map { ($0, self.raceState(rows, for: .run($0))) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    func raceStateFrame(for audience: Audience) -> Frame { self.raceState(self.stateRows(), for: audience) }

    func raceStatusFrame() -> Frame {
        let message = ServerMessage.raceStatusChange(
            status: self.race.status,
            startedAt: self.race.startedAt?.iso8601
        )
        return Frame(text: message.encoded())
    }

    func authOKFrame(for run: RunID) -> Frame {
        let seed = SeedInfo(
            seedID: self.seed?.number,
            totalLayers: self.totalLayers,
            eventIDs: self.graph?.eventIDs ?? [],
            finishEvent: self.graph?.finishEvent,
            spawnItems: self.graph?.spawnItems ?? []
        )
        let text = ServerMessage.authOK(
            participantID: run.description,
            race: self.raceInfo(),
            seed: seed,
            rows: self.stateRows().map { $0.text(for: run) }
        )
        return Frame(text: text)
    }

    /// Where the run stands, with the exits from there; nil when the seed does not know the place.
    func zoneFrame(for id: RunID) -> Frame? {
        guard let run = self.runs[id] else { return nil }
        return self.zoneFrame(at: run.currentZone ?? self.graph?.startNode, discovered: Set(run.history.map(\.nodeID)))
    }

    /// The start, for a run that has no way behind it yet.
    func startZoneFrame() -> Frame? {
        self.zoneFrame(at: self.graph?.startNode, discovered: [])
    }

    private func zoneFrame(at node: String?, discovered: Set<String>) -> Frame? {
        guard let graph = self.graph, let node, let view = ZoneView(of: node, in: graph, discovered: discovered)
        else {
            return nil
        }
        let update = ZoneUpdate(
            nodeID: view.nodeID,
            displayName: view.displayName,
            tier: view.tier,
            originalTier: view.originalTier,
            exits: view.exits.map { .init(text: $0.text, toName: $0.toName, discovered: $0.discovered) }
        )
        return Frame(text: ServerMessage.zoneUpdate(update).encoded())
    }

    private func raceInfo() -> RaceInfo {
        RaceInfo(
            id: self.race.id.description,
            name: self.race.name,
            status: self.race.status,
            startedAt: self.race.startedAt?.iso8601,
            seedsReleasedAt: self.race.seedsReleasedAt?.iso8601
        )
    }

    private func raceState(_ rows: [Rows], for audience: Audience) -> Frame {
        switch audience {
        case .full: self.raceState(rows.map(\.full), graph: self.graph.map { RawJSON(text: $0.rawJSON) })
        case .masked: self.raceState(rows.map(\.masked), graph: nil)
        case .run(let run): self.raceState(rows.map { $0.text(for: run) }, graph: self.revealedGraph(to: run))
        }
    }

    private func raceState(_ rows: [String], graph: RawJSON?) -> Frame {
        let seed = SeedInfo(
            seedID: self.seed?.number,
            totalLayers: self.totalLayers,
            graph: graph,
            totalNodes: self.graph.map { $0.totalNodes ?? $0.nodes.count },
            totalPaths: self.graph.map { $0.totalPaths ?? 0 }
        )
        return Frame(text: ServerMessage.raceState(race: self.raceInfo(), seed: seed, rows: rows))
    }

    /// The part of the map that a runner has earned: the start and what the run visited, with the doors beyond.
    private func revealedGraph(to id: RunID) -> RawJSON? {
        guard let graph = self.graph, let run = self.runs[id] else { return nil }
        return graph.revealed(discovered: run.discovered(startingAt: graph.startNode)).json
    }

    /// Rows as `auth_ok` and `race_state` carry them: without gap and layer entry.
    private func stateRows() -> [Rows] {
        let runs = self.allRuns
        return Standings.order(runs.map(Standing.init), graph: self.graph).map { index in
            Rows(run: runs[index].id, info: self.info(of: runs[index]))
        }
    }

    private func info(of run: Run) -> ParticipantInfo {
        ParticipantInfo(
            id: run.id.description,
            twitchUsername: run.runner.username,
            twitchDisplayName: run.runner.displayName,
            status: run.status,
            currentZone: run.currentZone,
            currentLayer: run.currentLayer,
            currentLayerTier: run.currentZone.flatMap { self.graph?.tier(of: $0) },
            igtMs: run.igtMs,
            deathCount: run.deathCount,
            colorIndex: run.colorIndex,
            modConnected: self.connected.contains(run.id),
            zoneHistory: run.history.isEmpty ? nil : run.history
        )
    }
}

extension Run {
    /// Everything this run has seen.
    func discovered(startingAt start: String?) -> Set<String> {
        var seen = Set(self.history.map(\.nodeID))
        if let start { seen.insert(start) }
        if let zone = self.currentZone { seen.insert(zone) }
        return seen
    }
}

/// One leaderboard row, encoded for those who may see the run's way and for those who may not.
private struct Rows {
    let run: RunID
    let full: String
    let masked: String

    init(run: RunID, info: ParticipantInfo) {
        self.run = run
        self.full = info.encodedRow()
        var hidden = info
        hidden.zoneHistory = nil
        hidden.currentZone = nil
        // Ways on one layer differ in tier: it would tell which one a rival took.
        hidden.currentLayerTier = nil
        self.masked = hidden.encodedRow()
    }

    /// The row as the runner of `own` may see it.
    func text(for own: RunID) -> String { self.run == own ? self.full : self.masked }

    static func frames(_ rows: [Rows], own audiences: Set<RunID>, message: ([String]) -> String) -> FrameSet {
        FrameSet(
            full: Frame(text: message(rows.map(\.full))),
            masked: Frame(text: message(rows.map(\.masked))),
            own: Dictionary(
                audiences.map { own in (own, Frame(text: message(rows.map { $0.text(for: own) }))) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }
}

extension Standing {
    init(_ run: Run) {
        self.init(
            status: StandingStatus(run.status),
            layer: run.currentLayer,
            igtMs: run.igtMs,
            history: run.history.map { Visit(nodeID: $0.nodeID, igtMs: $0.igtMs) }
        )
    }
}

extension StandingStatus {
    init(_ status: RunStatus) {
        switch status {
        case .registered: self = .registered
        case .ready: self = .ready
        case .playing: self = .playing
        case .finished: self = .finished
        case .abandoned: self = .abandoned
        }
    }
}
