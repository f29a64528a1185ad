/// Where a runner is, for ranking.
package enum StandingStatus: Int, Sendable, CaseIterable {
    case finished, playing, ready, registered, abandoned
}

/// One arrival at a node.
package struct Visit: Equatable, Sendable {
    package var nodeID: String
    package var igtMs: Int

    package init(nodeID: String, igtMs: Int) {
        self.nodeID = nodeID
        self.igtMs = igtMs
    }
}

/// What the ranking looks at of one runner.
package struct Standing: Equatable, Sendable {
    package var status: StandingStatus
    package var layer: Int
    package var igtMs: Int
    package var history: [Visit]

    package init(status: StandingStatus, layer: Int, igtMs: Int, history: [Visit] = []) {
        self.status = status
        self.layer = layer
        self.igtMs = igtMs
        self.history = history
    }
}

/// The ranking of a race and the gaps in it.
package enum Standings {
    /// Indices of the entries from first to last; equals stay in the order given.
    ///
    /// Without a graph the layers of visits are unknown, so that runners on the same layer go by their own time.
    package static func order(_ entries: [Standing], graph: Graph?) -> [Int] {
        let keys = entries.map { Self.key($0, graph: graph) }
        return entries.indices.sorted {
            (keys[$0].0, keys[$0].1, keys[$0].2, $0) < (keys[$1].0, keys[$1].1, keys[$1].2, $1)
        }
    }

    /// The in-game time at which a runner first came to the layer it is on.
    package static func layerEntryIgt(_ standing: Standing, graph: Graph) -> Int? {
        standing.history.first { graph.nodes[$0.nodeID]?.layer == standing.layer }?.igtMs
    }

    /// The leader of an ordered field: its first, if that one has started at all.
    package static func leader(of ordered: [Standing]) -> Standing? {
        ordered.first.flatMap { $0.status == .finished || $0.status == .playing ? $0 : nil }
    }

    /// When the leader first came to each layer.
    package static func leaderSplits(of leader: Standing, graph: Graph) -> [Int: Int] {
        var splits: [Int: Int] = [:]
        for visit in leader.history {
            guard let layer = graph.nodes[visit.nodeID]?.layer, splits[layer] == nil else { continue }
            splits[layer] = visit.igtMs
        }
        return splits
    }

    /// How far a runner other than the leader is behind (negative: ahead of) the leader.
    ///
    /// On a layer the leader has left, a runner who stays longer than the leader did loses time against the
    /// leader's arrival on the next one.
    package static func gap(of standing: Standing, leader: Standing, splits: [Int: Int], graph: Graph) -> Int? {
        switch standing.status {
        case .ready, .registered, .abandoned: return nil
        case .finished: return standing.igtMs - leader.igtMs
        case .playing:
            guard let split = splits[standing.layer] else { return nil }
            if let next = splits[standing.layer + 1], standing.igtMs > next { return standing.igtMs - next }
            return (Self.layerEntryIgt(standing, graph: graph) ?? 0) - split
        }
    }

    /// Less is better. Finished runners do not differ by layer, nor do those who have not started.
    private static func key(_ standing: Standing, graph: Graph?) -> (Int, Int, Int) {
        let status = standing.status.rawValue
        switch standing.status {
        case .finished: return (status, 0, standing.igtMs)
        case .playing:
            let entry = graph.flatMap { Self.layerEntryIgt(standing, graph: $0) }
            return (status, -standing.layer, entry ?? standing.igtMs)
        case .ready, .registered: return (status, 0, 0)
        case .abandoned: return (status, -standing.layer, standing.igtMs)
        }
    }
}

extension Standings {
    /// A whole leaderboard, worked out once for all its rows.
    package struct Table: Equatable, Sendable {
        /// Indices of the entries from first to last.
        package var order: [Int]
        /// Nil when nobody has started.
        package var leaderSplits: [Int: Int]?
        /// Gap of each entry, by its index.
        package var gaps: [Int?]
        /// Entry time of each entry's layer, by its index.
        package var layerEntries: [Int?]
    }

    /// Order, leader's splits, gaps and entry times of a field; without a graph only the order is known.
    package static func table(_ entries: [Standing], graph: Graph?) -> Table {
        let order = Self.order(entries, graph: graph)
        let unknown = [Int?](repeating: nil, count: entries.count)
        var table = Table(order: order, leaderSplits: nil, gaps: unknown, layerEntries: unknown)
        guard let graph else { return table }
        table.layerEntries = entries.map { Self.layerEntryIgt($0, graph: graph) }
        guard let leader = Self.leader(of: order.map { entries[$0] }) else { return table }
        let splits = Self.leaderSplits(of: leader, graph: graph)
        table.leaderSplits = splits
        for index in order.dropFirst() {
            table.gaps[index] = Self.gap(of: entries[index], leader: leader, splits: splits, graph: graph)
        }
        return table
    }
}
