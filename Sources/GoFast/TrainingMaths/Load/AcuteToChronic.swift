/// The load of this week against that of a usual one: for information, never for a verdict.
///
/// Hulin et al. (2014) and Gabbett (2016), Br J Sports Med 50:273-280; the uncoupled form after Windt and Gabbett (2019),
/// Br J Sports Med 53:988-990.
package struct AcuteToChronic: Sendable, Equatable {
    package enum Coupling: String, Sendable, Codable {
        /// The current week is one of the four that make up the usual one.
        case coupled
        /// The usual week is the mean of the three before.
        case uncoupled
    }

    package enum Band: String, Sendable, Codable {
        /// Below 0.8.
        case low
        /// 0.8 to 1.3.
        case usual
        /// Above 1.3, to 1.5.
        case caution
        /// Above 1.5.
        case high
    }

    /// What has to be said wherever the ratio is shown.
    package static let caveat = """
        A ratio of loads describes what you did; it does not predict injury. The largest study of runners so far \
        (5,205 runners, Br J Sports Med 2025) found no higher risk with a higher ratio, and none with a faster \
        week-to-week rise, but a clear one after a single run much longer than any of the last 30 days.
        """

    package let coupling: Coupling
    package let acute: Double
    package let chronic: Double
    package var ratio: Double { self.acute / self.chronic }

    package var band: Band {
        switch self.ratio {
        case ..<0.8: .low
        case ...1.3: .usual
        case ...1.5: .caution
        default: .high
        }
    }

    /// Nil when `previous` is not three weeks, a load is negative or not finite, or the usual week is zero.
    package init?(current: Double, previous: [Double], coupling: Coupling) {
        let weeks = coupling == .coupled ? previous + [current] : previous
        guard previous.count == 3, (previous + [current]).allSatisfy({ $0.isFinite && $0 >= 0 && $0 <= 1e12 })
        else { return nil }
        let chronic = weeks.reduce(0, +) / Double(weeks.count)
        guard chronic > 0, (current / chronic).isFinite else { return nil }
        self.coupling = coupling
        self.acute = current
        self.chronic = chronic
    }

    /// From the last 28 daily loads, the current day last; nil when there are fewer.
    package init?(dailyLoads: [Double], coupling: Coupling) {
        guard dailyLoads.count >= 28 else { return nil }
        let last = Array(dailyLoads.suffix(28))
        let weeks = stride(from: 0, to: 28, by: 7).map { last[$0..<$0 + 7].reduce(0, +) }
        guard last.allSatisfy({ $0 >= 0 }) else { return nil }
        self.init(current: weeks[3], previous: Array(weeks[0..<3]), coupling: coupling)
    }
}
