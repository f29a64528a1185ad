import TrainingMaths

/// What the numbers of the FIT profile stand for, as far as people are shown them.
enum FITNames {
    /// The kind of file as in "the file holds …" (FIT profile, `file`).
    static func content(ofType type: Int?) -> String {
        switch type {
        case 1: "the description of a device"
        case 2, 3: "settings"
        case nil, 4: "nothing"
        case 5: "a workout without steps"
        case 6: "a course"
        case 7: "a schedule of workouts"
        case 9: "weights"
        case 10: "totals"
        case 11: "goals"
        case 14: "blood pressure"
        case 15, 28, 32: "a day's monitoring"
        case 20: "a summary of activities"
        case 34, 35: "segments"
        default: "something else"
        }
    }

    /// Sport and sub-sport of the profile; a treadmill counts as running whatever sport it is filed under.
    static func sport(_ sport: Int?, sub: Int?) -> Sport {
        let place: Sport.Place? =
            switch sub {
            case 1, 45: .treadmill
            case 2, 7: .road
            case 3, 8: .trail
            case 4: .track
            case 58: .virtual
            default: nil
            }
        switch sport {
        case 1: return Sport(.running, place)
        case 2, 21: return Sport(.cycling, place)
        case 3: return Sport(.transition)
        case 4 where place == .treadmill: return Sport(.running, .treadmill)
        case 4 where sub == 5 || sub == 6: return Sport(.cycling)
        case 5: return Sport(.swimming)
        case 10 where sub == 20: return Sport(.strength)
        case 11: return Sport(.walking, sub == 27 ? .treadmill : place)
        case 17: return Sport(.hiking, place)
        default: return Sport(.other)
        }
    }

    static func trigger(_ number: Int) -> Lap.Trigger {
        switch number {
        case 0: .manual
        case 1: .time
        case 2: .distance
        case 3...6: .position
        case 7: .sessionEnd
        default: .other
        }
    }

    static func intensity(_ number: Int) -> Lap.Intensity? {
        switch number {
        case 0: .active
        case 1: .rest
        case 2: .warmUp
        case 3: .coolDown
        case 4: .recovery
        case 5: .interval
        default: nil
        }
    }

    /// A name for people; nil when nothing is known.
    static func device(manufacturer: Int?, product: Int?, name: String?) -> String? {
        let maker = manufacturer.flatMap { self.manufacturers[$0] }
        if let name {
            guard let maker, !name.lowercased().hasPrefix(maker.lowercased()) else { return name }
            return "\(maker) \(name)"
        }
        if manufacturer == 1, let product, let watch = self.garminProducts[product] { return "Garmin \(watch)" }
        guard let maker else { return nil }
        return product.map { "\(maker) (product \($0))" } ?? maker
    }

    private static let manufacturers: [Int: String] = [
        1: "Garmin", 7: "Quarq", 9: "Saris", 13: "Dynastream", 23: "Suunto", 32: "Wahoo", 38: "o_synce", 40: "Concept2",
        41: "Shimano", 52: "Specialized", 63: "Specialized", 69: "Stages Cycling", 70: "Sigma Sport", 71: "TomTom",
        76: "Moxy", 86: "Elite", 89: "Tacx", 95: "Stryd", 107: "Magene", 115: "iGPSPORT", 118: "Peaksware",
        123: "Polar", 144: "Zwift", 255: "an app", 258: "Lezyne", 260: "Zwift", 263: "Wattbike", 265: "Strava",
        282: "The Sufferfest", 289: "Hammerhead", 294: "Coros",
    ]

    private static let garminProducts: [Int: String] = [
        717: "Forerunner 405", 782: "Forerunner 50", 988: "Forerunner 60", 1018: "Forerunner 310XT", 1036: "Edge 500",
        1124: "Forerunner 110", 1169: "Edge 800", 1328: "Forerunner 910XT", 1345: "Forerunner 610",
        1360: "Forerunner 210", 1436: "Forerunner 70", 1482: "Forerunner 10", 1551: "fēnix", 1561: "Edge 510",
        1567: "Edge 810", 1623: "Forerunner 620", 1632: "Forerunner 220", 1765: "Forerunner 920XT", 1836: "Edge 1000",
        1903: "Forerunner 15", 1907: "vívoactive", 1967: "fēnix 2", 2050: "fēnix 3", 2067: "Edge 520",
        2148: "Forerunner 25", 2153: "Forerunner 225", 2156: "Forerunner 630", 2157: "Forerunner 230",
        2158: "Forerunner 735XT", 2337: "vívoactive HR", 2413: "fēnix 3 HR", 2431: "Forerunner 235",
        2503: "Forerunner 35", 2530: "Edge 820", 2544: "fēnix 5S", 2604: "fēnix 5X", 2691: "Forerunner 935",
        2697: "fēnix 5", 2700: "vívoactive 3", 2713: "Edge 1030", 2886: "Forerunner 645", 2888: "Forerunner 645 Music",
        2900: "fēnix 5S Plus", 3076: "Forerunner 245", 3077: "Forerunner 245 Music", 3110: "fēnix 5 Plus",
        3111: "fēnix 5X Plus", 3112: "Edge 520 Plus", 3113: "Forerunner 945", 3121: "Edge 530", 3122: "Edge 830",
        3224: "vívoactive 4S", 3225: "vívoactive 4", 3282: "Forerunner 45", 3288: "fēnix 6S Sport",
        3289: "fēnix 6", 3290: "fēnix 6X", 3869: "Forerunner 55", 3589: "Forerunner 745", 3652: "Forerunner 945 LTE",
        3703: "Enduro", 3905: "fēnix 7S", 3906: "fēnix 7", 3907: "fēnix 7X", 3992: "Forerunner 255",
        3993: "Forerunner 255S", 4024: "Forerunner 955", 4257: "Forerunner 265", 4258: "Forerunner 265S",
        4315: "Forerunner 965", 4432: "Forerunner 165", 4433: "Forerunner 165 Music", 4536: "fēnix 8",
    ]
}
