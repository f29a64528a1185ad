import Testing

@testable import TrainingMaths

struct AgeGradeTests {
    @Test(
        arguments: [
            (Athlete.Sex.male, 45, RaceDistance.fiveK, "24:30", 842.7, 57.33),
            (.female, 45, .fiveK, "24:30", 918.7, 62.50),
            (.male, 50, .half, "1:45:00", 3895.0, 61.83), (.female, 40, .marathon, "3:30:00", 8053.7, 63.92),
            (.male, 30, .tenK, "50:00", 1584, 52.80), (.male, 30, .fiveK, "20:00", 769, 64.09),
        ] as [(Athlete.Sex, Int, RaceDistance, String, Double, Double)]
    )
    func `published standards grade results`(
        sex: Athlete.Sex,
        age: Int,
        race: RaceDistance,
        time: String,
        standard: Double,
        percent: Double
    ) throws {
        let grade = try #require(AgeGrade(sex: sex, age: age, over: race.distance))
        #expect(abs(grade.standard - standard) < 0.05)
        #expect(abs(grade.percent(of: try ClockTime.seconds(parsing: time)) - percent) < 0.01)
        #expect(!grade.isEstimate)
    }

    @Test(
        arguments: [
            (Athlete.Sex.male, [227.0, 769, 1584, 2595, 3451, 7235]), (.female, [253, 834, 1726, 2832, 3772, 7796]),
        ]
    )
    func `open standards are those that were published`(sex: Athlete.Sex, seconds: [Double]) throws {
        for (meters, expected) in zip([1609.344, 5000, 10_000, 16_093.44, 21_097.5, 42_195], seconds) {
            let grade = try #require(AgeGrade(sex: sex, age: 30, over: Distance(meters: meters)))
            #expect(abs(grade.openStandard - expected) < 1e-6)
        }
    }

    @Test(
        arguments: [
            (Athlete.Sex.male, 40, [0.9475, 0.9636, 0.9638, 0.9783]), (.male, 45, [0.9125, 0.9261, 0.9249, 0.9373]),
            (.male, 50, [0.8775, 0.8886, 0.8860, 0.8963]), (.male, 60, [0.8075, 0.8136, 0.8082, 0.8143]),
            (.male, 70, [0.7353, 0.7386, 0.7304, 0.7323]), (.female, 40, [0.9499, 0.9623, 0.9601, 0.9680]),
            (.female, 45, [0.9078, 0.9278, 0.9234, 0.9386]), (.female, 50, [0.8592, 0.8822, 0.8753, 0.8998]),
            (.female, 60, [0.7621, 0.7828, 0.7718, 0.7965]),
        ] as [(Athlete.Sex, Int, [Double])]
    )
    func `factors are those that were published`(sex: Athlete.Sex, age: Int, factors: [Double]) throws {
        for (race, expected) in zip([RaceDistance.fiveK, .tenK, .half, .marathon], factors) {
            let grade = try #require(AgeGrade(sex: sex, age: age, over: race.distance))
            #expect(abs(grade.factor - expected) < 1e-9)
        }
    }

    @Test func `a graded time is what it would be at the best age`() throws {
        let grade = try #require(AgeGrade(sex: .male, age: 45, over: RaceDistance.fiveK.distance))
        #expect(abs(grade.gradedSeconds(1470) - 1341.4) < 0.05)
        #expect(grade.band(of: 1470) == .club)
        #expect(grade.band(of: 842.6) == .worldBest)
        #expect(grade.band(of: 1170) == .regional)
    }

    @Test func `in between is estimated and stays in between`() throws {
        let grade = try #require(AgeGrade(sex: .male, age: 55, over: Distance(meters: 15_000)))
        #expect(grade.isEstimate)
        #expect((1584...2595).contains(grade.openStandard))
        #expect((0.8082...0.8886).contains(grade.factor))
    }

    @Test(
        arguments: [(17, 5000.0), (71, 5000), (200, 5000), (-3, 5000), (40, 1000), (40, 100_000), (40, Double.nan)]
            as [(Int, Double)]
    )
    func `outside of the table there is no grade`(age: Int, meters: Double) {
        #expect(AgeGrade(sex: .male, age: age, over: Distance(meters: meters)) == nil)
    }

    @Test func `age never raises the factor and no time has no percent`() throws {
        for meters in [1609.344, 5000, 12_000, 42_195] {
            var last = 1.0
            for age in 18...60 {
                let grade = try #require(AgeGrade(sex: .female, age: age, over: Distance(meters: meters)))
                #expect(grade.factor <= last)
                last = grade.factor
                #expect(grade.percent(of: .nan) == 0)
            }
        }
    }
}
