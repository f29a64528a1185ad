import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary
import WebServer

/// A room at one version, in the words of the protocol. What was put into words once is kept, so that many who are told
/// the same cost no more than one.
struct Wording {
    /// How a row is made up; rows of one shape are the same text.
    struct RowShape: Hashable {
        enum Kind: Hashable {
            /// As `auth_ok` and `race_state` carry it: without gap and layer entry.
            case state
            case board
            /// One run's alone; a clock comes without the history.
            case player(withHistory: Bool)
            /// For those who read updates, with the history from one entry on.
            case live(historyFrom: Int)
        }

        let run: RunID
        let kind: Kind
        let showsWay: Bool
        let showsEvidence: Bool

        init(_ kind: Kind, of run: RunID, for projection: Projection) {
            self.run = run
            self.kind = kind
            self.showsWay = projection.showsWay(of: run)
            if case .live = kind { self.showsEvidence = projection.showsEvidence } else { self.showsEvidence = false }
        }
    }

    let state: RoomState
    let standings: Placings
    /// What is shown late of the map; nil unless it is.
    let lateMap: RawJSON?

    private var rows: [RowShape: String] = [:]
    private var states: [View: Frame] = [:]

    init(_ state: RoomState, standings: Placings, lateMap: RawJSON?) {
        self.state = state
        self.standings = standings
        self.lateMap = lateMap
    }

    var board: Board { self.standings.board }

    // MARK: Rows

    /// A row as JSON; nil for a run that is not here.
    mutating func row(_ kind: RowShape.Kind, of run: RunID, for projection: Projection) -> String? {
        let shape = RowShape(kind, of: run, for: projection)
        if let known = self.rows[shape] { return known }
        guard let seen = self.state.row(of: run, for: projection) else { return nil }
        let row = self.encoded(seen, as: kind, place: self.standings.row(of: run), showsWay: shape.showsWay)
        self.rows[shape] = row
        return row
    }

    /// The rows of all runs, first to last.
    mutating func rows(_ kind: RowShape.Kind, for projection: Projection) -> [String] {
        self.board.rows.compactMap { self.row(kind, of: $0.run, for: projection) }
    }

    private func encoded(_ seen: SeenRow, as kind: RowShape.Kind, place: Board.Row?, showsWay: Bool) -> String {
        var info = seen.info
        switch kind {
        case .state: return info.encodedRow()
        case .board: info.gapMs = place?.wireGapMs
        case .player(let withHistory): if !withHistory { info.zoneHistory = nil }
        case .live(let first): return LiveRow(seen, place: place, historyFrom: showsWay ? first : nil).encoded()
        }
        info.layerEntryIgt = place?.layerEntryMs
        return info.encodedRow()
    }

    // MARK: Frames of the first platform

    mutating func leaderboard(for projection: Projection) -> Frame {
        Frame(
            text: ServerMessage.leaderboardUpdate(
                rows: self.rows(.board, for: projection),
                leaderSplits: self.leaderSplits
            )
        )
    }

    /// One row; nil for a run that is not here.
    mutating func player(_ run: RunID, withHistory: Bool, for projection: Projection) -> Frame? {
        self.row(.player(withHistory: withHistory), of: run, for: projection)
            .map { Frame(text: ServerMessage.playerUpdate(row: $0)) }
    }

    /// The whole state, as those read it who know no stamps.
    mutating func state(for view: View) -> Frame {
        if let known = self.states[view] { return known }
        let frame = Frame(
            text: ServerMessage.raceState(
                race: self.race,
                seed: self.seed(for: view.projection),
                rows: self.rows(.state, for: view.projection)
            )
        )
        self.states[view] = frame
        return frame
    }

    mutating func authOK(for run: RunID) -> Frame {
        let graph = self.state.graph
        let seed = SeedInfo(
            seedID: self.state.furnishing.seed?.number,
            totalLayers: self.state.totalLayers,
            eventIDs: graph?.eventIDs ?? [],
            finishEvent: graph?.finishEvent,
            spawnItems: graph?.spawnItems ?? []
        )
        let text = ServerMessage.authOK(
            participantID: run.description,
            race: self.race,
            seed: seed,
            rows: self.rows(.state, for: .own(run, isManager: false))
        )
        return Frame(text: text)
    }

    var status: Frame {
        Frame(
            text: ServerMessage.raceStatusChange(
                status: self.state.status,
                startedAt: self.state.startedAt?.iso8601
            ).encoded()
        )
    }

    /// Where a run stands; nil when the seed does not know the place.
    func zone(of run: RunID) -> Frame? {
        self.state.zone(of: run).map { Frame(text: ServerMessage.zoneUpdate($0).encoded()) }
    }

    var startZone: Frame? {
        self.state.startZone.map { Frame(text: ServerMessage.zoneUpdate($0).encoded()) }
    }

    // MARK: Parts of states

    var race: RaceInfo {
        RaceInfo(
            id: self.state.id.description,
            name: self.state.furnishing.name,
            status: self.state.status,
            startedAt: self.state.startedAt?.iso8601,
            seedsReleasedAt: self.state.releasedAt?.iso8601
        )
    }

    func seed(for projection: Projection) -> SeedInfo {
        let graph = self.state.graph
        return SeedInfo(
            seedID: self.state.furnishing.seed?.number,
            totalLayers: self.state.totalLayers,
            graph: self.map(for: projection),
            totalNodes: graph.map { $0.totalNodes ?? $0.nodes.count },
            totalPaths: graph.map { $0.totalPaths ?? 0 }
        )
    }

    /// The map as a projection shows it; nil where it shows none.
    func map(for projection: Projection) -> RawJSON? {
        switch projection {
        case .full, .managing: self.state.graph.map { RawJSON(text: $0.rawJSON) }
        case .masked: nil
        case .own(let run, _): self.state.map(seenBy: run)?.json
        case .delayed: self.lateMap
        }
    }

    var leaderSplits: [String: Int]? {
        self.board.leaderSplits.map { splits in
            Dictionary(splits.map { (String($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
