/// Every zone the generator may use, in a fixed order.
package struct ZoneCatalogue: Sendable {
    package let zones: [Zone]
    package let start: Zone
    private let index: [String: Int]

    /// The whole game.
    package static let standard = ZoneCatalogue(
        start: Self.chapel,
        regions: [
            Self.limgrave, Self.stormhill, Self.peninsula, Self.liurnia, Self.caelid, Self.dragonbarrow, Self.altus,
            Self.outskirts, Self.gelmir, Self.mountaintops, Self.snowfield, Self.underground, Self.castles,
            Self.shadowLand,
        ]
    )

    init(start: Place, regions: [Region]) {
        var names = GateNames()
        let chapel = Region(name: "", nativeTier: 1, places: [start])
        self.start = Self.zones(of: start, in: chapel, names: &names)[0]
        self.zones = regions.flatMap { region in
            region.places.flatMap { Self.zones(of: $0, in: region, names: &names) }
        }
        self.index = Dictionary(uniqueKeysWithValues: self.zones.enumerated().map { ($1.id, $0) })
    }

    package func zone(_ id: String) -> Zone? {
        self.index[id].map { self.zones[$0] }
    }

    private static func zones(of place: Place, in region: Region, names: inout GateNames) -> [Zone] {
        let name = region.name.isEmpty ? place.name : "\(region.name) - \(place.name)"
        func zone(_ id: String, _ name: String, _ kind: ZoneKind, exits: Int, boss: String?, weight: Int) -> Zone {
            let areas = [id] + place.rooms
            return Zone(
                id: id,
                areas: areas,
                displayName: name,
                kind: kind,
                weight: weight,
                map: place.map,
                boss: boss,
                gates: names.gates(kind, map: place.map, exits: exits, areas: areas, place: place.name, boss: boss),
                nativeTier: region.nativeTier,
                isDLC: region.isDLC,
                endsRuns: kind == .majorBoss || kind == .finalBoss
            )
        }
        let weight = place.weight
        switch place.shape {
        case .dungeon(let boss, let bossExits):
            return [
                zone(place.id, name, .miniDungeon, exits: place.exits, boss: nil, weight: weight),
                zone("\(place.id)_boss", "\(name) - \(boss)", .bossArena, exits: bossExits, boss: boss, weight: 2),
            ]
        case .arena(let boss):
            return [zone(place.id, "\(name) - \(boss)", .bossArena, exits: place.exits, boss: boss, weight: weight)]
        case .major(let boss):
            return [zone(place.id, "\(name) - \(boss)", .majorBoss, exits: place.exits, boss: boss, weight: weight)]
        case .final(let boss):
            return [zone(place.id, "\(name) - \(boss)", .finalBoss, exits: 0, boss: boss, weight: weight)]
        case .legacy:
            return [zone(place.id, name, .legacyDungeon, exits: place.exits, boss: nil, weight: weight)]
        case .start:
            return [zone(place.id, name, .start, exits: place.exits, boss: nil, weight: weight)]
        }
    }
}
