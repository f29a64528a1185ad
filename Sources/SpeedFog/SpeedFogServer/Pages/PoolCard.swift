/// A pool as the form for a new race offers it.
struct PoolCard: Sendable {
    struct Setting: Sendable {
        let label: String
        let value: String
    }

    let name: String
    let title: String
    let description: String?
    let available: String
    let usable: Bool
    var selected: Bool
    let settings: [Setting]
    let hasSettings: Bool

    init(_ pool: Pool, available: Int, selected: Bool) {
        self.name = pool.name
        self.title = pool.config.name.map(NameText.pool) ?? NameText.pool(pool.name)
        self.description = pool.config.description
        self.available = available == 0 ? "No seeds left" : TimeText.counted(available, "seed", "seeds")
        self.usable = available > 0
        self.selected = selected
        self.settings = Setting.all(pool.config)
        self.hasSettings = !self.settings.isEmpty
    }
}

extension PoolCard.Setting {
    /// What a runner wants to know of a pool, as far as the pool says it.
    static func all(_ config: PoolConfig) -> [PoolCard.Setting] {
        var settings: [PoolCard.Setting] = []
        func add(_ label: String, _ value: String?) {
            if let value { settings.append(PoolCard.Setting(label: label, value: value)) }
        }
        add("Takes", config.estimatedDuration)
        add("Layers", Self.range(config.minLayers, config.maxLayers))
        add("Legacy dungeons", config.legacyDungeons.map { "\($0)" })
        add("Final tier", config.finalTier.map { "\($0)" })
        add("Major bosses", config.majorBossRatio)
        add("Bosses", config.randomizeBosses.map { $0 ? "shuffled" : "in their places" })
        add("Items", config.itemsRandomized.map { $0 ? "shuffled" : "in their places" })
        add("Weapons", config.weaponUpgrade.map { "+\($0) at the start" })
        return settings
    }

    private static func range(_ low: Int?, _ high: Int?) -> String? {
        switch (low, high) {
        case (let low?, let high?): low == high ? "\(low)" : "\(low) to \(high)"
        case (let one?, nil), (nil, let one?): "\(one)"
        case (nil, nil): nil
        }
    }
}
