/// A published way from what is known of a runner to the time of a race.
package protocol Predictor: Sendable {
    /// Short, for a table.
    var name: String { get }
    /// The formula in one line; T in seconds, d in metres unless it says otherwise.
    var formula: String { get }
    /// What it is made from.
    var inputs: String { get }
    /// Who published it, and when.
    var source: String { get }

    /// Seconds for `distance`; nil where the model does not apply or lacks an input.
    func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double?
}

/// Every model that is shown beside the ensemble.
package enum Predictors {
    package static let all: [any Predictor] = [
        VDOTPredictor(), Riegel(exponent: 1.06), Riegel(exponent: 1.07), Cameron(), PaceFormula.continuous,
        PaceFormula.floor, VickersVertosick(), VickersVertosickTwoRaces(), PersonalExponent(), EndurancePredictor(),
        Tanda(), CriticalSpeedPredictor(),
    ]
}

/// Equal VDOT over another distance.
package struct VDOTPredictor: Predictor {
    package init() {}

    package var name: String { "VDOT" }
    package var formula: String {
        "the time whose VO2 demand over the share of VO2max held that long equals the VDOT of the result"
    }
    package var inputs: String { "one result" }
    package var source: String { "Daniels and Gilbert, Oxygen Power (1979)" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let result = evidence.closest(to: distance) else { return nil }
        return VDOT(seconds: result.seconds, over: result.distance)?.seconds(for: distance)
    }
}

extension PaceFormula: Predictor {
    package var name: String { self == .continuous ? "Pace formula" : "Pace formula, whole steps" }
    package var formula: String {
        self == .continuous
            ? "(T5k / 3.1 + ((miles - 3.1) / 6.2) * 10) * miles"
            : "(T5k / 3.1 + floor((miles - 3.1) / 6.2) * 10) * miles"
    }
    package var inputs: String { "5k time, or the equivalent 5k of one result" }
    package var source: String { "the product's own rule of thumb; optimistic beyond 10 km" }

    package func seconds(for distance: Distance, from evidence: PredictionEvidence) -> Double? {
        guard let result = evidence.closest(to: distance) else { return nil }
        let seconds = self.seconds(fiveKSeconds: result.equivalentFiveK, for: RaceDistance(distance))
        return seconds > 0 ? seconds : nil
    }
}
