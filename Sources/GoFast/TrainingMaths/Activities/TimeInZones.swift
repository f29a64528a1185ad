/// Seconds spent in each heart-rate zone.
///
/// A sample lasts until the next one, but never longer than ten seconds, and not through a pause:
/// so neither a pause nor a gap fills a zone, while devices that record every few seconds still count in full.
package struct TimeInZones: Sendable, Equatable {
    /// The longest time one sample may stand for, in seconds.
    package static let longestSampleSeconds = 10.0

    /// From the lowest zone on.
    package var seconds: [Double]
    /// Below the lowest zone.
    package var belowSeconds: Double
    /// Recorded while the heart rate was unknown or not to be believed.
    package var unknownSeconds: Double

    /// Time with a known heart rate.
    package var knownSeconds: Double { self.seconds.reduce(self.belowSeconds, +) }

    /// The share of the known time spent in a zone, counted from 1 on; 0 when there is no such zone.
    package func share(of zone: Int) -> Double {
        guard self.seconds.indices.contains(zone - 1), self.knownSeconds > 0 else { return 0 }
        return self.seconds[zone - 1] / self.knownSeconds
    }
}
