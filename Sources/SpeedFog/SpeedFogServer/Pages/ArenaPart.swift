import SpeedFogProtocol

/// What the page of a race shows from the start on (`races/_arena`).
struct ArenaPart: Sendable {
    struct Step: Sendable {
        let place: Int
        let colorClass: String
        let runner: String
        let time: String
        let deaths: Int
    }

    struct Statistic: Sendable {
        let label: String
        let value: String
    }

    let boardTitle: String
    let layersText: String
    let boardLimit: Int
    let rows: [LeaderboardRow]
    let hasRows: Bool
    let blankRow: LeaderboardRow
    let mayAbandon: Bool
    let podium: [Step]
    let hasPodium: Bool
    let stats: [Statistic]

    init(_ source: RaceShowPage.Source) {
        let isFinished = source.race.status == .finished
        let rows = source.view.rows
        let finishers = rows.filter { $0.status == .finished }
        let layers = source.totalLayers
        self.boardTitle = isFinished ? "Results" : "Leaderboard"
        self.layersText = TimeText.counted(layers, "layer", "layers")
        self.boardLimit = 0
        self.rows = LeaderboardRow.all(source.view, totalLayers: layers, isFinished: isFinished)
        self.hasRows = !rows.isEmpty
        self.blankRow = .blank
        self.mayAbandon = source.race.status == .running && source.own.map { !$0.isOver } ?? false
        self.podium = finishers.prefix(3).enumerated().map { index, row in
            Step(
                place: index + 1,
                colorClass: NameText.colorClass(row.colorIndex),
                runner: row.shownName,
                time: TimeText.igt(row.igtMs),
                deaths: row.deathCount
            )
        }
        self.hasPodium = !finishers.isEmpty
        self.stats = Self.statistics(rows, finishers: finishers)
    }

    private static func statistics(_ rows: [ParticipantInfo], finishers: [ParticipantInfo]) -> [Statistic] {
        guard let best = finishers.first, let last = finishers.last, !rows.isEmpty else { return [] }
        var statistics = [Statistic(label: "Fastest", value: TimeText.igt(best.igtMs))]
        if finishers.count > 1 { statistics.append(Statistic(label: "Slowest", value: TimeText.igt(last.igtMs))) }
        let deaths = rows.reduce(0) { $0 + $1.deathCount }
        let average = MapDrawing.text(Double(deaths) / Double(rows.count))
        statistics.append(Statistic(label: "Deaths a runner", value: average))
        statistics.append(Statistic(label: "Finished", value: "\(finishers.count) of \(rows.count)"))
        return statistics
    }
}
