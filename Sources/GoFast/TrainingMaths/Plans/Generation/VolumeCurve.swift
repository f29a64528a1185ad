import Foundation

/// How the miles of a week rise over a plan: from what is really run to a peak that fits the distance and the level.
struct VolumeCurve: Sendable, Equatable {
    let start: Double
    /// What is aimed at; short plans may not get there.
    let peak: Double
    /// Weeks that are no deload, from the first to the first of the peak.
    let steps: Int

    init(_ request: PlanRequest, steps: Int) {
        self.start = PlanLimits.startMiles(for: request.athlete)
        let usual = Self.usualPeak(for: request.race.race, level: request.athlete.level)
        // Half as much again is what a season gives; those who run little, or have most of a year, can do more.
        let reachable = max(self.start * 1.6, self.start + 12, self.start + 0.75 * Double(max(steps, 0)))
        self.peak = max(min(usual, reachable), self.start * (self.start > 80 ? 1.04 : 1.08))
        self.steps = max(steps, 0)
    }

    /// Miles of the `step`-th week of load, from 0 on.
    func miles(atStep step: Int) -> Double {
        guard self.steps > 0, step < self.steps else { return self.peak }
        return self.start * pow(self.peak / self.start, Double(step) / Double(self.steps))
    }

    /// Miles in the highest week that runners of a level are known to do well on; a choice of this library.
    static func usualPeak(for race: RaceDistance, level: Athlete.Level) -> Double {
        let row: [Double] =
            switch race.distance.miles {
            case ...4: [16, 30, 45, 65]
            case ...8: [19, 33, 50, 70]
            case ...11.5: [21, 36, 52, 72]
            case ...20: [24, 39, 55, 75]
            case ...27: [34, 46, 62, 85]
            default: [40, 52, 68, 90]
            }
        return switch level {
        case .beginner: row[0]
        case .intermediate: row[1]
        case .advanced: row[2]
        case .competitive: row[3]
        }
    }

    /// The longest run to aim at before a race, within the share of the highest week.
    func longestRun(for race: RaceDistance, runs: Int, limit: Double) -> Double {
        let miles = race.distance.miles
        let wish: Double =
            switch miles {
            case ...4: 8
            case ...8: 10
            case ...11.5: 12
            case ...20: 13.5
            case ...27: 20
            default: 22
            }
        let share = PlanLimits.longRunShare(runs: runs, race: race) * self.peak
        return min(max(LongRunCup.cap(peakWeeklyMiles: self.peak), wish), share, limit, Self.longestUseful(for: race))
    }

    /// Beyond this a long run tires more than it helps, however many miles a week has.
    static func longestUseful(for race: RaceDistance) -> Double {
        switch race.distance.miles {
        case ...4: 15
        case ...8: 17
        case ...20: 19
        default: 24
        }
    }

    /// Shares of a pool of long runs by place in the cycle: up twice, then down in the lighter week.
    static func cupWeights(cycle: Int) -> [Double] { cycle == 3 ? [0.33, 0.38, 0.29] : [0.23, 0.26, 0.29, 0.22] }
}
