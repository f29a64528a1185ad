/// A length on the ground, exact in both systems: one mile is 1,609.344 m (international yard and pound agreement, 1959).
package struct Distance: Sendable, Hashable, Comparable {
    /// Metres in one international mile.
    package static let metersPerMile = 1609.344

    package static let zero = Distance(meters: 0)

    package var meters: Double

    package init(meters: Double) { self.meters = meters }
    package init(miles: Double) { self.meters = miles * Self.metersPerMile }
    package init(kilometers: Double) { self.meters = kilometers * 1000 }

    package var miles: Double { self.meters / Self.metersPerMile }
    package var kilometers: Double { self.meters / 1000 }

    package static func < (left: Distance, right: Distance) -> Bool { left.meters < right.meters }
    package static func + (left: Distance, right: Distance) -> Distance { Distance(meters: left.meters + right.meters) }
    package static func - (left: Distance, right: Distance) -> Distance { Distance(meters: left.meters - right.meters) }
    package static func * (left: Distance, factor: Double) -> Distance { Distance(meters: left.meters * factor) }
    package static func += (left: inout Distance, right: Distance) { left.meters += right.meters }
}
