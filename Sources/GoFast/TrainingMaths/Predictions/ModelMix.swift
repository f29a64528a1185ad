import Foundation

/// What the models say about one distance, and how much each counts.
///
/// A weight depends on distances, ages and training, never on the times of results: so a slower result cannot shift weight
/// to a faster model.
struct ModelMix {
    private(set) var models: [Prediction.Model] = []
    /// The weighted mean of the logs of all times.
    private(set) var logSeconds = 0.0

    init(for distance: Distance, from evidence: PredictionEvidence) {
        var entries = Self.singles.compactMap { Self.entry($0, distance, evidence) }
        entries += Self.marathonEntries(distance, evidence)
        entries += Self.pairEntries(distance, evidence)
        let total = entries.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return }
        self.logSeconds = entries.reduce(0) { $0 + $1.weight * $1.logSeconds } / total
        self.models = entries.map { entry in
            .init(name: entry.name, seconds: exp(entry.logSeconds), weight: entry.weight / total, reason: entry.reason)
        }
        self.models += Self.comparisons(distance, evidence)
    }

    private struct Entry {
        var name: String
        var weight: Double
        var logSeconds: Double
        var reason: String
    }

    /// A model that needs one result, and how much it counts up to the half and at the marathon.
    private struct Single {
        var model: any Predictor
        var short: Double
        var marathon: Double
        var reason: String
    }

    private static let singles = [
        Single(
            model: VDOTPredictor(),
            short: 1,
            marathon: 0.6,
            reason: "good from 3.5 min to 4 h, optimistic in the marathon of most"
        ),
        Single(
            model: Riegel(exponent: 1.06),
            short: 1,
            marathon: 0.6,
            reason: "good to the half, too fast in the marathon of half of all runners"
        ),
        Single(model: Cameron(), short: 1, marathon: 0.8, reason: "drawn through records from 400 m to 50 miles"),
        Single(
            model: Riegel(exponent: 1.07),
            short: 0.5,
            marathon: 0.8,
            reason: "the exponent of recreational runners"
        ),
        Single(
            model: PaceFormula.continuous,
            short: 0.25,
            marathon: 0.1,
            reason: "a rule of thumb, optimistic beyond 10 km"
        ),
    ]

    /// The sum of what single models count.
    private static func unit(_ distance: Distance) -> Double {
        let isMarathon = RaceDistance(distance) == .marathon
        return Self.singles.reduce(0) { $0 + (isMarathon ? $1.marathon : $1.short) }
    }

    private static func entry(_ single: Single, _ distance: Distance, _ evidence: PredictionEvidence) -> Entry? {
        let share = RaceDistance(distance) == .marathon ? single.marathon : single.short
        return Self.mean(single.model.name, share, single.reason, evidence, distance) {
            single.model.seconds(for: distance, from: evidence.only($0))
        }
    }

    /// The mean over all results, each counted by how much it says about the distance.
    private static func mean(
        _ name: String,
        _ share: Double,
        _ reason: String,
        _ evidence: PredictionEvidence,
        _ distance: Distance,
        _ seconds: (RaceResult) -> Double?
    ) -> Entry? {
        var weight = 0.0
        var sum = 0.0
        for result in evidence.results {
            guard let time = seconds(result), time > 0, time.isFinite else { continue }
            let relevance = result.relevance(to: distance)
            weight += relevance
            sum += relevance * log(time)
        }
        guard weight > 0 else { return nil }
        return Entry(name: name, weight: weight * share, logSeconds: sum / weight, reason: reason)
    }

    private static func marathonEntries(_ distance: Distance, _ evidence: PredictionEvidence) -> [Entry] {
        guard RaceDistance(distance) == .marathon else { return [] }
        let known = evidence.plausibleWeeklyMiles
        let miles = known ?? VickersVertosick.assumedWeeklyMiles
        let shown = DecimalText.text(miles, places: 0, separator: ".")
        let model = VickersVertosick()
        let one = Self.mean(
            model.name,
            2,
            "made for marathons of recreational runners; \(shown) miles a week\(known == nil ? " assumed" : "")",
            evidence,
            distance
        ) { model.seconds(for: distance, from: $0, weeklyMiles: miles) }
        guard let one else { return [] }
        var entries = [one]
        let relevance = one.weight / 2
        let two = VickersVertosickTwoRaces()
        if let seconds = two.seconds(for: distance, from: evidence) {
            let reason = "how well you hold on between two races, and \(shown) miles a week"
            entries.append(Entry(name: two.name, weight: relevance, logSeconds: log(seconds), reason: reason))
        }
        let training = Tanda()
        if let seconds = training.seconds(for: distance, from: evidence) {
            let reason = "what eight weeks of training say, without any race"
            entries.append(
                Entry(name: training.name, weight: 0.6 * relevance, logSeconds: log(seconds), reason: reason)
            )
        }
        return entries
    }

    /// Models of two results: they would call somebody faster whose shorter result is slower, so they may count at most
    /// so much that the shorter result's own weight outdoes it.
    private static func pairEntries(_ distance: Distance, _ evidence: PredictionEvidence) -> [Entry] {
        guard let pair = evidence.pair else { return [] }
        let unit = Self.unit(distance)
        let (short, long) = (pair.short.relevance(to: distance), pair.long.relevance(to: distance))
        var weight = 0.3 * unit * (short + long)
        let span = log(pair.long.distance.meters / pair.short.distance.meters)
        if distance > pair.long.distance {
            weight = min(weight, 0.5 * unit * short * span / log(distance.meters / pair.long.distance.meters))
        } else if distance < pair.short.distance {
            weight = min(weight, 0.5 * unit * long * span / log(pair.short.distance.meters / distance.meters))
        }
        let models: [any Predictor] = [PersonalExponent(), EndurancePredictor()]
        return models.compactMap { model in
            guard let seconds = model.seconds(for: distance, from: evidence) else { return nil }
            let reason = "your own endurance, from two results"
            return Entry(name: model.name, weight: weight / 2, logSeconds: log(seconds), reason: reason)
        }
    }

    private static func comparisons(_ distance: Distance, _ evidence: PredictionEvidence) -> [Prediction.Model] {
        let models: [(any Predictor, String)] = [
            (CriticalSpeedPredictor(), "a check for races of 2 to 40 minutes"),
            (PaceFormula.floor, "an earlier generation's steps, for comparison"),
        ]
        return models.compactMap { model, reason in
            model.seconds(for: distance, from: evidence).map {
                .init(name: model.name, seconds: $0, weight: 0, reason: reason)
            }
        }
    }
}
