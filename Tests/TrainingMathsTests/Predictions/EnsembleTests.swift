import Testing

@testable import TrainingMaths

struct EnsembleTests {
    private static func good(_ seconds: Double = 1470) throws -> PredictionEvidence {
        var evidence = PredictionEvidence(results: [try RaceResult(RaceDistance.fiveK.distance, seconds: seconds)])
        evidence.weeklyMiles = 45
        evidence.longestRunMiles = 20
        evidence.daysSinceLastRun = 1
        return evidence
    }

    @Test(arguments: [(RaceDistance.tenK, 0.025), (.half, 0.04), (.marathon, 0.07)] as [(RaceDistance, Double)])
    func `good evidence has the published widths`(race: RaceDistance, width: Double) throws {
        let widths = try Ensemble.predict(race, from: try Self.good()).relativeWidths
        #expect(abs((widths.fast + widths.slow) / 2 - width) < 0.0005)
        if race == .marathon { #expect(widths.slow > 1.3 * widths.fast) }
    }

    @Test func `the race that was run is predicted as it was run`() throws {
        let prediction = try Ensemble.predict(.fiveK, from: try Self.good())
        #expect(abs(prediction.seconds - 1470) < 0.01)
    }

    @Test(arguments: [
        (RaceDistance.tenK, "50:30", "51:30"), (.half, "1:51:00", "1:54:00"), (.marathon, "3:54:00", "4:10:00"),
    ])
    func `the ensemble lies among its models`(race: RaceDistance, low: String, high: String) throws {
        var evidence = try Self.good()
        evidence.weeklyMiles = 30
        let prediction = try Ensemble.predict(race, from: evidence)
        #expect((try ClockTime.seconds(parsing: low)...ClockTime.seconds(parsing: high)).contains(prediction.seconds))
        #expect(prediction.interval.contains(prediction.seconds))
        #expect(abs(prediction.models.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        let counted = prediction.models.filter { $0.weight > 0 }.map(\.seconds)
        #expect((try #require(counted.min()) - 0.5...(try #require(counted.max())) + 0.5).contains(prediction.seconds))
    }

    @Test func `missing evidence is named and widens`() throws {
        let bare = PredictionEvidence(results: [
            try RaceResult(RaceDistance.fiveK.distance, seconds: 1470, daysAgo: 120)
        ])
        let prediction = try Ensemble.predict(.marathon, from: bare)
        #expect(prediction.widenings.count == 4)
        #expect(prediction.explanation.contains { $0.contains("no long run is known") })
        #expect(prediction.explanation.contains { $0.contains("120 days old") })
        #expect(prediction.notes.contains { $0.contains("20 miles a week are assumed") })
        #expect(try Ensemble.predict(.marathon, from: try Self.good()).widenings.isEmpty)
    }

    @Test func `a gap in training costs the marathon and spares the 10k`() throws {
        var gap = try Self.good()
        gap.longestGapDays = 14
        for race in [RaceDistance.tenK, .marathon] {
            let before = try Ensemble.predict(race, from: try Self.good()).seconds
            let after = try Ensemble.predict(race, from: gap).seconds
            #expect(race == .tenK ? after == before : (1.02...1.04).contains(after / before))
        }
    }

    @Test func `the worked probability is 27 percent, behind`() throws {
        let prediction = Prediction(
            distance: RaceDistance.half.distance,
            seconds: 6423,
            interval: 6423 * 0.96...6423 * 1.04,
            models: [],
            widenings: [],
            notes: []
        )
        #expect(abs(prediction.probability(of: 6300) - 0.27) < 0.005)
        #expect(GoalOutlook.Verdict(probability: prediction.probability(of: 6300)) == .behind)
        #expect(abs(prediction.probability(of: 6423) - 0.5) < 1e-9)
        #expect(abs(prediction.probability(of: 6423 * 1.04) - 0.9) < 1e-9)
        #expect(prediction.probability(of: .nan) == 0)
        let eighty = prediction.interval(holding: 0.8)
        #expect(abs(eighty.lowerBound - 6423 * 0.96) < 0.01 && abs(eighty.upperBound - 6423 * 1.04) < 0.01)
        #expect(prediction.interval(holding: 0.5).upperBound < prediction.interval(holding: 0.95).upperBound)
    }

    @Test func `what cannot be predicted is refused in words`() throws {
        #expect(throws: PredictionError.noResult) { try Ensemble.predict(.half, from: PredictionEvidence(results: [])) }
        let short = Distance(meters: 100)
        #expect(throws: PredictionError.distanceOutOfRange(short)) {
            try Ensemble.predict(short, from: try Self.good())
        }
        #expect(throws: PredictionError.self) { try Ensemble.predict(Distance(meters: .nan), from: try Self.good()) }
        #expect(throws: PredictionError.self) { try RaceResult(RaceDistance.fiveK.distance, seconds: .nan) }
        #expect(throws: PredictionError.self) { try RaceResult(RaceDistance.fiveK.distance, seconds: 300) }
        #expect(throws: PredictionError.self) { try PredictionEvidence(Athlete(fiveKSeconds: -1, weeklyMiles: 20)) }
    }

    @Test(arguments: [Double.nan, .infinity, -5, 1e9])
    func `absurd training counts as unknown`(value: Double) throws {
        var evidence = PredictionEvidence(results: [try RaceResult(RaceDistance.fiveK.distance, seconds: 1470)])
        let unknown = try Ensemble.predict(.marathon, from: evidence)
        evidence.weeklyMiles = value
        evidence.longestRunMiles = value
        #expect(try Ensemble.predict(.marathon, from: evidence).interval == unknown.interval)
    }
}
