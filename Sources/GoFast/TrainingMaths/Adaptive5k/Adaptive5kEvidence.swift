/// Something that happened and that a rule may learn from.
package struct Adaptive5kEvidence: Sendable, Equatable, Codable {
    package enum Finding: Sendable, Equatable, Codable {
        /// A time that was raced, or that the runner states: it replaces what was believed.
        case stated(fiveKSeconds: Double)
        /// The run efficiency of a whole week, 0 to 1.
        case weeklyEfficiency(Double)
        /// A week whose long run was nearly as planned.
        case lightWeek(longRunRatio: Double, secondsSlowerThanTarget: Double)
        /// Intervals; the offset is that of their target from the 5k pace, e.g. -10. Seconds a mile.
        case intervals(pace: Double, target: Double, offset: Double)
        /// A tempo run; seconds a mile.
        case tempo(pace: Double)
        /// An easy run: its mean heart rate, and how much faster than asked for it was, in seconds a mile.
        case easyRun(heartRate: Double, secondsFasterThanTarget: Double)
    }

    /// The day it happened; of a week any day.
    package let day: CalendarDay
    /// The activity it comes from; nil for what is found out of a week.
    package let activity: String?
    package let finding: Finding

    package init(_ finding: Finding, on day: CalendarDay, activity: String? = nil) {
        self.finding = finding
        self.day = day
        self.activity = activity
    }

    /// The Monday of its week.
    package var week: CalendarDay { self.day.monday }

    /// The same evidence has the same key, whatever its figures: it counts once.
    package var key: String {
        let source = self.isWeekly ? "week \(self.week)" : self.activity ?? "day \(self.day)"
        return "\(self.rule) \(source)"
    }

    /// The rule's name in words.
    package var rule: String {
        switch self.finding {
        case .stated: "stated or raced time"
        case .weeklyEfficiency: "weekly efficiency"
        case .lightWeek: "long run of the week"
        case .intervals: "interval credit"
        case .tempo: "threshold credit"
        case .easyRun: "aerobic ceiling"
        }
    }

    package var channel: Adaptive5kLedger.Channel {
        switch self.finding {
        case .stated, .weeklyEfficiency, .lightWeek, .intervals: .fiveK
        case .tempo: .threshold
        case .easyRun: .aerobicCeiling
        }
    }

    private var isWeekly: Bool {
        switch self.finding {
        case .weeklyEfficiency, .lightWeek: true
        case .stated, .intervals, .tempo, .easyRun: false
        }
    }

    /// Why nothing can be learnt from it; nil when something can.
    var disqualification: String? {
        switch self.finding {
        case .stated(let seconds):
            (600...7200) ~= seconds ? nil : "a 5k takes between 10 minutes and 2 hours"
        case .weeklyEfficiency(let efficiency):
            (0...1) ~= efficiency ? nil : "an efficiency is 0 to 1"
        case .lightWeek(let ratio, let slower):
            ratio.isFinite && Adaptive5kRules.lightWeekApplies(longRunRatio: ratio, secondsSlowerThanTarget: slower)
                ? nil : "the long run was shorter than 90 % of the plan, or not near its pace"
        case .intervals(let pace, let target, let offset):
            if !((120...3600) ~= pace && (120...3600) ~= target && (-120...120) ~= offset) {
                "a pace is 2 to 60 minutes a mile"
            } else {
                pace <= target ? nil : "the intervals were slower than their target"
            }
        case .tempo(let pace):
            (120...3600) ~= pace ? nil : "a pace is 2 to 60 minutes a mile"
        case .easyRun(let heartRate, let faster):
            if !((40...240) ~= heartRate && faster.isFinite) {
                "a heart rate is 40 to 240"
            } else {
                faster > 15 ? "the run was more than 15 s a mile faster than easy" : nil
            }
        }
    }
}
