/// Whether somebody is on the way to a goal, out of the probability to reach it.
package struct GoalOutlook: Sendable, Equatable {
    /// In words, by probability: from 0.9 on ahead, from 0.75 on track, from 0.4 within reach, from 0.15 behind.
    package enum Verdict: String, Sendable, CaseIterable {
        case ahead
        case onTrack = "on track"
        case withinReach = "within reach"
        case behind
        case notRealistic = "not realistic"

        package init(probability: Double) {
            self =
                switch probability {
                case 0.9...: .ahead
                case 0.75...: .onTrack
                case 0.4...: .withinReach
                case 0.15...: .behind
                default: .notRealistic
                }
        }
    }

    package let prediction: Prediction
    package let goalSeconds: Double
    /// 0 to 1, if the race were today.
    package let probability: Double
    package let verdict: Verdict
    /// Positive when the prediction is slower than the goal.
    package let secondsSlowerThanGoal: Double
    /// 5k seconds that equal the goal (Riegel 1.06), so that it can be compared with today's 5k.
    package let goalFiveKSeconds: Double
    /// 5k seconds that have to go each week until the race; nil without weeks or when nothing has to go.
    package let neededFiveKGainPerWeek: Double?

    /// `fiveKSeconds` is today's 5k.
    package init(goalSeconds: Double, prediction: Prediction, fiveKSeconds: Double, weeksToRace: Double) {
        self.prediction = prediction
        self.goalSeconds = goalSeconds
        self.probability = prediction.probability(of: goalSeconds)
        self.verdict = Verdict(probability: self.probability)
        self.secondsSlowerThanGoal = prediction.seconds - goalSeconds
        self.goalFiveKSeconds = Riegel(exponent: 1.06).equivalentFiveK(seconds: goalSeconds, over: prediction.distance)
        let fall = fiveKSeconds - self.goalFiveKSeconds
        self.neededFiveKGainPerWeek = weeksToRace > 0 && fall > 0 ? fall / weeksToRace : nil
    }

    /// The one sentence that answers "am I on track?", with its figures.
    package var sentence: String {
        let off = ClockTime.text(abs(self.secondsSlowerThanGoal))
        let side = self.secondsSlowerThanGoal >= 0 ? "slower" : "faster"
        var text =
            "Likely \(self.prediction.text), goal \(ClockTime.text(self.goalSeconds)): \(off) \(side) than the goal today"
        if let gain = self.neededFiveKGainPerWeek {
            text += "; needs about \(DecimalText.text(gain, places: 0, separator: ".")) s a week of 5k gain"
        }
        let percent = Int((self.probability * 100).rounded())
        return
            "\(text). \(self.verdict.rawValue.prefix(1).uppercased())\(self.verdict.rawValue.dropFirst()): a chance of \(percent) %."
    }
}
