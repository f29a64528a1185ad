extension ZoneCatalogue {
    static let shadowLand = Region(
        name: "Realm of Shadow",
        nativeTier: 18,
        isDLC: true,
        places: [
            .dungeon("gravesite_fogrift", "Fog Rift Catacombs", "Death Knight", "m40_00_00_00", exits: 2),
            .dungeon("scadualtus_scorpionriver", "Scorpion River Catacombs", "Death Knight", "m40_01_00_00"),
            .dungeon("scadualtus_darklight", "Darklight Catacombs", "Jori, Elder Inquisitor", "m40_02_00_00", exits: 2),
            .dungeon("gravesite_belurat_gaol", "Belurat Gaol", "Demi-Human Swordmaster Onze", "m41_00_00_00"),
            .dungeon("cerulean_bonny_gaol", "Bonny Gaol", "Curseblade Labirith", "m41_01_00_00", exits: 2),
            .dungeon("charo_lamenter_gaol", "Lamenter's Gaol", "Lamenter", "m41_02_00_00"),
            .dungeon("gravesite_rivermouth", "Rivermouth Cave", "Chief Bloodfiend", "m43_00_00_00"),
            .dungeon("gravesite_dragonpit", "Dragon's Pit", "Ancient Dragon-Man", "m43_01_00_00", bossExits: 2),
            .arena("gravesite_blackgaol_boss", "Western Nameless Mausoleum", "Blackgaol Knight", "m61_44_43_00"),
            .arena("scadualtus_ralva_boss", "Moorth Highway", "Ralva the Great Red Bear", "m61_49_45_00", exits: 2),
            .arena("abyssal_madding_boss", "Abyssal Woods", "Madding Hand", "m61_51_43_00"),
            .legacy("belurat", "Belurat, Tower Settlement", "m20_00_00_00", exits: 3, weight: 16),
            .legacy(
                "shadowkeep",
                "Shadow Keep",
                "m21_00_00_00",
                exits: 4,
                weight: 18,
                rooms: ["shadowkeep_storehouse"]
            ),
            .legacy("midramanse", "Midra's Manse", "m28_00_00_00", exits: 3, weight: 13),
            .legacy("enirilim", "Enir-Ilim", "m20_01_00_00", exits: 3, weight: 17),
            .major("belurat_dancinglion", "Belurat", "Divine Beast Dancing Lion", "m20_00_00_00"),
            .major("ensis_rellana", "Castle Ensis", "Rellana, Twin Moon Knight", "m61_47_44_00"),
            .major("shadowkeep_messmer", "Shadow Keep", "Messmer the Impaler", "m21_00_00_00"),
            .major("midramanse_midra", "Midra's Manse", "Midra, Lord of Frenzied Flame", "m28_00_00_00"),
            .final("enirilim_consort", "Enir-Ilim", "Promised Consort Radahn", "m20_01_00_00"),
        ]
    )
}
