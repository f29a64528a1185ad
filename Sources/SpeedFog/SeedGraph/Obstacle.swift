extension Graph {
    /// Why nobody finishes a seed, however well they play.
    package enum Obstacle: Equatable, Sendable, CustomStringConvertible {
        /// No flag stands for a gate, so that no mod sees one crossed.
        case noGateFlags
        /// No flag stands for the end.
        case noFinishFlag
        /// The places after the start don't lead to the end.
        case noWayToTheEnd
        /// Each way to the end leads through a place whose gates raise no flag, such as this one.
        case silentPlace(String)

        /// What is missing, in words.
        package var description: String {
            switch self {
            case .noGateFlags: "it has no event flags for its gates (event_map), so no gate is ever noticed"
            case .noFinishFlag: "it has no event flag for its end (finish_event), so nobody ever finishes"
            case .noWayToTheEnd: "no way leads from its start to its end"
            case .silentPlace(let node):
                "each way to its end leads through a place without an event flag, such as \(node.shortened)"
            }
        }
    }

    /// What keeps everybody from finishing; empty for a seed that can be raced.
    package var obstacles: [Obstacle] {
        var obstacles: [Obstacle] = []
        if self.eventMap.isEmpty { obstacles.append(.noGateFlags) }
        if self.finishEvent == nil { obstacles.append(.noFinishFlag) }
        let reached = self.reachable { _ in true }
        guard !reached.isDisjoint(with: self.ends) else { return obstacles + [.noWayToTheEnd] }
        guard !self.eventMap.isEmpty else { return obstacles }
        let marked = Set(self.eventMap.values)
        if self.reachable(over: marked.contains).isDisjoint(with: self.ends) {
            let silent = self.nodeOrder.first { reached.contains($0) && !marked.contains($0) && $0 != self.startNode }
            if let silent { obstacles.append(.silentPlace(silent)) }
        }
        return obstacles
    }

    /// The places from which a seed is finished: its final bosses, or where the file names none the deepest places.
    package var ends: Set<String> {
        let bosses = self.nodes.values.filter { $0.type == .finalBoss }.map(\.id)
        guard bosses.isEmpty else { return Set(bosses) }
        let deepest = self.nodes.values.map(\.layer).max()
        return Set(self.nodes.values.filter { $0.layer == deepest }.map(\.id))
    }

    /// The start, and where its edges lead over places that may be entered.
    private func reachable(over mayEnter: (String) -> Bool) -> Set<String> {
        guard let start = self.startNode else { return [] }
        var reached: Set<String> = [start]
        var border = [start]
        while let node = border.popLast() {
            border += self.successors(of: node).filter { mayEnter($0) && reached.insert($0).inserted }
        }
        return reached
    }
}
