import Foundation

/// The marathon of recreational runners, from one result and weekly miles.
package struct VickersVertosick: Predictor {
    /// Miles a week that are taken when nobody knows them: a careful guess for somebody who enters a marathon.
    package static let assumedWeeklyMiles = 20.0

    package init() {}

    package var name: String { "Vickers-Vertosick" }
    package var formula: String {
        "v = 0.16018617 + 0.83076202 vRiegel(1.07) + 0.06423826 (miles a week / 10), v in m/s"
    }
    package var inputs: String { "one result, miles a week; the marathon only" }
    package var source: String {
        "Vickers and Vertosick, BMC Sports Science, Medicine and Rehabilitation (2016), 2,303 runners"
    }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let result = evidence.closest(to: distance), let miles = evidence.plausibleWeeklyMiles else { return nil }
        return self.seconds(for: distance, from: result, weeklyMiles: miles)
    }

    /// Nil for any race but the marathon.
    package func seconds(for distance: Distance, from result: RaceResult, weeklyMiles: Double) -> Double? {
        guard RaceDistance(distance) == .marathon, weeklyMiles >= 0 else { return nil }
        let riegel = distance.meters / Riegel(exponent: 1.07).seconds(for: distance, from: result)
        // Higher volumes than the study had would make anybody faster than their own 10k.
        return distance.meters / (0.16018617 + 0.83076202 * riegel + 0.06423826 * min(weeklyMiles, 80) / 10)
    }
}

/// The same with a second result, which tells how well somebody holds on.
package struct VickersVertosickTwoRaces: Predictor {
    package init() {}

    package var name: String { "Vickers-Vertosick, two races" }
    package var formula: String {
        "kM = 1.4510756 - 0.23797948 k - 0.01410023 (miles a week / 10); T = T2 * (42195 / d2)^kM"
    }
    package var inputs: String { "two results, the longer 10 km or more, miles a week; the marathon only" }
    package var source: String { "Vickers and Vertosick (2016)" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let pair = evidence.pair, let miles = evidence.plausibleWeeklyMiles,
            RaceDistance(distance) == .marathon, pair.long.distance < distance, pair.long.distance.meters >= 9900
        else { return nil }
        return Riegel(exponent: Self.exponent(pair.short, pair.long, weeklyMiles: miles)).seconds(
            for: distance,
            from: pair.long
        )
    }

    /// The exponent from the longer race to the marathon.
    package static func exponent(_ short: RaceResult, _ long: RaceResult, weeklyMiles: Double) -> Double {
        let own = min(max(PersonalExponent.exponent(short, long), 1), 1.25)
        return 1.4510756 - 0.23797948 * own - 0.01410023 * min(max(weeklyMiles, 0), 80) / 10
    }
}

/// The marathon out of training alone.
package struct Tanda: Predictor {
    package init() {}

    package var name: String { "Tanda" }
    package var formula: String {
        "pace (s/km) = 17.1 + 140 e^(-0.0053 K) + 0.55 P, K in km a week, P mean training pace in s/km"
    }
    package var inputs: String { "kilometres a week and mean pace of the last eight weeks; the marathon only" }
    package var source: String { "Tanda, Journal of Human Sport and Exercise (2011)" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard RaceDistance(distance) == .marathon, let miles = evidence.plausibleWeeklyMiles,
            let pace = evidence.trainingPace,
            Pace.plausible.contains(pace)
        else { return nil }
        let kilometers = Distance(miles: miles).kilometers
        // The study's runners did 45 to 110 km a week at 4:00 to 6:10 a kilometre; a bit more is tolerated.
        guard (30...150) ~= kilometers, (200...420) ~= pace.secondsPerKilometer else { return nil }
        return Self.pace(kilometersPerWeek: kilometers, trainingPace: pace).seconds(for: distance)
    }

    /// The race pace, without a look at where the study ends.
    package static func pace(kilometersPerWeek: Double, trainingPace: Pace) -> Pace {
        Pace(
            secondsPerKilometer: 17.1 + 140 * exp(-0.0053 * kilometersPerWeek) + 0.55 * trainingPace.secondsPerKilometer
        )
    }
}
