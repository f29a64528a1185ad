import Foundation

/// Fitness, fatigue and form, day by day: moving averages of load over 42 and 7 days.
///
/// The impulse-response idea is that of Banister et al. (1975), the moving averages and their names
/// (chronic and acute load, balance) those of Coggan and Allen ("Training and Racing with a Power Meter", 2006).
package struct FitnessTrend: Sendable, Equatable {
    /// How much of a new day enters an average of N days; both are in use, and charts differ by about one percent.
    package enum Smoothing: String, Sendable, Codable {
        /// 1 / N, as in most training software.
        case simple
        /// 1 - e^(-1/N), the exact exponential decay.
        case exponential

        fileprivate func share(_ days: Double) -> Double {
            switch self {
            case .simple: 1 / days
            case .exponential: 1 - exp(-1 / days)
            }
        }
    }

    package struct Day: Sendable, Equatable {
        package var load: Double
        /// At the end of the day.
        package var fitness: Double
        /// At the end of the day.
        package var fatigue: Double
        /// Yesterday's fitness less yesterday's fatigue: how fresh the day begins.
        package var form: Double
        /// Fitness less fatigue at the end of the day, which is tomorrow's form.
        package var balance: Double { self.fitness - self.fatigue }
    }

    /// The longest history that is told day by day; what lies before it only sets the first values.
    package static let longestDays = 36_525

    /// Days over which fitness is averaged.
    package static let fitnessDays = 42.0
    /// Days over which fatigue is averaged.
    package static let fatigueDays = 7.0

    package let smoothing: Smoothing
    /// In order, one for each day.
    package private(set) var days: [Day] = []

    /// One load for each day, days of rest as 0. A load that is negative or not finite counts as 0.
    package init(loads: [Double], smoothing: Smoothing = .simple, fitness: Double = 0, fatigue: Double = 0) {
        self.smoothing = smoothing
        let fitnessShare = smoothing.share(Self.fitnessDays)
        let fatigueShare = smoothing.share(Self.fatigueDays)
        var (fitness, fatigue) = (Self.usable(fitness), Self.usable(fatigue))
        self.days.reserveCapacity(loads.count)
        for load in loads.lazy.map(Self.usable) {
            let form = fitness - fatigue
            fitness += (load - fitness) * fitnessShare
            fatigue += (load - fatigue) * fatigueShare
            self.days.append(Day(load: load, fitness: fitness, fatigue: fatigue, form: form))
        }
    }

    /// Every day from the first load (or a century before `last`) through `last`, days without one as rest.
    package init(loads: [CalendarDay: Double], through last: CalendarDay, smoothing: Smoothing = .simple) {
        let known = loads.filter { $0.key <= last }
        guard let first = known.keys.min() else {
            self.init(loads: [], smoothing: smoothing)
            return
        }
        // Differences of hostile day numbers may not fit into an Int.
        let (span, overflow) = last.number.subtractingReportingOverflow(first.number)
        let count = overflow ? Self.longestDays : min(span, Self.longestDays - 1) + 1
        var daily = [Double](repeating: 0, count: count)
        for (day, load) in known {
            let (age, overflow) = last.number.subtractingReportingOverflow(day.number)
            if !overflow, age < count { daily[count - 1 - age] = load }
        }
        self.init(loads: daily, smoothing: smoothing)
    }

    /// The largest load a day may have; far above anything a body can do, and far below overflow.
    private static func usable(_ load: Double) -> Double { load.isFinite ? min(max(load, 0), 1e9) : 0 }
}
