/// The units a person reads distances and paces in.
package enum UnitSystem: String, Sendable, Codable, CaseIterable {
    case miles = "mi"
    case kilometers = "km"

    /// Metres in one unit.
    package var meters: Double { self == .miles ? Distance.metersPerMile : 1000 }
}
