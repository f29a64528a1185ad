/// Items a run begins with, as the game numbers them.
enum StartingGoods {
    /// Keys of the pool file in the order in which the goods are listed.
    private static let table: [(key: String, goods: [Int])] = [
        ("academy_key", [8109]),
        ("pureblood_medal", [2160]),
        ("drawing_room_key", [8134]),
        ("lantern", [2070]),
        ("physick_flask", [250]),
        ("whetblades", [8590, 8970, 8971, 8972, 8973, 8974]),
        ("omother", [2_009_004]),
        ("welldepthskey", [2_008_004]),
        ("gaolupperlevelkey", [2_008_005]),
        ("gaollowerlevelkey", [2_008_006]),
        ("holeladennecklace", [2_008_008]),
        ("messmerskindling", [2_008_021]),
        ("great_runes", [191, 192, 193, 194, 195, 196]),
    ]

    private static let talismanPouch = 10040

    static func goods(for items: GeneratorSettings.StartingItems) -> [Int] {
        let chosen = self.table.filter { items.keys.contains($0.key) }.flatMap(\.goods)
        return chosen + Array(repeating: self.talismanPouch, count: max(0, min(items.talismanPouches, 3)))
    }

    static func unknown(in keys: [String]) -> [String] {
        keys.filter { key in !self.table.contains { $0.key == key } }
    }
}
