import RaceRules

/// What differs between two versions of a room, as far as pages show it.
struct Moved: Equatable, Sendable {
    var change = Change()
    /// The name, people or the seed.
    var furnishing = false
    /// Another order of the leaderboard.
    var order = false
    /// The leader came to a layer, or another leads.
    var leaderSplits = false
    /// Runs that have another place or gap, though nothing happened to them.
    var placed: Set<RunID> = []
    /// The part of the map that is shown late grew.
    var lateMap = false

    var isEmpty: Bool { self == Moved() }
    /// Only the whole state tells it.
    var isStructural: Bool { self.change.isStructural || self.furnishing }

    mutating func merge(_ later: Moved) {
        self.change.merge(later.change)
        self.furnishing = self.furnishing || later.furnishing
        self.order = self.order || later.order
        self.leaderSplits = self.leaderSplits || later.leaderSplits
        self.placed.formUnion(later.placed)
        self.lateMap = self.lateMap || later.lateMap
    }

    /// Notes how a leaderboard differs from the one before it.
    mutating func compare(_ standings: Placings, with before: Placings) {
        self.order = standings.board.rows.map(\.run) != before.board.rows.map(\.run)
        self.leaderSplits = standings.board.leaderSplits != before.board.leaderSplits
        for row in standings.board.rows {
            guard let old = before.row(of: row.run) else { continue }
            if old.place != row.place || old.gapMs != row.gapMs { self.placed.insert(row.run) }
        }
    }
}

/// A leaderboard in which runs are found.
struct Placings: Sendable {
    let board: Board
    private let rows: [RunID: Board.Row]

    init(_ board: Board) {
        self.board = board
        self.rows = Dictionary(board.rows.map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func row(of run: RunID) -> Board.Row? { self.rows[run] }
}
