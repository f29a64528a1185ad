package import Foundation
package import TrainingMaths

/// What the ledger keeps of an activity: enough for a list, and to see that two are the same.
package struct ImportedActivity: Sendable, Equatable, Codable {
    package var start: Date?
    package var sport: Sport
    package var name: String?
    /// What its owner wrote about it.
    package var text: String?
    /// Metres.
    package var distance: Double?
    package var timerSeconds: Double?
    package var averageHeartRate: Double?
    package var laps: Int
    package var samples: Int
    /// How many single values the samples hold: of two records of one run, the one with more is kept.
    package var richness: Int
    package var warnings: [String]

    package init(_ activity: Activity, text: String? = nil) {
        self.start = activity.start
        self.sport = activity.sport
        self.name = activity.name
        self.text = text
        let last = activity.samples.last
        self.distance = Self.finite(activity.totals.distance?.meters ?? last?.distance)
        self.timerSeconds = Self.finite(activity.totals.timerSeconds ?? activity.totals.elapsedSeconds ?? last?.seconds)
        self.averageHeartRate = Self.finite(activity.totals.averageHeartRate ?? Self.meanHeartRate(activity.samples))
        self.laps = activity.laps.count
        self.samples = activity.samples.count
        self.richness = activity.samples.reduce(activity.laps.count) { $0 + Self.values(of: $1) }
        self.warnings = activity.warnings.prefix(10).map { $0.cut(Self.longestWarning) }
    }

    /// UTF-8 bytes; a thousand activities of one file must fit into a line of the ledger (``LedgerLines``).
    static let longestWarning = 256

    /// JSON has no word for numbers that are none.
    private static func finite(_ value: Double?) -> Double? {
        value.flatMap { $0.isFinite ? $0 : nil }
    }

    private static func meanHeartRate(_ samples: [Sample]) -> Double? {
        var (sum, count) = (0.0, 0.0)
        for rate in samples.lazy.compactMap(\.heartRate) {
            sum += rate
            count += 1
        }
        return count > 0 ? (sum / count * 10).rounded() / 10 : nil
    }

    private static func values(of sample: Sample) -> Int {
        var count = 0
        if sample.latitude != nil { count += 2 }
        if sample.altitude != nil { count += 1 }
        if sample.distance != nil { count += 1 }
        if sample.speed != nil { count += 1 }
        if sample.heartRate != nil { count += 1 }
        if sample.cadence != nil { count += 1 }
        if sample.power != nil { count += 1 }
        return count
    }

    /// Two records of one activity begin within this many seconds of each other.
    static let startTolerance = 120.0
    /// … and their distances differ by no more than this part of the longer one.
    static let distanceTolerance = 0.02

    /// Another device or service recorded the same: start and distance agree, and the sport when both tell it.
    package func isSame(as other: ImportedActivity) -> Bool {
        guard let start = self.start, let otherStart = other.start,
            abs(start.timeIntervalSince(otherStart)) <= Self.startTolerance
        else { return false }
        if self.sport.kind != other.sport.kind, self.sport.kind != .other, other.sport.kind != .other { return false }
        // Without a distance, as in a gym, time is what there is to compare.
        if let distance = self.distance, let otherDistance = other.distance, max(distance, otherDistance) > 0 {
            return abs(distance - otherDistance) <= Self.distanceTolerance * max(distance, otherDistance)
        }
        guard (self.distance ?? 0) == 0, (other.distance ?? 0) == 0, let time = self.timerSeconds,
            let otherTime = other.timerSeconds
        else { return false }
        return abs(time - otherTime) <= Self.distanceTolerance * max(time, otherTime)
    }
}
