extension ZoneCatalogue {
    static let altus = Region(
        name: "Altus Plateau",
        nativeTier: 10,
        places: [
            .dungeon("altus_sagescave", "Sage's Cave", "Necromancer Garris", "m31_19_00_00", exits: 2, bossExits: 2),
            .dungeon("altus_grotto", "Perfumer's Grotto", "Omenkiller and Miranda", "m31_18_00_00"),
            .dungeon("altus_catacombs", "Unsightly Catacombs", "Perfumer Tricia", "m30_12_00_00"),
            .dungeon("altus_grave", "Sainted Hero's Grave", "Ancient Hero of Zamor", "m30_08_00_00", exits: 2),
            .dungeon("altus_oldtunnel", "Old Altus Tunnel", "Stonedigger Troll", "m32_04_00_00"),
            .dungeon("altus_tunnel", "Altus Tunnel", "Crystalian Spear and Ringblade", "m32_05_00_00", exits: 2),
            .arena("altus_lux_boss", "Lux Ruins", "Demi-Human Queen Gilika", "m60_38_51_00"),
            .arena("altus_writheblood_boss", "Writheblood Ruins", "Sanguine Noble", "m60_39_52_00"),
            .arena("altus_evergaol", "Golden Lineage Evergaol", "Godefroy the Grafted", "m60_39_50_00"),
            .arena("altus_fallingstar_boss", "South of Tree Sentinels", "Fallingstar Beast", "m60_41_50_00", exits: 2),
            .arena("altus_lansseax_boss", "Abandoned Coffin", "Ancient Dragon Lansseax", "m60_37_51_00", exits: 2),
            .arena("altus_wormface_boss", "Woodfolk Ruins", "Wormface", "m60_41_54_00"),
            .arena("altus_windmill_boss", "Dominula, Windmill Village", "Godskin Apostle", "m60_40_55_00"),
            .arena("altus_shaded_boss", "Shaded Castle", "Elemer of the Briar", "m60_39_53_00", exits: 2),
            .legacy("altus_shadedcastle", "Shaded Castle", "m60_39_53_00", exits: 3, weight: 12),
        ]
    )

    static let outskirts = Region(
        name: "Capital Outskirts",
        nativeTier: 11,
        places: [
            .dungeon("outskirts_grave", "Auriza Hero's Grave", "Crucible Knight Ordovis", "m30_10_00_00", exits: 2),
            .dungeon(
                "outskirts_sidetomb",
                "Auriza Side Tomb",
                "Grave Warden Duelist",
                "m30_13_00_00",
                exits: 2,
                weight: 6
            ),
            .dungeon(
                "outskirts_sealedtunnel",
                "Sealed Tunnel",
                "Onyx Lord",
                "m34_12_00_00",
                bossExits: 2,
                weight: 6
            ),
            .arena("outskirts_sentinels_boss", "Capital Rampart", "Tree Sentinel Duo", "m60_41_51_00", exits: 2),
            .arena("outskirts_gate_boss", "Capital Gate", "Draconic Tree Sentinel", "m60_45_52_00"),
            .arena("outskirts_bellbearing_boss", "Hermit Merchant's Shack", "Bell Bearing Hunter", "m60_43_53_00"),
        ]
    )

    static let gelmir = Region(
        name: "Mt. Gelmir",
        nativeTier: 12,
        places: [
            .dungeon("gelmir_seethewatercave", "Seethewater Cave", "Kindred of Rot", "m31_07_00_00"),
            .dungeon("gelmir_volcanocave", "Volcano Cave", "Demi-Human Queen Margot", "m31_09_00_00", exits: 2),
            .dungeon("gelmir_wyndhamcatacombs", "Wyndham Catacombs", "Erdtree Burial Watchdog", "m30_07_00_00"),
            .dungeon("gelmir_grave", "Gelmir Hero's Grave", "Red Wolf of the Champion", "m30_09_00_00", weight: 5),
            .arena("gelmir_fortlaiedd_boss", "Fort Laiedd", "Magma Wyrm", "m60_35_53_00"),
            .arena("gelmir_hermit_boss", "Hermit Village", "Demi-Human Queen Maggie", "m60_36_53_00", exits: 2),
            .arena(
                "gelmir_starbeast_boss",
                "Ninth Mt. Gelmir Campsite",
                "Full-Grown Fallingstar Beast",
                "m60_37_54_00"
            ),
        ]
    )
}
