import Testing

@testable import TrainingMaths

struct HostileFitnessTests {
    @Test func `no number breaks VDOT, age grades, paces or zones`() {
        for (first, second) in Hostile.pairs {
            let distance = Distance(meters: second)
            if let vdot = VDOT(seconds: first, over: distance) { #expect(VDOT.plausible.contains(vdot.value)) }
            #expect(VDOT.plausible.contains(VDOT(first).value))
            #expect(!VDOT(first).seconds(for: distance).isNaN)
            #expect(VDOT(first).pace(atFraction: second).secondsPerMile > 0)
            for profile in [PlanRequest.PaceProfile.vdot, .classic] {
                let paces = TrainingPaces(fiveKSeconds: first, profile: profile)
                _ = paces.racePace(for: .other(distance))
                #expect(paces.racePace(for: .half, goalSeconds: second).secondsPerMile >= 0)
            }
            for age in Hostile.integers {
                let grade = AgeGrade(sex: .female, age: age, over: distance)
                if let percent = grade?.percent(of: first) { #expect(!percent.isNaN && percent >= 0) }
            }
            _ = HeartRateZones(maximum: first, resting: second)
            _ = HeartRateZones(threshold: first, maximum: second).map { $0.zone(of: second) }
        }
    }

    @Test func `no number breaks bands, estimates or the zones of an athlete`() {
        for number in Hostile.numbers {
            let band = Pace(secondsPerMile: number).deviceBand
            #expect(number.isNaN || band.lowerBound <= band.upperBound)
            #expect(HeartRateZones.hardEdges(threshold: number).count <= 3)
            for age in Hostile.integers {
                var athlete = Athlete(fiveKSeconds: number, weeklyMiles: number)
                athlete.age = age
                (athlete.maximumHeartRate, athlete.restingHeartRate) = (number, number)
                athlete.thresholdHeartRate = number
                // By age there is always an answer.
                #expect(HeartRateZones(athlete) != nil)
                for formula in MaximumHeartRate.allCases { #expect((100...240).contains(formula.estimate(age: age))) }
            }
        }
    }
}
