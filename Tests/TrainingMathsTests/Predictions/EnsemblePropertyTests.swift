import Testing

@testable import TrainingMaths

/// Properties that hold for any runner, over seeded random evidence.
struct EnsemblePropertyTests {
    /// SplitMix64 (Steele, Lea and Flood 2014).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let raced = [1609.344, 3000.0, 5000, 8000, 10_000, 15_000, 16_093.44, 21_097.5, 42_195]

    private static func evidence(_ random: inout Seeded) throws -> PredictionEvidence {
        let vdot = Double.random(in: 15...80, using: &random)
        var results: [RaceResult] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) { results.append(try Self.result(near: vdot, &random)) }
        var evidence = PredictionEvidence(results: results)
        if Bool.random(using: &random) { evidence.weeklyMiles = .random(in: 0...90, using: &random) }
        if Bool.random(using: &random) { evidence.longestRunMiles = .random(in: 0...26, using: &random) }
        if Bool.random(using: &random) { evidence.daysSinceLastRun = .random(in: 0...60, using: &random) }
        if Bool.random(using: &random) { evidence.longestGapDays = .random(in: 0...60, using: &random) }
        if Bool.random(using: &random) {
            evidence.trainingPace = Pace(secondsPerMile: .random(in: 360...720, using: &random))
        }
        return evidence
    }

    private static func result(near vdot: Double, _ random: inout Seeded) throws -> RaceResult {
        let distance = Distance(meters: Self.raced[Int.random(in: 0..<Self.raced.count, using: &random)])
        let own = VDOT(vdot * Double.random(in: 0.9...1.1, using: &random))
        return try RaceResult(
            distance,
            seconds: own.seconds(for: distance),
            daysAgo: .random(in: 0...300, using: &random)
        )
    }

    private static func width(_ prediction: Prediction) -> Double {
        prediction.relativeWidths.fast + prediction.relativeWidths.slow
    }

    @Test func `a longer race is never predicted at a faster pace`() throws {
        var random = Seeded(state: 1)
        for _ in 0..<120 {
            let evidence = try Self.evidence(&random)
            var last = 0.0
            for meters in [
                800.0, 1500, 1609.344, 2500, 3000, 4000, 5000, 7500, 10_000, 12_000, 15_000, 16_093.44, 18_000,
                21_097.5, 30_000, 42_195, 50_000, 100_000, 160_934.4,
            ] {
                let pace = try Ensemble.predict(Distance(meters: meters), from: evidence).pace.secondsPerMile
                #expect(pace >= last - 1e-9)
                last = pace
            }
        }
    }

    @Test func `a slower result never makes a faster prediction`() throws {
        var random = Seeded(state: 2)
        for _ in 0..<250 {
            let evidence = try Self.evidence(&random)
            let index = Int.random(in: 0..<evidence.results.count, using: &random)
            let changed = evidence.results[index]
            let slower = try RaceResult(
                changed.distance,
                seconds: changed.seconds * Double.random(in: 1.0001...1.08, using: &random),
                daysAgo: changed.daysAgo
            )
            var results = evidence.results
            results[index] = slower
            var after = evidence
            after = PredictionEvidence(results: results)
            after.weeklyMiles = evidence.weeklyMiles
            after.trainingPace = evidence.trainingPace
            after.longestGapDays = evidence.longestGapDays
            for race in RaceDistance.named {
                let first = try Ensemble.predict(race, from: evidence).seconds
                #expect(try Ensemble.predict(race, from: after).seconds >= first - 1e-6)
            }
        }
    }

    @Test func `more evidence never widens the interval`() throws {
        var random = Seeded(state: 3)
        for _ in 0..<250 {
            let evidence = try Self.evidence(&random)
            var more: [PredictionEvidence] = []
            more.append(evidence.adding(try Self.result(near: 45, &random)))
            func known(_ change: (inout PredictionEvidence) -> Void) {
                var evidence = evidence
                change(&evidence)
                more.append(evidence)
            }
            if evidence.weeklyMiles == nil { known { $0.weeklyMiles = .random(in: 0...90, using: &random) } }
            if evidence.longestRunMiles == nil { known { $0.longestRunMiles = .random(in: 0...30, using: &random) } }
            if evidence.daysSinceLastRun == nil { known { $0.daysSinceLastRun = .random(in: 0...90, using: &random) } }
            known { $0.longestRunMiles = ($0.longestRunMiles ?? 0) + 2 }
            known { $0.weeklyMiles = ($0.weeklyMiles ?? 0) + 5 }
            for race in RaceDistance.named {
                let before = Self.width(try Ensemble.predict(race, from: evidence))
                for evidence in more {
                    #expect(Self.width(try Ensemble.predict(race, from: evidence)) <= before + 1e-12)
                }
            }
        }
    }

    @Test func `knowing the training never widens the interval in minutes either`() throws {
        for fiveK in stride(from: 900.0, through: 2400, by: 150) {
            for race in RaceDistance.named {
                let result = try RaceResult(RaceDistance.fiveK.distance, seconds: fiveK)
                let bare = try Ensemble.predict(race, from: PredictionEvidence(results: [result])).interval
                for miles in [5.0, 10, 20, 30, 60] {
                    var evidence = PredictionEvidence(results: [result])
                    evidence.weeklyMiles = miles
                    let known = try Ensemble.predict(race, from: evidence).interval
                    #expect(known.upperBound - known.lowerBound <= bare.upperBound - bare.lowerBound + 1)
                }
            }
        }
    }
}
