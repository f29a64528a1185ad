/// Time per distance; a smaller pace is faster.
package struct Pace: Sendable, Hashable, Comparable {
    /// Seconds for one mile.
    package var secondsPerMile: Double

    package init(secondsPerMile: Double) { self.secondsPerMile = secondsPerMile }

    package init(secondsPerKilometer: Double) {
        self.secondsPerMile = secondsPerKilometer * Distance.metersPerMile / 1000
    }

    package init(metersPerSecond: Double) { self.secondsPerMile = Distance.metersPerMile / metersPerSecond }

    /// The even pace that covers `distance` in `seconds`.
    package init(seconds: Double, over distance: Distance) { self.secondsPerMile = seconds / distance.miles }

    package var secondsPerKilometer: Double { self.secondsPerMile * 1000 / Distance.metersPerMile }
    package var metersPerSecond: Double { Distance.metersPerMile / self.secondsPerMile }

    /// Seconds that `distance` takes at this pace.
    package func seconds(for distance: Distance) -> Double { self.secondsPerMile * distance.miles }

    /// Orders by time: the faster pace is the smaller one.
    package static func < (left: Pace, right: Pace) -> Bool { left.secondsPerMile < right.secondsPerMile }
}
