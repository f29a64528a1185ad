import Testing

@testable import TrainingMaths

struct HostilePredictionsTests {
    @Test func `results of hostile numbers are refused or predict finitely`() throws {
        for (meters, seconds) in Hostile.pairs {
            guard let result = try? RaceResult(Distance(meters: meters), seconds: seconds, daysAgo: .max) else {
                continue
            }
            #expect(result.equivalentFiveK.isFinite && result.equivalentFiveK > 0)
            let evidence = PredictionEvidence(results: [result])
            let prediction = try Ensemble.predict(.half, from: evidence)
            #expect(prediction.seconds.isFinite && prediction.interval.lowerBound > 0)
            #expect(!prediction.explanation.isEmpty)
        }
    }

    @Test func `evidence of hostile numbers never breaks a model or the ensemble`() throws {
        let results = try [(5000.0, 1470.0, 0), (10_000, 3060, .max), (21_097.5, 6780, -5)].map {
            try RaceResult(Distance(meters: $0.0), seconds: $0.1, daysAgo: $0.2)
        }
        for (first, second) in Hostile.pairs {
            var evidence = PredictionEvidence(results: results)
            (evidence.weeklyMiles, evidence.longestRunMiles) = (first, second)
            evidence.trainingPace = Pace(secondsPerMile: second)
            let distance = Distance(meters: first)
            for model in Predictors.all {
                _ = model.seconds(for: distance, from: evidence)
                _ = model.seconds(for: distance, from: PredictionEvidence(results: []))
            }
            for days in Hostile.integers where first == second {
                (evidence.daysSinceLastRun, evidence.longestGapDays) = (days, days)
                let marathon = try Ensemble.predict(.marathon, from: evidence)
                #expect(marathon.interval.contains(marathon.seconds) && marathon.seconds.isFinite)
            }
            if let some = try? Ensemble.predict(distance, from: evidence) { #expect(some.seconds.isFinite) }
        }
    }

    @Test func `goals, tiers, chances and calibrations of hostile numbers have an answer`() throws {
        let evidence = PredictionEvidence(results: [try RaceResult(Distance(meters: 5000), seconds: 1470)])
        let prediction = try Ensemble.predict(.half, from: evidence)
        for (first, second) in Hostile.pairs {
            #expect((0...1).contains(prediction.probability(of: first)))
            let interval = prediction.interval(holding: first)
            #expect(interval.contains(prediction.seconds))
            let outlook = GoalOutlook(
                goalSeconds: first,
                prediction: prediction,
                fiveKSeconds: second,
                weeksToRace: second
            )
            #expect(!outlook.sentence.isEmpty)
            _ = GoalDifficulty(fiveKSeconds: first, goalFiveKSeconds: second)
            _ = GoalTiers(for: .half, predictedSeconds: first)
            _ = GoalOutcome(secondsPerMileOff: first)
            let outcome = IntervalCalibration.Outcome(predictedSeconds: first, interval: 1...2, resultSeconds: second)
            #expect(IntervalCalibration.bounds.contains(IntervalCalibration(outcomes: [outcome]).factor))
            _ = EnduranceModel(aerobicSpeed: first, endurance: second)?.seconds(for: Distance(meters: second))
            _ = EnduranceModel(aerobicSpeed: first, decline: second)?.seconds(for: Distance(meters: first))
            _ = Tanda.pace(kilometersPerWeek: first, trainingPace: Pace(secondsPerMile: second))
        }
    }
}
