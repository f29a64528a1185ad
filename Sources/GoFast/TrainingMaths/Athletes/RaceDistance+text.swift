extension RaceDistance {
    /// Races that are known by a name, shortest first.
    package static let named: [RaceDistance] = [.fiveK, .tenK, .tenMiles, .half, .marathon]

    /// The named race of this length, within half a percent (so 13.1 mi, 21.1k and 21k are the half); otherwise `.other`.
    package init(_ distance: Distance) {
        let named = Self.named.first { abs($0.distance.meters - distance.meters) <= 0.005 * $0.distance.meters }
        self = named ?? .other(distance)
    }

    /// Reads `5k`, `10m` and `10 mi` (both ten miles), `half`, `marathon`, `13.1mi`, `15k`.
    ///
    /// A bare 3.1, 6.2, 13.1 or 26.2 is in miles; other bare numbers are refused unless `units` are given.
    package init(parsing text: String, in units: UnitSystem? = nil) throws(UnitError) {
        let cleaned = ClockTime.cleaned(text)
        if let race = RaceDistance(word: cleaned) {
            self = race
            return
        }
        do {
            self.init(try Distance(parsing: text, in: Self.bareMiles.contains(cleaned) ? .miles : units))
        } catch { throw UnitError(error.problem, .race, input: text) }
    }

    /// `5k`, `10 miles`, `half marathon`; other races by their length.
    package func title(in units: UnitSystem) -> String {
        switch self {
        case .fiveK: "5k"
        case .tenK: "10k"
        case .tenMiles: "10 miles"
        case .half: "half marathon"
        case .marathon: "marathon"
        case .other(let distance): distance.text(in: units)
        }
    }

    private static let bareMiles: Set<String> = ["3.1", "6.2", "13.1", "26.2"]

    /// A race by a word alone, in small letters and without spaces.
    init?(word: String) {
        switch word.filter({ $0 != "-" }) {
        case "5k": self = .fiveK
        case "10k": self = .tenK
        case "10m", "10miler", "tenmiles", "tenmiler", "tenmile": self = .tenMiles
        case "half", "halfmarathon", "hm": self = .half
        case "marathon", "full", "fullmarathon": self = .marathon
        case "mile", "onemile": self = .other(Distance(miles: 1))
        default: return nil
        }
    }
}
