import SeedGraph
import SpeedFogProtocol

/// One row of a leaderboard, in words (`races/_row`).
struct LeaderboardRow: Sendable {
    let id: String
    let colorClass: String
    let status: String
    let connected: String
    let connectionText: String
    let rank: String
    let name: String
    let place: String
    let time: String
    let gap: String
    let gapSign: String
    let deaths: Int
    let totalLayers: Int
    let progress: Int

    /// The row that browser code copies for runners it did not know.
    static let blank = LeaderboardRow(
        id: "",
        colorClass: "",
        status: "registered",
        connected: "false",
        connectionText: "",
        rank: "",
        name: "",
        place: "",
        time: "",
        gap: "",
        gapSign: "none",
        deaths: 0,
        totalLayers: 1,
        progress: 0
    )

    /// All rows of a view, in its order.
    static func all(_ view: RaceView, totalLayers: Int, isFinished: Bool) -> [LeaderboardRow] {
        view.rows.enumerated().map { index, row in
            let isLeader = index == 0 && (row.status == .playing || row.status == .finished)
            let gap = isLeader ? (isFinished ? "Winner" : "Leader") : row.gapMs.map(TimeText.gap) ?? ""
            return LeaderboardRow(
                id: row.id,
                colorClass: NameText.colorClass(row.colorIndex),
                status: row.status.rawValue,
                connected: row.modConnected ? "true" : "false",
                connectionText: row.modConnected ? "Game connected" : "Game not connected",
                rank: view.places[row.id].map { "\($0)" } ?? "–",
                name: row.shownName,
                place: Self.place(row, totalLayers: totalLayers) + Self.zone(row, view),
                time: row.hasBegun ? TimeText.igt(row.igtMs) : "",
                gap: gap,
                gapSign: isLeader ? "leader" : row.gapMs.map { $0 < 0 ? "ahead" : "behind" } ?? "none",
                deaths: row.deathCount,
                totalLayers: max(1, totalLayers),
                progress: Self.progress(row, totalLayers: totalLayers)
            )
        }
    }

    /// Where a runner is, or how the run ended.
    static func place(_ row: ParticipantInfo, totalLayers: Int) -> String {
        let layer = "\(min(row.currentLayer + 1, totalLayers))/\(totalLayers)"
        return switch row.status {
        case .registered: row.modConnected ? "Connected" : "Not connected yet"
        case .ready: "Ready"
        case .playing: "Layer \(layer)"
        case .finished: "Finished"
        case .abandoned: "Did not finish · layer \(layer)"
        }
    }

    /// Only those who see everything read where others are: to a runner it would tell what lies ahead.
    private static func zone(_ row: ParticipantInfo, _ view: RaceView) -> String {
        guard view.showsWholeMap, row.status == .playing, let zone = row.currentZone, let graph = view.graph else {
            return ""
        }
        return " · \(NameText.place(graph.displayName(of: zone)))"
    }

    private static func progress(_ row: ParticipantInfo, totalLayers: Int) -> Int {
        switch row.status {
        case .registered, .ready: 0
        case .finished: totalLayers
        case .playing, .abandoned: min(totalLayers, row.currentLayer + (row.igtMs > 0 ? 1 : 0))
        }
    }
}

extension ParticipantInfo {
    /// The name people see.
    var shownName: String { self.twitchDisplayName ?? self.twitchUsername }
    /// Whether there is a time to show.
    var hasBegun: Bool { self.status == .playing || self.status == .finished || self.status == .abandoned }
}
