import Foundation

/// How wide the interval of a prediction is on each side, relative to the time, and why.
///
/// With good evidence half of the whole width is 2.5 % from a 5k to a 10k, 4 % to the half and 7 % to the marathon, which
/// is what published errors support (Vickers and Vertosick 2016: about 14 min in the marathon). What is not known counts
/// like the worst that could be known, so more evidence never widens.
struct IntervalWidth {
    private(set) var fast: Double
    private(set) var slow: Double
    private(set) var widenings: [Prediction.Widening] = []

    init(for distance: Distance, from evidence: PredictionEvidence) {
        let nearest = evidence.results.map { Self.base(from: $0, to: distance) }.min() ?? 0.1
        let base = (evidence.pair == nil ? 1 : 0.95) * nearest
        let marathon = Self.share(of: distance, from: RaceDistance.half.distance, to: RaceDistance.marathon.distance)
        self.fast = base * (1 - 0.2 * marathon)
        self.slow = base * (1 + 0.2 * marathon)
        self.noteAge(distance, evidence)
        self.widenForLongRun(distance, evidence.longestRunMiles)
        self.widenForVolume(distance, evidence.plausibleWeeklyMiles)
        self.widenForPause(evidence.daysSinceLastRun)
    }

    /// Where `distance` lies between two others by the log of length, 0 to 1.
    static func share(of distance: Distance, from start: Distance, to end: Distance) -> Double {
        min(max(log(distance.meters / start.meters) / log(end.meters / start.meters), 0), 1)
    }

    /// The half-width that one result allows.
    private static func base(from result: RaceResult, to distance: Distance) -> Double {
        let ratio = abs(log(distance.meters / result.distance.meters))
        let beyondHalf = max(0, log(distance.meters / RaceDistance.half.distance.meters))
        let beyondMarathon = max(0, beyondHalf - log(2))
        let marathon = (0.07 - Self.ratioWidth(log(42_195.0 / 5000))) * min(beyondHalf / log(2), 1)
        return Self.ratioWidth(ratio) + marathon + 0.05 * beyondMarathon + Self.ageWidth(result.daysAgo)
    }

    /// 1.2 % for the same race again, 2.5 % for twice the distance, 4 % from a 5k to the half.
    private static func ratioWidth(_ ratio: Double) -> Double {
        let double = log(2.0)
        let half = log(21_097.5 / 5000)
        if ratio < double { return 0.012 + 0.013 * ratio / double }
        if ratio < half { return 0.025 + 0.015 * (ratio - double) / (half - double) }
        return 0.04 + 0.02 * (ratio - half)
    }

    /// Nothing for 30 days, then 0.4 % for each 30 days, at most 3 %.
    private static func ageWidth(_ days: Int) -> Double { min(max(0, Double(days - 30)) / 30 * 0.004, 0.03) }

    private mutating func noteAge(_ distance: Distance, _ evidence: PredictionEvidence) {
        let best = evidence.results.min { Self.base(from: $0, to: distance) < Self.base(from: $1, to: distance) }
        guard let best, best.daysAgo > 30 else { return }
        let whole = Self.base(from: best, to: distance)
        let factor = whole / (whole - Self.ageWidth(best.daysAgo))
        self.widenings.append(
            .init(
                fastFactor: factor,
                slowFactor: factor,
                reason: "The result it rests on is \(best.daysAgo) days old: wider on both sides"
            )
        )
    }

    private mutating func widenForLongRun(_ distance: Distance, _ longest: Double?) {
        let needed = min(18, 0.75 * distance.miles)
        let known = longest.flatMap { (0...200) ~= $0 ? $0 : nil }
        let weight = Self.interpolated(distance, tenK: 0.1, half: 0.25, marathon: 0.4)
        let shown = DecimalText.text(needed, places: 0, separator: ".")
        let reason =
            known.map { "longest known run \(DecimalText.text($0, places: 1, separator: ".")) mi" }
            ?? "no long run is known"
        self.widen(
            weight * (1 - min((known ?? 0) / needed, 1)),
            "No run of \(shown) mi or more in the last 90 days (\(reason))"
        )
    }

    private mutating func widenForVolume(_ distance: Distance, _ weekly: Double?) {
        let needed = min(35, 10 + 0.95 * distance.miles)
        let weight = Self.interpolated(distance, tenK: 0.1, half: 0.2, marathon: 0.3)
        let shown = DecimalText.text(needed, places: 0, separator: ".")
        let reason =
            weekly.map { "\(DecimalText.text($0, places: 1, separator: ".")) mi" } ?? "weekly distance is not known"
        self.widen(weight * (1 - min((weekly ?? 0) / needed, 1)), "Less than \(shown) miles a week (\(reason))")
    }

    /// The fast side grows by a third only: what is missing rarely makes a race faster.
    private mutating func widen(_ amount: Double, _ reason: String) {
        guard amount > 0.0005 else { return }
        let percent = Int((amount * 100).rounded())
        self.fast *= 1 + amount / 3
        self.slow *= 1 + amount
        self.widenings.append(
            .init(
                fastFactor: 1 + amount / 3,
                slowFactor: 1 + amount,
                reason: "\(reason): slow side \(max(percent, 1)) % wider"
            )
        )
    }

    private mutating func widenForPause(_ days: Int?) {
        let amount = days.map { 0.1 * min(max(0, Double($0) - 3) / 11, 1) } ?? 0.1
        guard amount > 0 else { return }
        self.fast *= 1 + amount
        self.slow *= 1 + amount
        let reason = days.map { "Last activity \($0) days ago" } ?? "The day of the last run is not known"
        self.widenings.append(
            .init(
                fastFactor: 1 + amount,
                slowFactor: 1 + amount,
                reason: "\(reason): \(max(1, Int((amount * 100).rounded()))) % wider"
            )
        )
    }

    /// Nothing at 5 km and below; in between by the log of distance.
    private static func interpolated(_ distance: Distance, tenK: Double, half: Double, marathon: Double) -> Double {
        let (five, ten) = (RaceDistance.fiveK.distance, RaceDistance.tenK.distance)
        let (halfway, full) = (RaceDistance.half.distance, RaceDistance.marathon.distance)
        return tenK * Self.share(of: distance, from: five, to: ten)
            + (half - tenK) * Self.share(of: distance, from: ten, to: halfway)
            + (marathon - half) * Self.share(of: distance, from: halfway, to: full)
    }
}
