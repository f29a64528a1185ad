extension ZoneCatalogue {
    static let castles = Region(
        name: "",
        nativeTier: 12,
        places: [
            .legacy(
                "stormveil",
                "Stormveil Castle after Gate",
                "m10_00_00_00",
                exits: 4,
                weight: 17,
                rooms: ["stormveil_start"]
            ),
            .major("stormveil_margit", "Stormveil Castle", "Margit, the Fell Omen", "m10_00_00_00"),
            .major("stormveil_godrick", "Stormveil Castle", "Godrick the Grafted", "m10_00_00_00"),
            .legacy(
                "academy",
                "Academy of Raya Lucaria",
                "m14_00_00_00",
                exits: 3,
                weight: 17,
                rooms: ["academy_entrance"]
            ),
            .legacy("academy_courtyard", "Academy Courtyard", "m14_00_00_00", exits: 3, weight: 12),
            .arena("academy_redwolf", "Debate Parlour", "Red Wolf of Radagon", "m14_00_00_00", exits: 2),
            .major("academy_library", "Grand Library", "Rennala, Queen of the Full Moon", "m14_00_00_00"),
            .legacy(
                "volcano_posttemple",
                "Volcano Manor",
                "m16_00_00_00",
                exits: 4,
                weight: 18,
                rooms: ["volcano_temple", "volcano_sendinggate"]
            ),
            .legacy("volcano_prison", "Volcano Manor - Prison Town", "m16_00_00_00", exits: 3, weight: 15),
            .arena("volcano_godskin", "Temple of Eiglay", "Godskin Noble", "m16_00_00_00", exits: 2),
            .arena("volcano_abductors", "Subterranean Inquisition Chamber", "Abductor Virgins", "m16_00_00_00"),
            .major("volcano_rykard", "Volcano Manor", "Rykard, Lord of Blasphemy", "m16_00_00_00"),
            .legacy(
                "leyndell",
                "Leyndell, Royal Capital",
                "m11_00_00_00",
                exits: 4,
                weight: 18,
                rooms: ["leyndell_divinebridge", "leyndell_pretower"]
            ),
            .legacy("leyndell_fortified", "Leyndell - Fortified Manor", "m11_00_00_00", exits: 3, weight: 14),
            .legacy("leyndell_ashen", "Leyndell, Ashen Capital", "m11_05_00_00", exits: 3, weight: 13),
            .arena("leyndell_sanctuary", "Erdtree Sanctuary", "Godfrey, Golden Shade", "m11_00_00_00", exits: 2),
            .arena("leyndell_gideon", "Erdtree Sanctuary", "Sir Gideon Ofnir", "m11_05_00_00"),
            .major("leyndell_throne", "Leyndell", "Morgott, the Omen King", "m11_00_00_00"),
            .major("leyndell2_throne", "Ashen Capital", "Hoarah Loux", "m11_05_00_00"),
            .legacy(
                "farumazula",
                "Crumbling Farum Azula",
                "m13_00_00_00",
                exits: 4,
                weight: 17,
                rooms: ["farumazula_temple"]
            ),
            .legacy(
                "farumazula_lift",
                "Farum Azula - Dragon Temple Lift",
                "m13_00_00_00",
                exits: 3,
                weight: 16,
                rooms: ["farumazula_transept"]
            ),
            .major("farumazula_godskinduo", "Dragon Temple", "Godskin Duo", "m13_00_00_00"),
            .major("farumazula_placidusax", "Farum Azula", "Dragonlord Placidusax", "m13_00_00_00"),
            .major("farumazula_maliketh", "Farum Azula", "Maliketh, the Black Blade", "m13_00_00_00"),
            .legacy(
                "haligtree",
                "Miquella's Haligtree",
                "m15_00_00_00",
                exits: 3,
                weight: 16,
                rooms: ["haligtree_town"]
            ),
            .legacy("haligtree_elphael", "Elphael, Brace of the Haligtree", "m15_00_00_00", exits: 3, weight: 18),
            .arena("haligtree_loretta", "Haligtree", "Loretta, Knight of the Haligtree", "m15_00_00_00", exits: 2),
            .major("haligtree_malenia", "Haligtree Roots", "Malenia, Blade of Miquella", "m15_00_00_00"),
            .final("leyndell_erdtree", "Leyndell - Erdtree", "Radagon of the Golden Order", "m11_05_00_00"),
            .final("erdtree_eldenbeast", "Fractured Marika", "Elden Beast", "m19_00_00_00"),
        ]
    )
}
