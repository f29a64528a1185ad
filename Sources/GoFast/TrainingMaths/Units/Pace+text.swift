extension Pace {
    /// The paces that are taken for paces: 2:00 to 60:00 a mile.
    package static let plausible = Pace(secondsPerMile: 120)...Pace(secondsPerMile: 3600)

    /// Seconds for one unit.
    package func seconds(in units: UnitSystem) -> Double {
        units == .miles ? self.secondsPerMile : self.secondsPerKilometer
    }

    /// `7:54`, for one unit; ``ClockTime/unknown`` when it is no pace.
    package func text(in units: UnitSystem) -> String {
        self.secondsPerMile > 0 ? ClockTime.text(self.seconds(in: units)) : ClockTime.unknown
    }

    /// `7:54/mi`.
    package func described(in units: UnitSystem) -> String { "\(self.text(in: units))/\(units.rawValue)" }

    /// Reads `7:54/mi`, `4:55 min/km`, `7:54` (for one of `units`), `12 km/h`, `7.5 mph`.
    package init(parsing text: String, in units: UnitSystem = .miles) throws(UnitError) {
        let cleaned = ClockTime.cleaned(text)
        guard !cleaned.isEmpty else { throw UnitError(.empty, .pace, input: text) }
        let pace =
            if let pace = Self.speed(cleaned) { pace } else { try Self.timePerUnit(cleaned, units, input: text) }
        guard pace.secondsPerMile >= Self.plausible.lowerBound.secondsPerMile else {
            throw UnitError(.tooSmall, .pace, input: text)
        }
        guard pace.secondsPerMile <= Self.plausible.upperBound.secondsPerMile else {
            throw UnitError(.tooLarge, .pace, input: text)
        }
        self = pace
    }

    private static func speed(_ text: String) -> Pace? {
        for (suffix, meters) in [("km/h", 1000.0), ("kph", 1000), ("kmh", 1000), ("mph", Distance.metersPerMile)]
        where text.hasSuffix(suffix) {
            return DecimalText.number(text.dropLast(suffix.count)).map { Pace(metersPerSecond: $0 * meters / 3600) }
        }
        return text.hasSuffix("m/s") ? DecimalText.number(text.dropLast(3)).map { Pace(metersPerSecond: $0) } : nil
    }

    private static func timePerUnit(_ text: String, _ units: UnitSystem, input: String) throws(UnitError) -> Pace {
        var rest = text
        var units = units
        search: for (system, names) in [
            (UnitSystem.kilometers, ["kilometer", "kilometre", "km", "k"]), (.miles, ["mile", "mi", "m"]),
        ] {
            for name in names {
                for ending in ["min/\(name)", "/\(name)", "per\(name)", name] where rest.hasSuffix(ending) {
                    rest.removeLast(ending.count)
                    units = system
                    break search
                }
            }
        }
        guard rest.contains(":") else { throw UnitError(.unreadable, .pace, input: input) }
        do {
            let seconds = try ClockTime.seconds(parsing: rest)
            return units == .miles ? Pace(secondsPerMile: seconds) : Pace(secondsPerKilometer: seconds)
        } catch { throw UnitError(error.problem, .pace, input: input) }
    }
}

extension ClosedRange<Pace> {
    /// `8:20-8:40`, the faster first.
    package func text(in units: UnitSystem) -> String {
        "\(self.lowerBound.text(in: units))-\(self.upperBound.text(in: units))"
    }

    /// `8:20-8:40/mi`.
    package func described(in units: UnitSystem) -> String { "\(self.text(in: units))/\(units.rawValue)" }
}
