import Live
package import RaceRules
package import SeedGraph
package import SpeedFogProtocol
import Vocabulary
import WebServer

/// A race as one viewer may see it at one moment: what pages and the API show.
package struct RaceView: Sendable {
    package let detail: RaceDetail
    package let projection: Projection
    /// In the order of the leaderboard, without what the viewer may not know; gaps are as people see them.
    package let rows: [ParticipantInfo]
    /// The place of each run that has one, by its id; who is level shares it.
    package let places: [String: Int]
    /// What everyone should know about a run, by its id.
    package let marks: [String: [SeenRow.Mark]]
    /// What those see who decide about a run, by its id.
    package let judged: [String: SeenRow.Judged]
    /// What is drawn of the map.
    package let map: MapSight
    init(_ look: RaceLook, viewer: SignedInUser?, tokens: ModTokens) {
        let (sheet, snapshot) = (look.sheet, look.snapshot)
        let state = snapshot.state
        let race = sheet.race.at(state)
        let projection = state.projection(for: viewer?.id)
        let isManager = viewer.map { race.isManaged(by: $0) || state.isManaged(by: $0.id) } ?? false
        self.projection = projection
        self.detail = RaceDetail(
            race: race,
            participants: state.allRuns.sorted { ($0.color, $0.id.description) < ($1.color, $1.id.description) }
                .compactMap { run in state.furnishing.people[run.user].map { Participant(run, person: $0) } },
            casters: sheet.casters,
            invites: sheet.invites.map { invite in
                RaceDetail.PendingInvite(
                    invite: invite,
                    token: isManager ? tokens.token(forInvite: invite.id) : nil
                )
            }
        )
        let board = state.board.rows
        let seen = board.compactMap { row in state.row(of: row.run, for: projection).map { (row, $0) } }
        self.rows = seen.map { row, seen in
            var info = seen.info
            info.gapMs = row.gapMs
            return info
        }
        self.places = Dictionary(
            board.compactMap { row in row.place.map { (row.run.description, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        self.marks = Dictionary(seen.map { ($1.info.id, $1.marks) }, uniquingKeysWith: { first, _ in first })
        self.judged = Dictionary(
            seen.compactMap { _, seen in seen.judged.map { (seen.info.id, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        self.map = MapSight(state, projection: projection, late: snapshot.lateMap)
    }

    /// The whole map is shown.
    var showsWholeMap: Bool { if case .whole = self.map { true } else { false } }
    /// The graph of the seed, where the viewer sees any of its map.
    var graph: Graph? { self.map.graph }
}

/// What somebody sees of a race's map.
package enum MapSight: Sendable {
    /// The race has no seed, or its map is hidden from this viewer.
    case none
    case whole(Graph)
    case part(SeenMap, of: Graph)

    /// The graph that something is shown of.
    var graph: Graph? {
        switch self {
        case .none: nil
        case .whole(let graph), .part(_, let graph): graph
        }
    }

    init(_ state: RoomState, projection: Projection, late: SeenMap?) {
        guard let graph = state.graph else {
            self = .none
            return
        }
        switch projection {
        case .full, .managing: self = .whole(graph)
        case .masked: self = .none
        case .own(let run, _): self = state.map(seenBy: run).map { .part($0, of: graph) } ?? .none
        case .delayed: self = late.map { .part($0, of: graph) } ?? .none
        }
    }
}
