/// Five heart-rate zones of one person.
///
/// One rule of rounding: each exact edge is rounded once, halves away from zero, and zones are half open: a beat on an
/// edge belongs to the upper zone.
package struct HeartRateZones: Sendable, Equatable, Codable {
    package enum Method: String, Sendable, Codable, CaseIterable {
        /// 50, 60, 70, 80 and 90 % of the maximum.
        case percentOfMaximum
        /// The same shares of the reserve between rest and maximum (M. Karvonen, E. Kentala, O. Mustala 1957).
        case reserve
        /// 85, 90, 95 and 100 % of the threshold heart rate (J. Friel, The Triathlete's Training Bible).
        case threshold
    }

    package let method: Method
    /// The lower edges of zones 1 to 5 and the upper end of zone 5, in beats a minute, rising.
    package let edges: [Int]
    /// The maximum was estimated by age, so edges may be off by ten beats.
    package let isEstimate: Bool

    /// Zones by shares of the maximum; nil unless it is 100 to 240.
    package init?(maximum: Double, isEstimate: Bool = false) {
        self.init(
            .percentOfMaximum,
            [0.5, 0.6, 0.7, 0.8, 0.9, 1].map { $0 * maximum },
            isEstimate,
            valid: Self.maxima ~= maximum
        )
    }

    /// Zones by shares of the reserve; nil unless rest is 25 to 120 and at least 40 below the maximum.
    package init?(maximum: Double, resting: Double, isEstimate: Bool = false) {
        let isValid = Self.maxima ~= maximum && (25...120) ~= resting && maximum - resting >= 40
        let exact = [0.5, 0.6, 0.7, 0.8, 0.9, 1].map { resting + $0 * (maximum - resting) }
        self.init(.reserve, exact, isEstimate, valid: isValid)
    }

    /// Zones by the threshold heart rate; nil unless it is 80 to 220.
    ///
    /// Zone 1 is everything below zone 2; 5a, 5b and 5c are one zone here, see ``hardEdges(threshold:)``. The upper end is
    /// the maximum when it is known, else 110 % of the threshold, for show only.
    package init?(threshold: Double, maximum: Double? = nil) {
        let isValid = (80...220) ~= threshold
        let top = max(threshold * 1.06 + 1, maximum.flatMap { Self.maxima ~= $0 ? $0 : nil } ?? threshold * 1.1)
        self.init(.threshold, [0] + [0.85, 0.9, 0.95, 1].map { $0 * threshold } + [top], false, valid: isValid)
    }

    /// The best zones that can be had: threshold, then rest and maximum, then maximum, then an estimate by age; nil when
    /// nothing is known. Values that no human has are left out.
    package init?(_ athlete: Athlete) {
        if let threshold = athlete.thresholdHeartRate,
            let zones = HeartRateZones(threshold: threshold, maximum: athlete.maximumHeartRate)
        {
            self = zones
            return
        }
        let measured = athlete.maximumHeartRate.flatMap { Self.maxima ~= $0 ? $0 : nil }
        guard let maximum = measured ?? athlete.age.map({ MaximumHeartRate.tanaka.estimate(age: $0) }) else {
            return nil
        }
        let reserve = athlete.restingHeartRate.flatMap {
            HeartRateZones(maximum: maximum, resting: $0, isEstimate: measured == nil)
        }
        guard let zones = reserve ?? HeartRateZones(maximum: maximum, isEstimate: measured == nil) else { return nil }
        self = zones
    }

    /// 1 to 5; 0 below zone 1 and for what is no heart rate; above the maximum still 5.
    package func zone(of bpm: Double) -> Int {
        guard bpm.isFinite, bpm > 0 else { return 0 }
        return self.edges.dropLast().count { Double($0) <= bpm }
    }

    /// Whole beats that lie in `zone`, which is clamped to 1 to 5.
    package func range(of zone: Int) -> ClosedRange<Int> {
        let index = min(max(zone, 1), 5) - 1
        let low = self.edges[index]
        return low...max(low, index == 4 ? self.edges[5] : self.edges[index + 1] - 1)
    }

    /// `143-150`, or `under 143` for a zone that is open below.
    package func text(of zone: Int) -> String {
        let range = self.range(of: zone)
        return range.lowerBound == 0 ? "under \(range.upperBound + 1)" : "\(range.lowerBound)-\(range.upperBound)"
    }

    /// The lower edges of Friel's zones 5a, 5b and 5c: 100, 103 and 106 % of the threshold.
    package static func hardEdges(threshold: Double) -> [Int] {
        [1, 1.03, 1.06].compactMap { Int(exactly: ($0 * threshold).rounded()) }
    }

    private static let maxima = 100.0...240.0

    private init?(_ method: Method, _ exact: [Double], _ isEstimate: Bool, valid: Bool) {
        guard valid else { return nil }
        let edges = exact.compactMap { Int(exactly: $0.rounded(.toNearestOrAwayFromZero)) }
        guard edges.count == 6 else { return nil }
        self.method = method
        self.edges = edges
        self.isEstimate = isEstimate
    }
}
