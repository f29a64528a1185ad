/// Which boss stands in which arena, when a pool shuffles them.
enum BossShuffle {
    /// The boss met in each node that has one.
    static func draw(_ plan: SeedPlan, lockFinal: Bool, using random: inout SeededRandom) -> [Int: String] {
        let nodes = plan.nodes.indices.filter { node in
            plan.nodes[node].zone.boss != nil && !(lockFinal && plan.nodes[node].kind == .finalBoss)
        }
        let bosses = random.shuffled(nodes.compactMap { plan.nodes[$0].zone.boss })
        return Dictionary(uniqueKeysWithValues: zip(nodes, bosses))
    }
}
