import Testing

@testable import TrainingMaths

struct GoalTests {
    @Test(
        arguments: [
            (1289.0, GoalDifficulty.aggressive), (1290, .challenging), (1409, .challenging), (1410, .reasonable),
            (1500, .reasonable),
            (1501, .comfortable),
        ] as [(Double, GoalDifficulty)]
    )
    func `difficulty goes by the fall of the 5k`(goal: Double, difficulty: GoalDifficulty) {
        #expect(GoalDifficulty(fiveKSeconds: 1470, goalFiveKSeconds: goal) == difficulty)
    }

    @Test(
        arguments: [
            (RaceDistance.fiveK, 1470.0, [1.0, 2, 4]), (.tenK, 3060, [2, 4, 6]), (.tenMiles, 4860, [3, 5, 8]),
            (.half, 6800, [5, 10, 15]),
            (.marathon, 14_400, [8, 15, 30]), (.other(Distance(meters: 30_000)), 9600, [5, 10, 20]),
        ] as [(RaceDistance, Double, [Double])]
    )
    func `tiers are minutes faster than the prediction`(race: RaceDistance, predicted: Double, minutes: [Double]) {
        let tiers = GoalTiers(for: race, predictedSeconds: predicted)
        #expect([tiers.safeSeconds, tiers.stretchSeconds, tiers.savageSeconds] == minutes.map { predicted - $0 * 60 })
    }

    @Test func `tiers of a very short race stay sane`() {
        let tiers = GoalTiers(for: .other(Distance(meters: 1609)), predictedSeconds: 400)
        #expect(tiers.safeSeconds == 360 && tiers.savageSeconds == 300)
    }

    @Test(
        arguments: [(0.0, GoalOutcome.hit), (-5, .hit), (5.1, .close), (20, .close), (-20.1, .missed)]
            as [(Double, GoalOutcome)]
    )
    func `a race hits, comes close or misses by its pace`(off: Double, outcome: GoalOutcome) {
        #expect(GoalOutcome(secondsPerMileOff: off) == outcome)
    }

    @Test(
        arguments: [
            (0.95, GoalOutlook.Verdict.ahead), (0.9, .ahead), (0.75, .onTrack), (0.4, .withinReach), (0.15, .behind),
            (0.149, .notRealistic),
            (0, .notRealistic), (.nan, .notRealistic),
        ] as [(Double, GoalOutlook.Verdict)]
    )
    func `words follow the probability`(probability: Double, verdict: GoalOutlook.Verdict) {
        #expect(GoalOutlook.Verdict(probability: probability) == verdict)
    }

    @Test func `a 1_45 half asks a 24_30 runner for 8 seconds a week`() throws {
        let evidence = PredictionEvidence(results: [try RaceResult(RaceDistance.fiveK.distance, seconds: 1470)])
        let prediction = try Ensemble.predict(.half, from: evidence)
        let outlook = GoalOutlook(goalSeconds: 6300, prediction: prediction, fiveKSeconds: 1470, weeksToRace: 12)
        #expect(abs(outlook.goalFiveKSeconds - 1369.5) < 0.1)
        #expect(abs(try #require(outlook.neededFiveKGainPerWeek) - 8.4) < 0.05)
        #expect(outlook.sentence.contains("needs about 8 s a week of 5k gain"))
        #expect(outlook.sentence.contains("slower than the goal today"))
        #expect([.behind, .notRealistic].contains(outlook.verdict))
    }
}
