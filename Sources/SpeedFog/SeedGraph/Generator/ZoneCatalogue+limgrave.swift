extension ZoneCatalogue {
    static let chapel = Place(
        id: "chapel_start",
        name: "Chapel of Anticipation",
        map: "m10_01_00_00",
        shape: .start,
        exits: 8,
        weight: 1,
        rooms: ["roundtable"]
    )

    static let limgrave = Region(
        name: "Limgrave",
        nativeTier: 1,
        places: [
            .dungeon("limgrave_murkwatercave", "Murkwater Cave", "Patches", "m31_00_00_00", exits: 2),
            .dungeon("limgrave_grovesidecave", "Groveside Cave", "Beastman of Farum Azula", "m31_03_00_00"),
            .dungeon("limgrave_coastalcave", "Coastal Cave", "Demi-Human Chiefs", "m31_15_00_00", bossExits: 2),
            .dungeon("limgrave_highroadcave", "Highroad Cave", "Guardian Golem", "m31_17_00_00", exits: 2),
            .dungeon("limgrave_catacombs", "Stormfoot Catacombs", "Erdtree Burial Watchdog", "m30_02_00_00"),
            .dungeon("limgrave_murkwatercatacombs", "Murkwater Catacombs", "Grave Warden Duelist", "m30_04_00_00"),
            .dungeon("limgrave_tunnels", "Limgrave Tunnels", "Stonedigger Troll", "m32_01_00_00", exits: 2),
            .dungeon("graveyard_cave", "Cave of Knowledge", "Soldier of Godrick", "m18_00_00_00", exits: 2),
            .dungeon("graveyard_grave", "Fringefolk Hero's Grave", "Ulcerated Tree Spirit", "m18_00_00_00", weight: 6),
            .arena("limgrave_waypoint_boss", "Waypoint Ruins", "Mad Pumpkin Head", "m60_44_36_00", exits: 2),
            .arena("limgrave_evergaol", "Forlorn Hound Evergaol", "Bloodhound Knight Darriwil", "m60_44_34_00"),
            .arena("limgrave_mistwood_boss", "Mistwood", "Runebear", "m60_46_35_00"),
            .arena("limgrave_agheel_boss", "Agheel Lake", "Flying Dragon Agheel", "m60_43_36_00", exits: 2),
        ]
    )

    static let stormhill = Region(
        name: "Stormhill",
        nativeTier: 3,
        places: [
            .dungeon("stormhill_catacombs", "Deathtouched Catacombs", "Black Knife Assassin", "m30_11_00_00"),
            .arena("stormhill_evergaol", "Stormhill Evergaol", "Crucible Knight", "m60_42_37_00"),
            .arena("stormhill_tower_boss", "Divine Tower of Limgrave", "Fell Twins' Shade", "m34_10_00_00", exits: 2),
            .arena("stormhill_bridge_boss", "Saintsbridge", "Deathbird", "m60_43_39_00"),
        ]
    )

    static let peninsula = Region(
        name: "Weeping Peninsula",
        nativeTier: 2,
        places: [
            .dungeon("peninsula_tombswardcatacombs", "Tombsward Catacombs", "Cemetery Shade", "m30_00_00_00"),
            .dungeon(
                "peninsula_impalerscatacombs",
                "Impaler's Catacombs",
                "Erdtree Burial Watchdog",
                "m30_01_00_00",
                exits: 2
            ),
            .dungeon("peninsula_earthborecave", "Earthbore Cave", "Runebear", "m31_01_00_00"),
            .dungeon("peninsula_tombswardcave", "Tombsward Cave", "Miranda the Blighted Bloom", "m31_02_00_00"),
            .dungeon("peninsula_tunnel", "Morne Tunnel", "Scaly Misbegotten", "m32_00_00_00", bossExits: 2),
            .arena("peninsula_mornecastle_boss", "Castle Morne", "Leonine Misbegotten", "m60_43_31_00", exits: 2),
            .arena("peninsula_evergaol", "Weeping Evergaol", "Ancient Hero of Zamor", "m60_42_33_00"),
            .arena("peninsula_erdtree_boss", "Minor Erdtree", "Erdtree Avatar", "m60_43_33_00"),
        ]
    )
}
