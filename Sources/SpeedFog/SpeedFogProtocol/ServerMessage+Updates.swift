/// What only pages get that announce `updates`.
extension ServerMessage {
    /// A `race_state` frame with its stamp, around rows that are encoded already.
    ///
    /// - Parameter now: the server's clock, ISO-8601 with offset.
    package static func raceState(
        race: RaceInfo,
        seed: SeedInfo,
        rows: [String],
        leaderSplits: [String: Int]?,
        stamp: Stamp,
        now: String
    ) -> String {
        var text = JSONText(reserving: Self.size(of: rows) + (seed.graph?.text.utf8.count ?? 0) + 2_048)
        text.append(raw: #"{"type":"race_state""#)
        stamp.append(to: &text, now: now)
        text.splits(leaderSplits)
        Self.append(race: race, seed: seed, rows: rows, to: &text)
        return text.result
    }

    /// An `update` frame around entries that are encoded already: what changed since the frame before it.
    ///
    /// - Parameters:
    ///   - order: ids from first to last, if that changed.
    ///   - leaderSplits: if they changed; an empty one is null on the wire.
    ///   - graph: the viewer's map, if it grew.
    package static func update(
        players: [String],
        order: [String]?,
        leaderSplits: [String: Int]?,
        graph: RawJSON?,
        stamp: Stamp,
        now: String
    ) -> String {
        var text = JSONText(reserving: Self.size(of: players) + (graph?.text.utf8.count ?? 0) + 1_024)
        text.append(raw: #"{"type":"update""#)
        stamp.append(to: &text, now: now)
        text.member("players", rawElements: players)
        if let order { text.member("order", rawElements: order.map { JSON.string($0).encoded() }) }
        if let leaderSplits { text.splits(leaderSplits) }
        if let graph {
            text.key("graph_json")
            text.append(raw: graph.text)
        }
        text.append(raw: "}")
        return text.result
    }
}

extension JSONText {
    /// The leader's arrival in each layer, by its number in decimal; none and empty ones are both null.
    mutating func splits(_ splits: [String: Int]?) {
        self.key("leader_splits")
        let splits = (splits ?? [:]).sorted { (Int($0.key) ?? .max, $0.key) < (Int($1.key) ?? .max, $1.key) }
        guard !splits.isEmpty else { return self.append(raw: "null") }
        for (index, split) in splits.enumerated() {
            self.append(raw: index == 0 ? "{" : ",")
            self.append(split.key)
            self.append(raw: ":\(Wire.clampI32(split.value))")
        }
        self.append(raw: "}")
    }
}
