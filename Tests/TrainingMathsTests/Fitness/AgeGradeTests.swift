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
