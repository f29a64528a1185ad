/// The numbers of the event flags a seed raises: gates first, then the finish, then three for deaths in each zone.
struct SeedFlags: Sendable {
    static let base = 1_050_294_000
    /// The game keeps flags in pages of a thousand; a number past the page would never be read.
    static let budget = 1000
    static let itemsSpawned = 1_050_290_000

    let gates: [Int]
    let finish: Int
    /// By node; the start node has none.
    let deaths: [[Int]]

    init(_ plan: SeedPlan) throws(GeneratorError) {
        let needed = plan.links.count + 1 + 3 * (plan.nodes.count - 1)
        guard needed <= Self.budget else {
            throw .impossible(
                key: "structure.max_layers",
                reason: "the seed needs \(needed) event flags, the game's page holds \(Self.budget)"
            )
        }
        self.gates = plan.links.indices.map { Self.base + $0 }
        let finish = Self.base + plan.links.count
        self.finish = finish
        self.deaths = plan.nodes.indices.map { node in
            node == 0 ? [] : (0..<3).map { finish + 1 + 3 * (node - 1) + $0 }
        }
    }
}
