import SeedGraph
import SpeedFogProtocol

/// A leaderboard: who is first, and how far the others are behind.
package struct Board: Equatable, Sendable {
    /// From first to last.
    package let rows: [Row]
    /// When the leader first came to each layer; nil while nobody leads.
    package let leaderSplits: [Int: Int]?

    /// One run's place in it. Times are in-game milliseconds.
    package struct Row: Equatable, Sendable {
        package let run: RunID
        /// From 1; who is level shares a place, and the next one is left out. Nil before the run has begun.
        package let place: Int?
        /// How far behind the leader, as people see it; negative is ahead. Nil for the leader and for who can't be compared.
        package let gapMs: Int?
        /// The same by the rule that mods of version 1.3.2 expect on the wire.
        package let wireGapMs: Int?
        /// When the run first came to the layer it is on.
        package let layerEntryMs: Int?
    }
}

extension RoomState {
    /// The leaderboard at this moment (facts of the first platform: finished by time, playing by layer and entry,
    /// then ready, registered, abandoned).
    package var board: Board {
        let runs = self.allRuns
        guard let graph = self.graph else { return Board(unplaced: runs) }
        let entries = runs.map { $0.layerEntry(in: graph) }
        let keys = zip(runs, entries).map { RankKey($0, layerEntry: $1) }
        let order = runs.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let leader = order.first.map { runs[$0] }.flatMap { $0.leads ? Leader($0, in: graph) : nil }
        let places = Board.places(order.map { keys[$0] })
        let rows = zip(order, places).map { index, place in
            let run = runs[index]
            let isCompared = run.id != leader?.run.id
            return Board.Row(
                run: run.id,
                place: place,
                gapMs: isCompared ? leader?.gap(of: run, layerEntry: entries[index]) : nil,
                wireGapMs: isCompared ? leader?.wireGap(of: run, layerEntry: entries[index]) : nil,
                layerEntryMs: entries[index]
            )
        }
        return Board(rows: rows, leaderSplits: leader?.splits)
    }

    /// The order in which `auth_ok` and `race_state` list the runs.
    package var order: [RunID] { self.board.rows.map(\.run) }
}

extension Board {
    /// Without a graph the layers of visits are unknown: runs on one layer go by their own time, and there are no gaps.
    fileprivate init(unplaced runs: [Run]) {
        let keys = runs.map { RankKey($0, layerEntry: nil) }
        let order = runs.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let places = Self.places(order.map { keys[$0] })
        self.init(
            rows: zip(order, places).map {
                Row(run: runs[$0].id, place: $1, gapMs: nil, wireGapMs: nil, layerEntryMs: nil)
            },
            leaderSplits: nil
        )
    }

    /// Places of ranked keys: level ones share theirs (1, 1, 3).
    fileprivate static func places(_ ranked: [RankKey]) -> [Int?] {
        var places: [Int?] = []
        for (index, key) in ranked.enumerated() {
            guard key.isPlaced else {
                places.append(nil)
                continue
            }
            let isLevel = index > 0 && ranked[index - 1] == key
            places.append(isLevel ? places[index - 1] : index + 1)
        }
        return places
    }
}

/// What runs are ranked by.
private struct RankKey: Comparable {
    let status: Int
    let layer: Int
    let time: Int

    init(_ run: Run, layerEntry: Int?) {
        switch run.status {
        case .finished: (self.status, self.layer, self.time) = (0, 0, run.igtMs)
        case .playing: (self.status, self.layer, self.time) = (1, -run.layer, layerEntry ?? run.igtMs)
        case .ready: (self.status, self.layer, self.time) = (2, 0, 0)
        case .registered: (self.status, self.layer, self.time) = (3, 0, 0)
        case .abandoned: (self.status, self.layer, self.time) = (4, -run.layer, run.igtMs)
        }
    }

    var isPlaced: Bool { self.status <= 1 }

    static func < (left: RankKey, right: RankKey) -> Bool {
        (left.status, left.layer, left.time) < (right.status, right.layer, right.time)
    }
}

extension Run {
    /// A run that has begun can be the leader.
    fileprivate var leads: Bool { self.status == .finished || self.status == .playing }

    /// The in-game time at which the run first came to the layer it is on.
    fileprivate func layerEntry(in graph: Graph) -> Int? {
        self.history.first { graph.nodes[$0.nodeID]?.layer == self.layer }?.igtMs
    }
}
