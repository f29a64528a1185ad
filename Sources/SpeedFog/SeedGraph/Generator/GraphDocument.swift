import SpeedFogProtocol

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

    var json: JSON {
        .object(of: self.head + self.graph + self.events + self.items)
    }

    private var head: [(String, JSON)] {
        [
            ("version", .string("4.4")),
            ("seed", .integer(Int(self.seed))),
            ("total_layers", .integer(self.plan.layers)),
            ("total_nodes", .integer(self.plan.nodes.count)),
            ("total_zones", .integer(self.plan.nodes.reduce(0) { $0 + $1.zone.areas.count })),
            ("options", .object(of: [("scale", .bool(true)), ("shuffle", .bool(true))])),
        ]
    }

    private var graph: [(String, JSON)] {
        [
            ("nodes", .object(of: self.plan.nodes.indices.map { (self.ids[$0], self.node($0)) })),
            (
                "edges",
                .array(
                    self.plan.links.map {
                        .object(of: [("from", .string(self.ids[$0.from])), ("to", .string(self.ids[$0.to]))])
                    }
                )
            ),
            ("connections", .array(zip(self.plan.links, self.flags.gates).map { self.connection($0, flag: $1) })),
            (
                "area_tiers",
                .object(of: self.plan.nodes.flatMap { node in node.zone.areas.map { ($0, .integer(node.tier)) } })
            ),
        ]
    }

    private var events: [(String, JSON)] {
        let map = zip(self.plan.links, self.flags.gates).map { link, flag in
            (String(flag), JSON.string(self.ids[link.to]))
        }
        return [
            ("event_map", .object(of: map)),
            ("final_node_flag", .integer(self.flags.finish - 1)),
            ("finish_event", .integer(self.flags.finish)),
            ("finish_boss_defeat_flag", .integer(0)),
            (
                "death_flags",
                .object(
                    of:
                        self.plan.nodes.indices.dropFirst().map { node in
                            (self.ids[node], .array(self.flags.deaths[node].map { .integer($0) }))
                        }
                )
            ),
            ("items_spawned_flag", .integer(SeedFlags.itemsSpawned)),
            ("run_complete_message", .string(self.settings.run.runCompleteMessage)),
            ("chapel_grace", .bool(self.settings.run.chapelGrace)),
            ("sentry_torch_shop", .bool(true)),
        ]
    }

    private var items: [(String, JSON)] {
        let starting = self.settings.startingItems
        return [
            ("starting_item_lots", .array([])),
            ("starting_goods", .array(StartingGoods.goods(for: starting).map { .integer($0) })),
            ("starting_runes", .integer(starting.startingRunes)),
            ("starting_golden_seeds", .integer(starting.goldenSeeds)),
            ("starting_sacred_tears", .integer(starting.sacredTears)),
            ("starting_larval_tears", .integer(starting.larvalTears)),
            ("starting_stonesword_keys", .integer(starting.stoneswordKeys)),
            (
                "care_package",
                .array(
                    self.gifts.map {
                        .object(of: [("type", .integer($0.type)), ("id", .integer($0.id)), ("name", .string($0.name))])
                    }
                )
            ),
            (
                "weapon_upgrade",
                .integer(self.settings.carePackage.enabled ? self.settings.carePackage.weaponUpgrade : 0)
            ),
            ("remove_entities", .array([])),
            ("phantom_skins", .object(of: [])),
            ("plugins", .object(of: [])),
        ]
    }
}

extension GraphDocument {
    private func node(_ index: Int) -> JSON {
        let node = self.plan.nodes[index]
        var members: [(String, JSON)] = [
            ("type", .string(node.kind.rawValue)),
            ("display_name", .string(node.zone.displayName)),
            ("zones", .array(node.zone.areas.map { .string($0) })),
            ("layer", .integer(node.layer)),
            ("tier", .integer(node.tier)),
            ("original_tier", index == 0 ? .null : .integer(node.zone.nativeTier)),
            ("weight", .integer(node.zone.weight)),
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
                        .object(of: [
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
                        .object(of: [
                            ("text", .string($0.entrance.text)), ("from", .string(self.ids[$0.from])),
                            ("to", .string($0.entrance.area)),
                        ])
                    }
                )
            )
        )
        return .object(of: members)
    }

    private func connection(_ link: SeedPlan.Link, flag: Int) -> JSON {
        let from = self.plan.nodes[link.from].zone
        let to = self.plan.nodes[link.to].zone
        return .object(of: [
            ("exit_area", .string(link.exit.area)),
            ("exit_gate", .string("\(from.map)_\(link.exit.object)")),
            ("entrance_area", .string(link.entrance.area)),
            ("entrance_gate", .string("\(to.map)_\(link.entrance.object)")),
            ("flag_id", .integer(flag)),
        ])
    }
}

extension JSON {
    /// An object whose keys stay in the order given, so that equal documents are equal bytes.
    fileprivate static func object(of members: [(String, JSON)]) -> JSON {
        .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }
}
