extension Adaptive5kLedger.Entry {
    /// What happened, in words: day, rule, source, before and after, and what limited it.
    package var text: String {
        let source = self.evidence.activity.map { "activity \($0)" } ?? "week of \(self.evidence.week)"
        let start = "\(self.evidence.day), \(self.evidence.rule) (\(source))"
        if let contest { return "\(start): not counted, contested: \(contest)" }
        if let note { return "\(start): \(note)" }
        let channel = self.evidence.channel
        let change =
            self.before == self.after
            ? "stays \(channel.text(self.after))" : "\(channel.text(self.before)) to \(channel.text(self.after))"
        return "\(start): \(channel.rawValue) \(change)\(self.bound.map { ", \($0.words)" } ?? "")"
    }
}

extension Adaptive5kLedger.Channel {
    /// `24:30`, `8:20/mi` or `145 bpm`.
    package func text(_ value: Double?) -> String {
        guard let value else { return "unknown" }
        return switch self {
        case .fiveK: ClockTime.text(value)
        case .threshold: ClockTime.text(value) + "/mi"
        case .aerobicCeiling: DecimalText.text(value, places: 0, separator: ".") + " bpm"
        }
    }
}

extension Adaptive5kBound {
    /// The limit in words.
    package var words: String {
        switch self {
        case .workout: "the most that one workout may change"
        case .deadBand: "too small a difference to mean anything"
        case .week: "the most that one week may change"
        case .anchor: "12 % from the last raced time is the limit"
        case .older: "older than the last raced time, which already holds it"
        }
    }
}
