extension ZoneCatalogue {
    static let caelid = Region(
        name: "Caelid",
        nativeTier: 8,
        places: [
            .dungeon("caelid_gaolcave", "Gaol Cave", "Frenzied Duelist", "m31_21_00_00"),
            .dungeon(
                "caelid_abandonedcave",
                "Abandoned Cave",
                "Cleanrot Knight Duo",
                "m31_20_00_00",
                exits: 2,
                weight: 5
            ),
            .dungeon("caelid_catacombs", "Caelid Catacombs", "Cemetery Shade", "m30_15_00_00"),
            .dungeon("caelid_minorcatacombs", "Minor Erdtree Catacombs", "Watchdog Duo", "m30_14_00_00", exits: 2),
            .dungeon("caelid_wardeadcatacombs", "War-Dead Catacombs", "Putrid Tree Spirit", "m30_16_00_00"),
            .dungeon("caelid_gaeltunnel", "Gael Tunnel", "Magma Wyrm", "m32_07_00_00", exits: 2, bossExits: 2),
            .dungeon("caelid_selliatunnel", "Sellia Crystal Tunnel", "Fallingstar Beast", "m32_08_00_00"),
            .arena("caelid_caelem_boss", "Caelem Ruins", "Mad Pumpkin Head Duo", "m60_48_40_00"),
            .arena("caelid_tower_boss", "Divine Tower of Caelid", "Godskin Apostle", "m34_13_00_00", exits: 2),
            .arena("caelid_swamp_boss", "Swamp of Aeonia", "Commander O'Neil", "m60_49_39_00", exits: 2),
            .arena("caelid_ekzykes_boss", "Caelid Highway", "Decaying Ekzykes", "m60_48_38_00"),
            .arena("caelid_sellia_boss", "Sellia", "Nox Swordstress and Nox Priest", "m60_49_40_00"),
            .major("caelid_radahn", "Redmane Castle", "Starscourge Radahn", "m60_52_38_00"),
            .arena("caelid_redmane_boss", "Redmane Plaza", "Misbegotten Warrior", "m60_51_36_00", exits: 2),
        ]
    )

    static let dragonbarrow = Region(
        name: "Dragonbarrow",
        nativeTier: 13,
        places: [
            .dungeon("dragonbarrow_cave", "Dragonbarrow Cave", "Beastman Duo", "m31_10_00_00", exits: 2),
            .dungeon(
                "dragonbarrow_selliahideaway",
                "Sellia Hideaway",
                "Putrid Crystalian Trio",
                "m31_11_00_00",
                bossExits: 2
            ),
            .arena("dragonbarrow_evergaol", "Sellia Evergaol", "Battlemage Hugues", "m60_48_41_00"),
            .arena("dragonbarrow_bestial_boss", "Bestial Sanctum", "Black Blade Kindred", "m60_51_43_00"),
            .arena("dragonbarrow_greyll_boss", "Farum Greatbridge", "Flying Dragon Greyll", "m60_52_41_00", exits: 2),
            .arena("dragonbarrow_tower_boss", "Isolated Divine Tower", "Elder Dragon's Kin", "m34_15_00_00"),
        ]
    )
}
