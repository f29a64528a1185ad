import Foundation

/// A race, or a time trial run as hard as a race.
package struct RaceResult: Sendable, Hashable {
    package let distance: Distance
    package let seconds: Double
    /// Days before the day of the prediction; never negative.
    package let daysAgo: Int

    /// Throws ``PredictionError/implausibleResult(distance:seconds:)`` for what no human has run, or hardly walked.
    package init(_ distance: Distance, seconds: Double, daysAgo: Int = 0) throws(PredictionError) {
        guard let vdot = VDOT(seconds: seconds, over: distance), (8...92) ~= vdot.value else {
            throw .implausibleResult(distance: distance, seconds: seconds)
        }
        self.distance = distance
        self.seconds = seconds
        self.daysAgo = max(0, daysAgo)
    }

    package var pace: Pace { Pace(seconds: self.seconds, over: self.distance) }

    /// Seconds for 5 km that take the same ability, by VDOT (Daniels and Gilbert 1979); the race itself when it was a 5k.
    package var equivalentFiveK: Double {
        if RaceDistance(self.distance) == .fiveK { return self.seconds * 5000 / self.distance.meters }
        return VDOT(seconds: self.seconds, over: self.distance)?.seconds(for: RaceDistance.fiveK.distance)
            ?? self.seconds
    }
}

extension RaceResult {
    /// How much this says about `distance`, 0 to 1; it halves with each 90 days and with each 1.6-fold of length.
    func relevance(to distance: Distance) -> Double {
        exp(-abs(log(distance.meters / self.distance.meters)) / 0.7) * exp2(-Double(self.daysAgo) / 90)
    }
}

/// Why there is no prediction.
package enum PredictionError: Error, Equatable, Sendable {
    case noResult
    case implausibleResult(distance: Distance, seconds: Double)
    /// Shorter than 800 m or longer than 100 miles.
    case distanceOutOfRange(Distance)
}

extension PredictionError: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        switch self {
        case .noResult: "A prediction needs at least one race or time trial, for example a 5k of 24:30"
        case .implausibleResult(let distance, let seconds):
            "\(ClockTime.text(seconds)) over \(distance.text(in: .kilometers)) is no running time: is it hours, minutes and seconds?"
        case .distanceOutOfRange(let distance):
            "\(distance.text(in: .kilometers)) cannot be predicted: races from 800 m to 100 miles can"
        }
    }
}

/// What is known of a runner when a race is predicted; what is not known is nil and widens the interval.
package struct PredictionEvidence: Sendable, Equatable {
    /// In the order of distance, then age; the same result counts once.
    package private(set) var results: [RaceResult]
    /// Miles of a mean week of the last eight.
    package var weeklyMiles: Double?
    /// Mean pace of all running of the last eight weeks.
    package var trainingPace: Pace?
    /// The longest run of the last 90 days.
    package var longestRunMiles: Double?
    /// Days since the last run of any kind.
    package var daysSinceLastRun: Int?
    /// The longest time without a run in the last twelve weeks, in days.
    package var longestGapDays: Int?

    package init(results: [RaceResult]) {
        self.results = Set(results).sorted {
            ($0.distance, $0.daysAgo, $0.seconds) < ($1.distance, $1.daysAgo, $1.seconds)
        }
    }

    /// The athlete's 5k of today, weekly miles and longest run; throws when the 5k is no running time.
    package init(_ athlete: Athlete) throws(PredictionError) {
        self.init(results: [try RaceResult(RaceDistance.fiveK.distance, seconds: athlete.fiveKSeconds)])
        self.weeklyMiles = athlete.weeklyMiles
        self.longestRunMiles = athlete.longestRunMiles
    }

    /// The same evidence with one more result.
    package func adding(_ result: RaceResult) -> PredictionEvidence {
        var evidence = self
        evidence.results = PredictionEvidence(results: self.results + [result]).results
        return evidence
    }

    /// The same evidence with nothing but this result.
    func only(_ result: RaceResult) -> PredictionEvidence {
        var evidence = self
        evidence.results = [result]
        return evidence
    }

    /// The result that tells most about `distance`: near in length, and recent.
    package func closest(to distance: Distance) -> RaceResult? {
        self.results.max { $0.relevance(to: distance) < $1.relevance(to: distance) }
    }

    /// Weekly miles that are a number a person can run, else nil.
    var plausibleWeeklyMiles: Double? { self.weeklyMiles.flatMap { (0...250) ~= $0 ? $0 : nil } }

    /// The shortest and the longest result of 3 km and more that are far enough apart to tell endurance.
    var pair: (short: RaceResult, long: RaceResult)? {
        let results = self.results.filter { $0.distance.meters >= 2900 && $0.daysAgo <= 180 }
        guard let shortest = results.first, let longest = results.last,
            longest.distance.meters >= 1.5 * shortest.distance.meters
        else { return nil }
        // Of several results over the longest distance the newest.
        let long = results.first { $0.distance == longest.distance } ?? longest
        return (shortest, long)
    }
}
