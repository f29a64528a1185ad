/// How to come back after days without running.
///
/// The steps are careful practice. Their only published anchor: a break of seven days or more within a marathon build
/// cost 5 to 8 % of the race time among 300,000 runners (Feely et al. 2023).
package struct Reentry: Sendable, Equatable {
    package let gapDays: Int

    /// Negative gaps are none.
    package init(gapDays: Int) { self.gapDays = max(gapDays, 0) }

    /// Shares of the planned miles, one for each week from the first run on.
    package var shares: [Double] {
        switch self.gapDays {
        case ...6: []
        case ...13: [0.80 - 0.05 * Double(self.gapDays - 7) / 6]
        case ...20: [self.firstShare, 0.80]
        case ...27: [self.firstShare, 0.75, 0.90]
        default: [0.50, 0.65, 0.80, 0.90]
        }
    }

    /// Runs from the first one on that have to be easy.
    package var easyRuns: Int {
        switch self.gapDays {
        case ...3: 0
        case ...6: 2
        case ...13: 3
        case ...20: 5
        case ...27: 8
        default: 10
        }
    }

    /// The longest run, as a share of the longest before the gap; nil without a limit of its own.
    package var longRunShare: Double? { self.gapDays >= 7 ? 0.8 : nil }

    /// What the 5k is likely to have lost, as a share; nil when nothing or when a test has to tell.
    package var fiveKLoss: Double? {
        (14...27).contains(self.gapDays) ? 0.02 + 0.02 * Double(self.gapDays - 14) / 13 : nil
    }

    package var needsTest: Bool { self.gapDays >= 28 }

    /// 60 % after two weeks, 50 % after four.
    private var firstShare: Double { 0.60 - 0.10 * Double(self.gapDays - 14) / 13 }
}
