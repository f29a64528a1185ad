/// Names the fog gates of the zones so that no two gates of one map share a name.
struct GateNames {
    private var used: [String: Int] = [:]

    mutating func gates(
        _ kind: ZoneKind,
        map: String,
        exits: Int,
        areas: [String],
        place: String,
        boss: String?
    ) -> [Zone.Gate] {
        var gates = [
            Zone.Gate(
                object: self.object(kind == .miniDungeon ? "AEG099_230" : "AEG099_001", in: map),
                area: areas[0],
                text: boss.map { "before \($0)" } ?? "the way into \(place)"
            )
        ]
        for number in 0..<exits {
            let asset = ["AEG099_002", "AEG099_003", "AEG099_231", "AEG099_232"][number % 4]
            gates.append(
                Zone.Gate(
                    object: self.object(asset, in: map),
                    area: areas[number % areas.count],
                    text: Self.text(number, place: place, boss: boss)
                )
            )
        }
        return gates
    }

    private mutating func object(_ asset: String, in map: String) -> String {
        let instance = 9000 + self.used["\(map)_\(asset)", default: 0]
        self.used["\(map)_\(asset)", default: 0] += 1
        return "\(asset)_\(instance)"
    }

    private static func text(_ number: Int, place: String, boss: String?) -> String {
        if let boss {
            return number == 0 ? "behind \(boss)" : "a side exit past \(boss)"
        }
        switch number {
        case 0: return "the far end of \(place)"
        case 1: return "a side passage of \(place)"
        default: return "hidden way \(number - 1) out of \(place)"
        }
    }
}
