extension Distance {
    /// The distances that are taken for distances of runners: 50 m to 1,000 miles.
    package static let plausible = Distance(meters: 50)...Distance(miles: 1000)

    /// `6.2 mi` or `10 km`: at most `places` decimals, no zeros at the end; `–` when it is no number.
    package func text(in units: UnitSystem, places: Int = 1, separator: Character = ".") -> String {
        "\(DecimalText.text(self.meters / units.meters, places: places, separator: separator)) \(units.rawValue)"
    }

    /// Reads `10k`, `10 mi`, `13,1 mi`, `5,000 m`, `half`, `marathon`; a bare number is in `units`, or refused without.
    ///
    /// A bare `m` is metres, so `10m` is too short and refused: as the name of a race it is read by ``RaceDistance``.
    package init(parsing text: String, in units: UnitSystem? = nil) throws(UnitError) {
        let cleaned = ClockTime.cleaned(text)
        guard !cleaned.isEmpty else { throw UnitError(.empty, .distance, input: text) }
        guard !cleaned.hasPrefix("-") else { throw UnitError(.notPositive, .distance, input: text) }
        let digits = cleaned.prefix { $0.isNumber || $0 == "." || $0 == "," }
        let unit = cleaned.dropFirst(digits.count)
        if digits.isEmpty, let race = RaceDistance(word: String(unit)) {
            self = race.distance
            return
        }
        guard !digits.isEmpty, let size = Self.meters(inOne: unit) ?? (unit.isEmpty ? units?.meters : nil) else {
            let isBare = unit.isEmpty && DecimalText.number(digits) != nil
            throw UnitError(isBare ? .missingUnit : .unreadable, .distance, input: text)
        }
        guard let number = DecimalText.number(digits, groupsThousands: size == 1) else {
            throw UnitError(.unreadable, .distance, input: text)
        }
        guard number > 0 else { throw UnitError(.notPositive, .distance, input: text) }
        let distance = Distance(meters: number * size)
        guard distance >= Self.plausible.lowerBound else { throw UnitError(.tooSmall, .distance, input: text) }
        guard distance <= Self.plausible.upperBound else { throw UnitError(.tooLarge, .distance, input: text) }
        self = distance
    }

    private static func meters(inOne unit: Substring) -> Double? {
        switch unit {
        case "k", "km", "kms", "kilometer", "kilometers", "kilometre", "kilometres": 1000
        case "mi", "mile", "miles": Self.metersPerMile
        case "m", "meter", "meters", "metre", "metres": 1
        case "yd", "yds", "yard", "yards": 0.9144
        default: nil
        }
    }
}
