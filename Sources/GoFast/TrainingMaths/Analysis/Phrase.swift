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

    /// `8:20-8:40/mi`, or one pace when both ends are the same.
    static func paces(_ range: ClosedRange<Pace>, _ units: UnitSystem) -> String {
        range.lowerBound.text(in: units) == range.upperBound.text(in: units)
            ? range.lowerBound.described(in: units) : range.described(in: units)
    }

    /// Whole seconds a mile or kilometre for a difference in seconds a mile.
    static func paceSeconds(_ secondsPerMile: Double, _ units: UnitSystem) -> String {
        "\(Self.whole(secondsPerMile * units.meters / Distance.metersPerMile)) s/\(units.rawValue)"
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
