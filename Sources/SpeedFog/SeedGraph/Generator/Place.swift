/// A line of the zone tables: a place of the game as a reader of the table would name it.
struct Place: Sendable {
    enum Shape: Sendable {
        /// A cave, catacomb, tunnel or grave with its boss behind a fog wall: two zones.
        case dungeon(boss: String, bossExits: Int)
        case arena(boss: String)
        case major(boss: String)
        case legacy
        case final(boss: String)
        case start
    }

    let id: String
    let name: String
    let map: String
    let shape: Shape
    let exits: Int
    let weight: Int
    let rooms: [String]

    /// A dungeon and, as a zone of its own, its boss room.
    static func dungeon(
        _ id: String,
        _ name: String,
        _ boss: String,
        _ map: String,
        exits: Int = 1,
        bossExits: Int = 1,
        weight: Int = 4
    ) -> Place {
        Place(
            id: id,
            name: name,
            map: map,
            shape: .dungeon(boss: boss, bossExits: bossExits),
            exits: exits,
            weight: weight,
            rooms: []
        )
    }

    /// A boss that stands alone: an evergaol, a field, a ruin.
    static func arena(_ id: String, _ name: String, _ boss: String, _ map: String, exits: Int = 1) -> Place {
        Place(id: id, name: name, map: map, shape: .arena(boss: boss), exits: exits, weight: 2, rooms: [])
    }

    static func major(_ id: String, _ name: String, _ boss: String, _ map: String, exits: Int = 2) -> Place {
        Place(id: id, name: name, map: map, shape: .major(boss: boss), exits: exits, weight: 4, rooms: [])
    }

    static func legacy(
        _ id: String,
        _ name: String,
        _ map: String,
        exits: Int,
        weight: Int,
        rooms: [String] = []
    ) -> Place {
        Place(id: id, name: name, map: map, shape: .legacy, exits: exits, weight: weight, rooms: rooms)
    }

    static func final(_ id: String, _ name: String, _ boss: String, _ map: String) -> Place {
        Place(id: id, name: name, map: map, shape: .final(boss: boss), exits: 0, weight: 4, rooms: [])
    }
}

/// A region of the game with its places.
struct Region: Sendable {
    /// Leads the display names; empty where the places speak for themselves.
    let name: String
    let nativeTier: Int
    var isDLC = false
    let places: [Place]
}
