extension ZoneCatalogue {
    static let liurnia = Region(
        name: "Liurnia",
        nativeTier: 6,
        places: [
            .dungeon("liurnia_stillwatercave", "Stillwater Cave", "Cleanrot Knight", "m31_04_00_00", exits: 2),
            .dungeon("liurnia_lakesidecave", "Lakeside Crystal Cave", "Bloodhound Knight", "m31_05_00_00"),
            .dungeon(
                "liurnia_academycave",
                "Academy Crystal Cave",
                "Crystalian Duo",
                "m31_06_00_00",
                exits: 2,
                bossExits: 2
            ),
            .dungeon("liurnia_roadsendcatacombs", "Road's End Catacombs", "Spirit-Caller Snail", "m30_03_00_00"),
            .dungeon(
                "liurnia_blackknifecatacombs",
                "Black Knife Catacombs",
                "Cemetery Shade",
                "m30_05_00_00",
                exits: 2
            ),
            .dungeon("liurnia_cliffbottomcatacombs", "Cliffbottom Catacombs", "Erdtree Watchdog", "m30_06_00_00"),
            .dungeon("liurnia_tunnel", "Raya Lucaria Crystal Tunnel", "Crystalian", "m32_02_00_00"),
            .dungeon(
                "liurnia_precipice",
                "Ruin-Strewn Precipice",
                "Magma Wyrm Makar",
                "m39_20_00_00",
                exits: 2,
                bossExits: 2,
                weight: 6
            ),
            .arena("liurnia_evergaol_bols", "Cuckoo's Evergaol", "Bols, Carian Knight", "m60_33_45_00"),
            .arena("liurnia_evergaol_adan", "Malefactor's Evergaol", "Adan, Thief of Fire", "m60_36_42_00"),
            .arena(
                "liurnia_evergaol_loretta",
                "Royal Grave Evergaol",
                "Alecto, Black Knife Ringleader",
                "m60_34_50_00"
            ),
            .arena("liurnia_evergaol_onyx", "Ringleader's Approach", "Onyx Lord", "m60_36_50_00", exits: 2),
            .arena("liurnia_smarag_boss", "Temple Quarter", "Glintstone Dragon Smarag", "m60_34_47_00", exits: 2),
            .arena("liurnia_adula_boss", "Moonlight Altar", "Glintstone Dragon Adula", "m60_34_42_00"),
            .arena("liurnia_birdseye_boss", "Bellum Highway", "Night's Cavalry", "m60_37_49_00"),
            .arena("liurnia_tower_boss", "Study Hall", "Preceptor Miriam", "m34_11_00_00", exits: 2),
            .legacy(
                "liurnia_manor",
                "Caria Manor",
                "m60_35_50_00",
                exits: 3,
                weight: 14,
                rooms: ["liurnia_manor_upper"]
            ),
            .arena("liurnia_manor_boss", "Caria Manor", "Royal Knight Loretta", "m60_35_50_00", exits: 2),
        ]
    )
}
