import Testing

@testable import TrainingMaths

struct LegacyScoreTests {
    struct Vector: Sendable {
        var miles: Double
        var pace: Double
        var isInjured = false
        var score: Int
    }

    @Test(arguments: [
        Vector(miles: 6, pace: 500, score: 100), Vector(miles: 6.5, pace: 519, score: 100),
        Vector(miles: 5.5, pace: 489, score: 100), Vector(miles: 5.4, pace: 504, score: 80),
        Vector(miles: 6.1, pace: 520, score: 70), Vector(miles: 5, pace: 540, score: 50),
        Vector(miles: 5, pace: 540, isInjured: true, score: 25),
        Vector(miles: 6, pace: 504, isInjured: true, score: 75),
    ])
    func `a plan of 6 miles at 8:24 scores as it always did`(vector: Vector) {
        let target = Pace(secondsPerMile: 504)...Pace(secondsPerMile: 504)

        let slower = Pace(secondsPerMile: vector.pace).secondsSlower(than: target)

        #expect(
            LegacyScore.score(milesOff: vector.miles - 6, secondsSlower: slower, isInjured: vector.isInjured)
                == vector.score
        )
    }

    @Test func `no target pace costs nothing`() {
        #expect(LegacyScore.score(milesOff: 3, secondsSlower: nil) == 80)
    }

    @Test(arguments: [
        (7242.0, DistanceStatus.short), (7243, .onPlan), (8851.6, .onPlan), (8853, .over), (0, .short),
    ])
    func `on plan is more than 90 up to 110 percent`(meters: Double, status: DistanceStatus) {
        #expect(DistanceStatus(ratio: meters / 8047) == status)
    }

    @Test(arguments: [
        (0.0, true, 1.0, RunEfficiency.Label.efficient), (20, true, 1, .efficient), (-20.5, true, 0.3, .controlled),
        (20, false, 0.5, .grit), (21, false, 0.1, .inefficient),
    ])
    func `efficiency weighs pace before pulse`(slower: Double, inZone: Bool, score: Double, label: RunEfficiency.Label)
    {
        let efficiency = RunEfficiency(secondsSlower: slower, heartRateIsInZone: inZone)

        #expect(efficiency.score == score)
        #expect(efficiency.label == label)
    }

    @Test func `a week's efficiency is weighted by miles`() throws {
        let weekly = try #require(RunEfficiency.weekly([(1, 5), (0.5, 6), (0.3, 9), (0.1, 4)]))

        #expect(abs(weekly - 0.4625) < 1e-12)
        #expect(RunEfficiency.weekly([(1, 0), (.nan, 3)]) == nil)
    }

    @Test func `seconds outside a range are counted from the nearer end`() {
        let range = Pace(secondsPerMile: 500)...Pace(secondsPerMile: 520)

        #expect(Pace(secondsPerMile: 510).secondsSlower(than: range) == 0)
        #expect(Pace(secondsPerMile: 500).secondsSlower(than: range) == 0)
        #expect(Pace(secondsPerMile: 530).secondsSlower(than: range) == 10)
        #expect(Pace(secondsPerMile: 480).secondsSlower(than: range) == -20)
    }
}
