/// The zones a seed has not used yet, in the order in which it would take them.
struct ZoneSupply: Sendable {
    private var waiting: [ZoneKind: [Zone]]

    init(_ catalogue: ZoneCatalogue, dlc: Bool, final: Zone, using random: inout SeededRandom) {
        var waiting: [ZoneKind: [Zone]] = [:]
        for kind in ZoneKind.allCases {
            let zones = catalogue.zones.filter { $0.kind == kind && (dlc || !$0.isDLC) && $0.id != final.id }
            waiting[kind] = random.shuffled(zones)
        }
        self.waiting = waiting
    }

    func count(of kind: ZoneKind) -> Int {
        self.waiting[kind, default: []].count
    }

    /// Takes zones for one layer: the first as drawn, the others of about the same weight, so that no way is much longer.
    mutating func take(_ count: Int, of kind: ZoneKind, using random: inout SeededRandom) -> [Zone] {
        guard var zones = self.waiting[kind], count > 0, let first = zones.popLast() else { return [] }
        var taken = [first]
        while taken.count < count, !zones.isEmpty {
            var best = 0
            for index in zones.indices
            where abs(zones[index].weight - first.weight) < abs(zones[best].weight - first.weight) {
                best = index
            }
            taken.append(zones.remove(at: best))
        }
        self.waiting[kind] = zones
        return random.shuffled(taken)
    }
}
