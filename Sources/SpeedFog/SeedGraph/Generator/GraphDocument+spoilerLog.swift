extension GraphDocument {
    /// The whole seed in words, for those who have finished it or watch others play it.
    var spoilerLog: String {
        var lines = [
            "Seed \(self.seed)",
            "\(self.plan.layers) layers, \(self.plan.nodes.count) zones, \(self.plan.links.count) fog gates",
        ]
        for layer in 0..<self.plan.layers {
            let row = self.plan.nodes.indices.filter { self.plan.nodes[$0].layer == layer }
            guard let first = row.first else { continue }
            let node = self.plan.nodes[first]
            lines += ["", "Layer \(layer): \(node.kind.rawValue), tier \(node.tier)"]
            for index in row {
                lines.append("  \(self.title(index))")
                for link in self.plan.links where link.from == index {
                    lines.append("    \(link.exit.text) -> \(self.plan.nodes[link.to].zone.displayName)")
                }
            }
        }
        if !self.gifts.isEmpty {
            lines += ["", "Care package"] + self.gifts.map { "  \($0.name)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func title(_ index: Int) -> String {
        let name = self.plan.nodes[index].zone.displayName
        guard let boss = self.bosses[index] else { return name }
        return "\(name) (here: \(boss))"
    }
}
