extension ZoneCatalogue {
    static let mountaintops = Region(
        name: "Mountaintops of the Giants",
        nativeTier: 15,
        places: [
            .dungeon(
                "mountaintops_catacombs",
                "Giants' Mountaintop Catacombs",
                "Ulcerated Tree Spirit",
                "m30_18_00_00"
            ),
            .dungeon(
                "mountaintops_cave",
                "Spiritcaller's Cave",
                "Godskin Apostle and Noble",
                "m31_22_00_00",
                exits: 2,
                bossExits: 2
            ),
            .dungeon(
                "flamepeak_grave",
                "Giant-Conquering Hero's Grave",
                "Ancient Hero of Zamor",
                "m30_17_00_00",
                exits: 2
            ),
            .arena("mountaintops_evergaol", "Lord Contender's Evergaol", "Vyke, Roundtable Knight", "m60_52_53_00"),
            .arena(
                "mountaintops_borealis_boss",
                "Freezing Lake",
                "Borealis the Freezing Fog",
                "m60_50_56_00",
                exits: 2
            ),
            .arena("mountaintops_zamor_boss", "Zamor Ruins", "Zamor Honour Guard", "m60_49_53_00"),
            .arena("mountaintops_sol_boss", "Castle Sol", "Commander Niall", "m60_51_57_00", exits: 2),
            .arena("mountaintops_kindred_boss", "Grand Lift of Rold", "Black Blade Kindred", "m60_48_51_00"),
            .legacy("mountaintops_sol", "Castle Sol", "m60_51_57_00", exits: 3, weight: 13),
            .major("flamepeak_firegiant", "Flame Peak", "Fire Giant", "m60_52_54_00"),
        ]
    )

    static let snowfield = Region(
        name: "Consecrated Snowfield",
        nativeTier: 17,
        places: [
            .dungeon("snowfield_catacombs", "Consecrated Snowfield Catacombs", "Putrid Warden Duelist", "m30_19_00_00"),
            .dungeon("snowfield_cave", "Cave of the Forlorn", "Misbegotten Crusader", "m31_12_00_00", bossExits: 2),
            .dungeon(
                "snowfield_tunnel",
                "Yelough Anix Tunnel",
                "Astel, Stars of Darkness",
                "m32_11_00_00",
                exits: 2
            ),
            .dungeon(
                "snowfield_hiddenpath",
                "Hidden Path to the Haligtree",
                "Stray Mimic Tear",
                "m30_20_00_00",
                exits: 2,
                weight: 6
            ),
            .arena("snowfield_theodorix_boss", "Snowfield River", "Great Wyrm Theodorix", "m60_50_57_00", exits: 2),
            .arena("snowfield_ordina_boss", "Ordina, Liturgical Town", "Night's Cavalry Duo", "m60_48_57_00"),
            .arena("snowfield_ritebird_boss", "Apostate Derelict", "Death Rite Bird", "m60_47_58_00"),
        ]
    )
}
