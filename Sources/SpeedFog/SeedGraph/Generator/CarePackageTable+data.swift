extension CarePackageTable {
    static let weapons: [(Int, String)] = [
        (1_000_000, "Dagger"), (1_030_000, "Misericorde"), (2_000_000, "Longsword"), (2_010_000, "Short Sword"),
        (2_020_000, "Broadsword"), (3_000_000, "Bastard Sword"), (3_180_000, "Claymore"), (4_000_000, "Greatsword"),
        (4_040_000, "Zweihander"), (5_020_000, "Estoc"), (7_000_000, "Falchion"), (7_140_000, "Scimitar"),
        (8_060_000, "Omen Cleaver"), (9_000_000, "Uchigatana"), (11_000_000, "Mace"), (11_010_000, "Club"),
        (12_000_000, "Large Club"), (14_000_000, "Battle Axe"), (14_050_000, "Flail"), (15_000_000, "Greataxe"),
        (16_000_000, "Short Spear"), (16_020_000, "Spear"), (18_000_000, "Halberd"), (19_000_000, "Scythe"),
        (20_020_000, "Thorned Whip"), (21_000_000, "Caestus"), (22_000_000, "Hookclaws"), (40_000_000, "Shortbow"),
    ]

    static let shields: [(Int, String)] = [
        (30_000_000, "Buckler"), (30_010_000, "Perfumer's Shield"), (30_100_000, "Rickety Shield"),
        (31_000_000, "Kite Shield"), (31_100_000, "Banished Knight's Shield"), (31_330_000, "Brass Shield"),
        (32_000_000, "Dragon Towershield"), (32_080_000, "Golden Greatshield"),
    ]

    static let catalysts: [(Int, String)] = [
        (33_000_000, "Glintstone Staff"), (33_130_000, "Astrologer's Staff"), (33_180_000, "Carian Glintblade Staff"),
        (34_000_000, "Finger Seal"), (34_010_000, "Godslayer's Seal"), (34_020_000, "Giant's Seal"),
    ]

    static let headArmor: [(Int, String)] = [
        (40_000, "Iron Helmet"), (50_000, "Kaiden Helm"), (80_000, "Scaled Helm"), (340_000, "Cleanrot Helm"),
        (660_000, "Vagabond Knight Helm"), (140_000, "Bull-Goat Helm"),
    ]

    static let bodyArmor: [(Int, String)] = [
        (50_100, "Kaiden Armor"), (80_100, "Scaled Armor"), (140_100, "Bull-Goat Armor"),
        (340_100, "Cleanrot Armor"), (660_100, "Vagabond Knight Armor"), (980_100, "Carian Knight Armor"),
    ]

    static let armArmor: [(Int, String)] = [
        (50_200, "Kaiden Gauntlets"), (80_200, "Scaled Gauntlets"), (140_200, "Bull-Goat Gauntlets"),
        (340_200, "Cleanrot Gauntlets"), (660_200, "Vagabond Knight Gauntlets"), (980_200, "Carian Knight Gauntlets"),
    ]

    static let legArmor: [(Int, String)] = [
        (50_300, "Kaiden Trousers"), (80_300, "Scaled Greaves"), (140_300, "Bull-Goat Greaves"),
        (170_300, "Blaidd's Greaves"), (340_300, "Cleanrot Greaves"), (470_300, "Radahn's Greaves"),
        (660_300, "Vagabond Knight Greaves"),
    ]

    static let talismans: [(Int, String)] = [
        (1000, "Crimson Amber Medallion"), (1010, "Cerulean Amber Medallion"), (1020, "Viridian Amber Medallion"),
        (1030, "Arsenal Charm"), (1040, "Erdtree's Favor"), (2081, "Rotten Winged Sword Insignia"),
        (2110, "Blue Dancer Charm"), (4000, "Dragoncrest Shield Talisman"), (5050, "Assassin's Crimson Dagger"),
        (5060, "Assassin's Cerulean Dagger"),
    ]

    static let sorceries: [(Int, String)] = [
        (4000, "Glintstone Pebble"), (4001, "Great Glintstone Shard"), (4040, "Glintstone Stars"),
        (4390, "Magic Glintblade"), (4430, "Carian Greatsword"), (4440, "Carian Slicer"), (4450, "Carian Piercer"),
        (4640, "Rock Sling"),
    ]

    static let incantations: [(Int, String)] = [
        (6000, "Catch Flame"), (6010, "Flame Sling"), (6210, "Black Flame"), (6400, "Heal"), (6420, "Urgent Heal"),
        (6430, "Blessing's Boon"), (6600, "Golden Vow"), (7000, "Beast Claw"),
    ]

    static let crystalTears: [(Int, String)] = [
        (11001, "Crimson Crystal Tear"), (11002, "Cerulean Crystal Tear"), (11009, "Crimsonburst Crystal Tear"),
        (11012, "Winged Crystal Tear"), (11022, "Dexterity-knot Crystal Tear"), (11024, "Faith-knot Crystal Tear"),
        (11027, "Purifying Crystal Tear"), (11030, "Opaline Hardtear"),
    ]

    static let ashesOfWar: [(Int, String)] = [
        (10000, "Lion's Claw"), (10100, "Impaling Thrust"), (10300, "Spinning Slash"), (11400, "Unsheathe"),
        (20000, "Hoarfrost Stomp"), (20100, "Storm Blade"), (50100, "Bloodhound's Step"), (50300, "Kick"),
        (60000, "Endure"), (65000, "Barbaric Roar"),
    ]
}
