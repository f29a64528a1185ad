/// Everything one seed's files say.
struct GraphDocument: Sendable {
    let seed: UInt64
    let settings: GeneratorSettings
    let plan: SeedPlan
    let flags: SeedFlags
    let bosses: [Int: String]
    let gifts: [Gift]
    let ids: [String]

    init(
        seed: UInt64,
        settings: GeneratorSettings,
        plan: SeedPlan,
        flags: SeedFlags,
        bosses: [Int: String],
        gifts: [Gift]
    ) {
        self.seed = seed
        self.settings = settings
        self.plan = plan
        self.flags = flags
        self.bosses = bosses
        self.gifts = gifts
        self.ids = plan.nodes.map(\.zone.nodeID)
    }

    var json: OrderedJSON {
        .object(self.head + self.graph + self.events + self.items)
    }

    private var head: [(String, OrderedJSON)] {
        [
            ("version", .string("4.4")),
            ("seed", .int(Int(self.seed))),
            ("total_layers", .int(self.plan.layers)),
            ("total_nodes", .int(self.plan.nodes.count)),
            ("total_zones", .int(self.plan.nodes.reduce(0) { $0 + $1.zone.areas.count })),
            ("options", .object([("scale", .bool(true)), ("shuffle", .bool(true))])),
        ]
    }

    private var graph: [(String, OrderedJSON)] {
        [
            ("nodes", .object(self.plan.nodes.indices.map { (self.ids[$0], self.node($0)) })),
            (
                "edges",
                .array(
                    self.plan.links.map {
                        .object([("from", .string(self.ids[$0.from])), ("to", .string(self.ids[$0.to]))])
                    }
                )
            ),
            ("connections", .array(zip(self.plan.links, self.flags.gates).map { self.connection($0, flag: $1) })),
            (
                "area_tiers",
                .object(self.plan.nodes.flatMap { node in node.zone.areas.map { ($0, .int(node.tier)) } })
            ),
        ]
    }

    private var events: [(String, OrderedJSON)] {
        let map = zip(self.plan.links, self.flags.gates).map { link, flag in
            (String(flag), OrderedJSON.string(self.ids[link.to]))
        }
        return [
            ("event_map", .object(map)),
            ("final_node_flag", .int(self.flags.finish - 1)),
            ("finish_event", .int(self.flags.finish)),
            ("finish_boss_defeat_flag", .int(0)),
            (
                "death_flags",
                .object(
                    self.plan.nodes.indices.dropFirst().map { node in
                        (self.ids[node], .array(self.flags.deaths[node].map { .int($0) }))
                    }
                )
            ),
            ("items_spawned_flag", .int(SeedFlags.itemsSpawned)),
            ("run_complete_message", .string(self.settings.run.runCompleteMessage)),
            ("chapel_grace", .bool(self.settings.run.chapelGrace)),
            ("sentry_torch_shop", .bool(true)),
        ]
    }

    private var items: [(String, OrderedJSON)] {
        let starting = self.settings.startingItems
        return [
            ("starting_item_lots", .array([])),
            ("starting_goods", .array(StartingGoods.goods(for: starting).map { .int($0) })),
            ("starting_runes", .int(starting.startingRunes)),
            ("starting_golden_seeds", .int(starting.goldenSeeds)),
            ("starting_sacred_tears", .int(starting.sacredTears)),
            ("starting_larval_tears", .int(starting.larvalTears)),
            ("starting_stonesword_keys", .int(starting.stoneswordKeys)),
            (
                "care_package",
                .array(
                    self.gifts.map {
                        .object([("type", .int($0.type)), ("id", .int($0.id)), ("name", .string($0.name))])
                    }
                )
            ),
            ("weapon_upgrade", .int(self.settings.carePackage.enabled ? self.settings.carePackage.weaponUpgrade : 0)),
            ("remove_entities", .array([])),
            ("phantom_skins", .object([])),
            ("plugins", .object([])),
        ]
    }
}

extension GraphDocument {
    private func node(_ index: Int) -> OrderedJSON {
        let node = self.plan.nodes[index]
        var members: [(String, OrderedJSON)] = [
            ("type", .string(node.kind.rawValue)),
            ("display_name", .string(node.zone.displayName)),
            ("zones", .array(node.zone.areas.map { .string($0) })),
            ("layer", .int(node.layer)),
            ("tier", .int(node.tier)),
            ("original_tier", index == 0 ? .null : .int(node.zone.nativeTier)),
            ("weight", .int(node.zone.weight)),
        ]
        if let boss = node.zone.boss { members.append(("boss_name", .string(boss))) }
        if let boss = self.bosses[index] {
            members.append(("randomized_boss", .string(boss)))
            members.append(("randomized_bosses", .array([.string(boss)])))
        }
        let exits = self.plan.links.filter { $0.from == index }
        let entrances = self.plan.links.filter { $0.to == index }
        members.append(
            (
                "exits",
                .array(
                    exits.map {
                        .object([
                            ("fog_id", .string($0.exit.object)), ("text", .string($0.exit.text)),
                            ("from", .string($0.exit.area)), ("to", .string(self.ids[$0.to])),
                        ])
                    }
                )
            )
        )
        members.append(
            (
                "entrances",
                .array(
                    entrances.map {
                        .object([
                            ("text", .string($0.entrance.text)), ("from", .string(self.ids[$0.from])),
                            ("to", .string($0.entrance.area)),
                        ])
                    }
                )
            )
        )
        return .object(members)
    }

    private func connection(_ link: SeedPlan.Link, flag: Int) -> OrderedJSON {
        let from = self.plan.nodes[link.from].zone
        let to = self.plan.nodes[link.to].zone
        return .object([
            ("exit_area", .string(link.exit.area)),
            ("exit_gate", .string("\(from.map)_\(link.exit.object)")),
            ("entrance_area", .string(link.entrance.area)),
            ("entrance_gate", .string("\(to.map)_\(link.entrance.object)")),
            ("flag_id", .int(flag)),
        ])
    }
}
