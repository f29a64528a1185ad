/// One run against the longest of the 30 days before it.
///
/// Frandsen et al. (2025), Br J Sports Med (Garmin-RUNSAFE cohort: 5,205 runners, 588,071 sessions): the risk of an overuse
/// injury rises with the distance of a single session beyond the longest recent one, not with the week's total.
package struct SessionSpike: Sendable, Equatable {
    package enum Band: String, Sendable, Codable, CaseIterable {
        /// At most 10 % longer.
        case none
        /// More than 10 %, up to 30 % longer.
        case small
        /// More than 30 %, up to 100 % longer.
        case moderate
        /// More than twice as long.
        case large

        /// Hazard rate ratio against no spike, with its 95 % interval; nil where there is no spike.
        package var hazardRatio: (value: Double, low: Double, high: Double)? {
            switch self {
            case .none: nil
            case .small: (1.64, 1.31, 2.05)
            case .moderate: (1.52, 1.16, 2.00)
            case .large: (2.28, 1.50, 3.48)
            }
        }
    }

    /// Days before a session in which the longest one is looked for.
    package static let lookBackDays = 30

    package let distance: Distance
    package let longest: Distance

    /// Nil when either is not finite or negative, or when there was no run to compare with.
    package init?(_ distance: Distance, longest: Distance) {
        guard distance.meters.isFinite, distance.meters >= 0, longest.meters.isFinite, longest.meters > 0 else {
            return nil
        }
        self.distance = distance
        self.longest = longest
    }

    /// Compares with the longest of `sessions` in the 30 days before `day`; those of the day itself do not count.
    package init?(_ distance: Distance, on day: CalendarDay, after sessions: [(day: CalendarDay, distance: Distance)]) {
        let recent = sessions.filter { session in
            let (age, overflow) = day.number.subtractingReportingOverflow(session.day.number)
            return !overflow && (1...Self.lookBackDays).contains(age) && session.distance.meters.isFinite
        }
        guard let longest = recent.map(\.distance).max() else { return nil }
        self.init(distance, longest: longest)
    }

    /// The longest run without a spike.
    package var limit: Distance { Self.limit(longest: self.longest) }

    /// The longest run without a spike after a longest recent run.
    package static func limit(longest: Distance) -> Distance { longest * 1.1 }

    package var band: Band {
        // A hair of tolerance: 11.0 after 10.0 is exactly ten percent more, whatever binary fractions say.
        let ratio = self.distance.meters / self.longest.meters - 1e-9
        return switch ratio {
        case ...1.1: .none
        case ...1.3: .small
        case ...2: .moderate
        default: .large
        }
    }

    /// What the band means, for people.
    package var text: String {
        switch self.band {
        case .none: "Not more than 10 % longer than your longest run of the last 30 days."
        case .small:
            "More than 10 % longer than your longest run of the last 30 days: injuries were 1.6 times as frequent after such runs."
        case .moderate:
            "More than 30 % longer than your longest run of the last 30 days: injuries were 1.5 times as frequent after such runs."
        case .large:
            "More than twice your longest run of the last 30 days: injuries were 2.3 times as frequent after such runs."
        }
    }
}
