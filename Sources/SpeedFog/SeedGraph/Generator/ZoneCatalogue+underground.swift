extension ZoneCatalogue {
    static let underground = Region(
        name: "Eternal Cities",
        nativeTier: 11,
        places: [
            .arena("siofra_boss", "Hallowhorn Grounds", "Ancestor Spirit", "m12_08_00_00"),
            .arena("siofra_dragonkin_boss", "Siofra River", "Dragonkin Soldier", "m12_02_00_00", exits: 2),
            .arena("siofra_nokron_mimic", "Nokron", "Mimic Tear", "m12_07_00_00", exits: 2),
            .arena("siofra_nokron_spirit", "Night's Sacred Ground", "Regal Ancestor Spirit", "m12_09_00_00"),
            .arena("siofra_nokron_gargoyles", "Siofra Aqueduct", "Valiant Gargoyles", "m12_02_00_00", exits: 2),
            .arena("ainsel_dragonkin_boss", "Ainsel River", "Dragonkin Soldier of Nokstella", "m12_01_00_00", exits: 2),
            .arena("lakeofrot_dragonkin_boss", "Lake of Rot", "Putrid Dragonkin Soldier", "m12_01_00_00"),
            .arena("deeproot_champions_boss", "Deeproot Depths", "Fia's Champions", "m12_03_00_00"),
            .arena("deeproot_dream", "Deathbed Dream", "Lichdragon Fortissax", "m12_03_00_00", exits: 2),
            .major("ainsel_astel", "Grand Cloister", "Astel, Naturalborn of the Void", "m12_04_00_00"),
            .major("mohgwyn_boss", "Mohgwyn Palace", "Mohg, Lord of Blood", "m12_05_00_00"),
            .legacy("siofra_nokron", "Nokron, Eternal City", "m12_02_00_00", exits: 3, weight: 15),
            .legacy("ainsel_nokstella", "Nokstella, Eternal City", "m12_01_00_00", exits: 3, weight: 15),
            .legacy("deeproot", "Deeproot Depths", "m12_03_00_00", exits: 3, weight: 14),
            .legacy("mohgwyn", "Mohgwyn Palace", "m12_05_00_00", exits: 3, weight: 16, rooms: ["mohgwyn_mausoleum"]),
            .dungeon(
                "sewer",
                "Subterranean Shunning-Grounds",
                "Esgar, Priest of Blood",
                "m35_00_00_00",
                exits: 3,
                weight: 8
            ),
            .dungeon("sewer_catacombs", "Leyndell Catacombs", "Mohg, the Omen", "m35_00_00_00", exits: 2, weight: 5),
        ]
    )
}
