import Testing

@testable import TrainingMaths

struct HostileLoadTests {
    @Test func `no number breaks a load, a ratio, a spike, a cost or an efficiency`() {
        for (first, second) in Hostile.pairs {
            let trimp = HeartRateLoad.trimp(
                minutes: first,
                heartRate: second,
                resting: first,
                maximum: second,
                sex: .male
            )
            let pace = PaceLoad.score(
                seconds: first,
                pace: Pace(secondsPerMile: second),
                threshold: Pace(secondsPerMile: first)
            )
            let perceived = PerceivedLoad.score(minutes: first, exertion: second)
            for load in [trimp, pace, perceived].compactMap(\.self) { #expect(load.isFinite && load >= 0) }
            for coupling in [AcuteToChronic.Coupling.coupled, .uncoupled] {
                let ratio = AcuteToChronic(current: first, previous: [second, second, second], coupling: coupling)
                #expect(ratio.map { $0.ratio.isFinite } ?? true)
            }
            if let week = Monotony(loads: [first, second, 50]) {
                #expect(week.monotony.isFinite && week.strain.isFinite)
            }
            #expect(
                SessionSpike(Distance(meters: first), longest: Distance(meters: second)).map { !$0.text.isEmpty }
                    ?? true
            )
            let trend = FitnessTrend(loads: [first, second], fitness: first, fatigue: second)
            #expect(trend.days.allSatisfy { $0.fitness.isFinite && $0.fatigue.isFinite && $0.form.isFinite })
            #expect(RunningCost.running(grade: first) > 0 && RunningCost.walking(grade: first) > 0)
            #expect(RunningCost.ratio(grade: first).isFinite)
            #expect(AerobicEfficiency.factor(metersPerSecond: first, heartRate: second).map { $0.isFinite } ?? true)
            #expect(AerobicEfficiency.decoupling(first: first, second: second).map { $0.isFinite } ?? true)
        }
    }

    @Test func `trends and spikes on any day end`() {
        for day in Hostile.days {
            for other in Hostile.days {
                let trend = FitnessTrend(loads: [other: 50], through: day)
                #expect(trend.days.count <= FitnessTrend.longestDays)
                _ = SessionSpike(Distance(miles: 5), on: day, after: [(day: other, distance: Distance(miles: 4))])
            }
        }
    }
}
