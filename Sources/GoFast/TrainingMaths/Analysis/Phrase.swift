/// Numbers as they stand in the sentences of analyses: always the same count of decimals, so that columns and texts stay calm.
enum Phrase {
    /// `5.4 mi`; two decimals below one unit.
    static func distance(_ distance: Distance, _ units: UnitSystem) -> String {
        "\(Self.count(distance, units)) \(units.rawValue)"
    }

    /// `5.4` of a distance in miles or kilometres.
    static func count(_ distance: Distance, _ units: UnitSystem) -> String {
        let value = distance.meters / units.meters
        return Self.decimal(value, abs(value) < 0.995 ? 2 : 1)
    }

    /// `7:54/mi`.
    static func pace(_ pace: Pace, _ units: UnitSystem) -> String {
        "\(Self.clock(pace.secondsPerMile * units.meters / Distance.metersPerMile))/\(units.rawValue)"
    }

    /// `8:20-8:40/mi`, or one pace when both ends are the same.
    static func paces(_ range: ClosedRange<Pace>, _ units: UnitSystem) -> String {
        let (faster, slower) = (Self.pace(range.lowerBound, units), Self.pace(range.upperBound, units))
        return faster == slower ? faster : "\(faster.split(separator: "/")[0])-\(slower)"
    }

    /// Whole seconds a mile or kilometre for a difference in seconds a mile.
    static func paceSeconds(_ secondsPerMile: Double, _ units: UnitSystem) -> String {
        "\(Self.whole(secondsPerMile * units.meters / Distance.metersPerMile)) s/\(units.rawValue)"
    }

    /// `24:30` or `1:45:00`.
    static func clock(_ seconds: Double) -> String {
        let total = Self.whole(seconds)
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    /// `90 %` of a share of 0.9.
    static func percent(_ share: Double) -> String { "\(Self.whole(share * 100)) %" }

    /// Half away from zero; what is no number or beyond a billion is cut to the nearest end.
    static func whole(_ value: Double) -> Int {
        guard value.isFinite else { return 0 }
        return Int(max(-1e9, min(1e9, value.rounded(.toNearestOrAwayFromZero))))
    }

    /// With exactly so many decimals (0 to 3).
    static func decimal(_ value: Double, _ places: Int) -> String {
        let factor = [1, 10, 100, 1000][min(3, max(0, places))]
        let scaled = Self.whole(max(-1e5, min(1e5, value.isFinite ? value : 0)) * Double(factor))
        let sign = scaled < 0 ? "-" : ""
        let digits = String(scaled.magnitude % UInt(factor))
        guard factor > 1 else { return "\(scaled)" }
        let zeros = String(repeating: "0", count: max(0, places - digits.count))
        return "\(sign)\(scaled.magnitude / UInt(factor)).\(zeros)\(digits)"
    }
}
