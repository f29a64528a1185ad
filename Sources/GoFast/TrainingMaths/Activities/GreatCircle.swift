import Foundation

/// Distances on a sphere with the mean radius of the earth (IUGG, 6,371,008.8 m), by the haversine formula.
package enum GreatCircle {
    package static let earthRadius = 6_371_008.8

    /// Metres between two positions in degrees; 0 when one is not finite.
    package static func meters(
        from first: (latitude: Double, longitude: Double),
        to second: (latitude: Double, longitude: Double)
    ) -> Double {
        let radians = Double.pi / 180
        let north = sin((second.latitude - first.latitude) * radians / 2)
        let east = sin((second.longitude - first.longitude) * radians / 2)
        let half = north * north + cos(first.latitude * radians) * cos(second.latitude * radians) * east * east
        guard half.isFinite else { return 0 }
        return 2 * Self.earthRadius * asin(min(1, max(0, half)).squareRoot())
    }
}
