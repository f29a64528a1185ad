import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// The words of those who read updates.
extension Wording {
    /// The whole state at a stamp.
    mutating func state(for projection: Projection, at stamp: Stamp, now: Moment) -> Frame {
        Frame(
            text: ServerMessage.raceState(
                race: self.race,
                seed: self.seed(for: projection),
                rows: self.rows(.live(historyFrom: 0), for: projection),
                leaderSplits: self.leaderSplits,
                stamp: stamp,
                now: now.iso8601
            )
        )
    }

    /// What moved since a version that the asker knows; nil when nothing did that the projection shows.
    ///
    /// - Parameter isAsked: an answer is due even if nothing happened.
    mutating func update(
        _ moved: Moved,
        for projection: Projection,
        at stamp: Stamp,
        now: Moment,
        isAsked: Bool
    ) -> Frame? {
        let players = self.entries(moved, for: projection)
        let map = Self.mapGrew(moved, for: projection) ? self.map(for: projection) : nil
        let isEmpty = players.isEmpty && !moved.order && !moved.leaderSplits && map == nil
        guard isAsked || !isEmpty else { return nil }
        let text = ServerMessage.update(
            players: players,
            order: moved.order ? self.board.rows.map(\.run.description) : nil,
            leaderSplits: moved.leaderSplits ? self.leaderSplits ?? [:] : nil,
            graph: map,
            stamp: stamp,
            now: now.iso8601
        )
        return Frame(text: text)
    }

    private static func mapGrew(_ moved: Moved, for projection: Projection) -> Bool {
        if projection.isDelayed { return moved.lateMap }
        return projection.ownRun.map(moved.change.discoverers.contains) ?? false
    }

    private mutating func entries(_ moved: Moved, for projection: Projection) -> [String] {
        self.state.joined.compactMap { run in
            if let first = moved.change.rows[run] {
                return self.row(.live(historyFrom: first), of: run, for: projection)
            }
            guard moved.change.clocks.contains(run) || moved.placed.contains(run) else { return nil }
            return self.clock(of: run)
        }
    }

    private func clock(of id: RunID) -> String? {
        guard let run = self.state.runs[id] else { return nil }
        let place = self.standings.row(of: id)
        return LiveClock(
            id: id.description,
            igtMs: run.igtMs,
            deathCount: run.deaths,
            place: place?.place,
            gap: place?.gapMs
        ).encoded()
    }
}

extension LiveRow {
    /// - Parameter first: the entry of the history with which the told part begins; nil where the way is hidden.
    init(_ seen: SeenRow, place: Board.Row?, historyFrom first: Int?) {
        var info = seen.info
        info.gapMs = place?.wireGapMs
        info.layerEntryIgt = place?.layerEntryMs
        let history = info.zoneHistory ?? []
        let from = first.map { min($0, history.count) }
        info.zoneHistory = from.map { Array(history.dropFirst($0)) }
        self.init(
            info: info,
            historyFrom: from,
            place: place?.place,
            gap: place?.gapMs,
            marks: seen.marks.map(\.rawValue),
            holds: seen.judged?.holds.map(HoldInfo.init),
            evidence: seen.judged.map(EvidenceInfo.init)
        )
    }
}

extension HoldInfo {
    fileprivate init(_ hold: SeenRow.Waiting) {
        self.init(
            number: hold.number,
            nodeID: hold.node,
            isFinish: hold.isFinish,
            igtMs: hold.igtMs,
            missingGates: hold.missingGates,
            awayMs: Int(clamping: hold.awayMs)
        )
    }
}

extension EvidenceInfo {
    fileprivate init(_ judged: SeenRow.Judged) {
        self.init(
            missingGates: judged.missingGates,
            clockWentBack: judged.evidence.clockWentBack,
            clockWentBackMs: judged.evidence.clockWentBackMs,
            clockAheadMs: Int(clamping: judged.evidence.clockAheadMs)
        )
    }
}
