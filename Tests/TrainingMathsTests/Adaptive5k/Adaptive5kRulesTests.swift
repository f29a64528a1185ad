import Testing

@testable import TrainingMaths

/// Worked values of the rules.
struct Adaptive5kRulesTests {
    @Test(
        arguments: [
            (0.97, 1460), (0.85, 1465), (0.70, 1470), (0.50, 1475), (0.30, 1480), (0.95, 1460), (0.80, 1465),
            (0.60, 1470), (0.40, 1475),
            (0.3999, 1480),
        ] as [(Double, Double)]
    )
    func `a week's efficiency moves the 5k`(efficiency: Double, seconds: Double) {
        #expect(1470 + Adaptive5kRules.weeklyChange(efficiency: efficiency) == seconds)
    }

    @Test(arguments: [(480, 474), (474, 474), (470, 470), (460, 464), (440, 464)] as [(Double, Double)])
    func `intervals give credit up to 10 seconds`(credited: Double, pace: Double) {
        #expect(Adaptive5kRules.intervalCredit(current: 474, credited: credited).pace == pace)
    }

    @Test func `credit never goes below nine tenths`() {
        #expect(Adaptive5kRules.intervalCredit(current: 90, credited: 10).pace == 81)
    }

    @Test(
        arguments: [
            (nil, 500, .pace(500, nil)), (510, 490, .pace(498, .workout)), (510, 484, .staleFiveK),
            (510, 513, .pace(510, .deadBand)),
            (510, 530, .pace(516, .workout)), (500, 480, .staleFiveK),
        ] as [(Double?, Double, Adaptive5kRules.ThresholdCredit)]
    )
    func `tempo runs move the threshold in small steps`(
        current: Double?,
        observed: Double,
        credit: Adaptive5kRules.ThresholdCredit
    ) {
        #expect(Adaptive5kRules.thresholdCredit(current: current, observed: observed, fiveKPace: 474) == credit)
    }

    @Test(
        arguments: [
            (nil, 142, 142), (145, 138, 141), (145, 143, 143), (145, 147, 145), (145, 152, 147), (nil, 20, 80),
            (206, 240, 208),
        ] as [(Double?, Double, Double)]
    )
    func `easy runs move the ceiling`(current: Double?, observed: Double, ceiling: Double) {
        #expect(Adaptive5kRules.aerobicCeiling(current: current, observed: observed).ceiling == ceiling)
    }

    @Test(arguments: [(474, 469), (386, 381), (80, 76)] as [(Double, Double)])
    func `a good long run takes 5 seconds, at most 5 percent`(current: Double, pace: Double) {
        #expect(Adaptive5kRules.lightWeek(current: current) == pace)
    }

    @Test(
        arguments: [
            (0.9, 0, true), (0.89, 0, false), (1, 30, true), (1, 31, false), (1, -15, true), (1, -16, false),
            (1, .nan, false),
        ] as [(Double, Double, Bool)]
    )
    func `a long run is good at 90 percent and near its pace`(ratio: Double, slower: Double, applies: Bool) {
        #expect(Adaptive5kRules.lightWeekApplies(longRunRatio: ratio, secondsSlowerThanTarget: slower) == applies)
    }
}
