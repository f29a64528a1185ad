import Testing

@testable import TrainingMaths

struct PlanStepTests {
    @Test(arguments: [PlanStep.quarterMile, .halfKilometer])
    func `steps and their miles are the same thing`(step: PlanStep) {
        for steps in 0...1000 {
            let miles = step.miles(steps)

            #expect(step.count(miles) == steps)
            #expect(step.divides(miles))
            #expect(!step.divides(miles + 1e-4))
        }
    }

    @Test func `half a kilometre is exact in both systems`() {
        #expect(PlanStep.halfKilometer.miles(79) == 39_500 / 1609.344)
        #expect(PlanStep.halfKilometer.text(PlanStep.halfKilometer.miles(79)) == "39.5 km")
        #expect(PlanStep.halfKilometer.text(PlanStep.halfKilometer.miles(24)) == "12 km")
        #expect(PlanStep.halfKilometer.distance(PlanStep.halfKilometer.miles(23)) == Distance(meters: 11_500))
        #expect(PlanStep.quarterMile.miles(25) == 6.25)
        #expect(PlanStep.quarterMile.text(6.25) == "6.25 mi")
    }

    @Test func `what is no number has no steps`() {
        #expect(PlanStep.halfKilometer.count(.nan) == 0)
        #expect(PlanStep.halfKilometer.count(.infinity) == 1_000_000)
        #expect(!PlanStep.halfKilometer.divides(.nan))
        #expect(!PlanStep.quarterMile.divides(.infinity))
    }

    @Test(
        arguments: [
            (RaceDistance.fiveK, 5.0), (.tenK, 10), (.tenMiles, 16.5), (.half, 21.5), (.marathon, 42.5),
        ]
    )
    func `a race counts up to the next half kilometre`(race: RaceDistance, kilometers: Double) {
        #expect(Double(PlanLimits.raceDaySteps(race, step: .halfKilometer)) / 2 == kilometers)
    }

    @Test(arguments: [(10.0, 11.0), (12, 13), (2, 2.5), (1.5, 2), (21, 23)])
    func `a run is at most 110 percent of the longest, in half kilometres`(longest: Double, limit: Double) {
        let limit = Distance(kilometers: limit).miles
        let found = PlanLimits.guarded(longest: Distance(kilometers: longest).miles, step: .halfKilometer)

        #expect(abs(found - limit) < 1e-9)
    }

    @Test func `a plan in kilometres has round days, round warm-ups and round words`() throws {
        var sampler = PlanSampler(seed: 500)
        for _ in 0..<60 {
            var request = sampler.request()
            request.units = .kilometers
            let plan = try PlanGenerator.plan(for: request)

            #expect(PlanRules.violations(in: plan).isEmpty)
            for day in plan.days {
                let meters = (Distance(miles: day.workout.miles).meters / 500).rounded() * 500

                #expect(day.workout.miles == meters / Distance.metersPerMile)
                for step in day.workout.segments.flatMap(\.steps) where step.intent == .warmUp {
                    guard case .distance(let distance) = step.length, day.workout.type != .race else { continue }
                    #expect(distance.meters.truncatingRemainder(dividingBy: 100) == 0)
                }
                // "12 km" and "39.5 km", but no more places.
                for words in [day.workout.label, day.workout.description, day.workout.reason] {
                    #expect(words.firstMatch(of: /\.[0-9][0-9]+ km/) == nil, "\(words)")
                }
            }
        }
    }

    @Test func `quarter miles in a plan of kilometres are a violation, and half kilometres in one of miles`() throws {
        func rules(_ units: UnitSystem, change: (inout PlanRequest) -> Void) throws -> Set<PlanViolation.Rule> {
            var request = PlanRequest.halfMarathon
            request.units = units
            var plan = try PlanGenerator.plan(for: request)
            change(&plan.request)
            return Set(PlanRules.violations(in: plan).map(\.rule))
        }

        for units in UnitSystem.allCases {
            #expect(try rules(units) { _ in } == [])
            #expect(try rules(units) { $0.units = units == .miles ? .kilometers : .miles } == [.numbers])
        }
    }

    @Test func `a layout by somebody else is judged by the same step`() throws {
        var request = PlanRequest.halfMarathon
        request.units = .kilometers
        let made = try PlanGenerator.plan(for: request)
        func judged(_ round: (Double) -> Double) throws -> Set<PlanViolation.Rule> {
            let weeks = made.weeks.map { week in
                PlanLayout.Week(
                    targetMiles: round(week.targetMiles),
                    isDeload: week.isDeload,
                    reason: week.reason,
                    days: made.days.filter { $0.weekIndex == week.weekIndex }.map {
                        PlanLayout.Day(
                            date: $0.date,
                            type: $0.workout.type,
                            miles: round($0.workout.miles),
                            reason: $0.workout.reason
                        )
                    }
                )
            }
            let plan = try PlanGenerator.plan(for: request, layout: PlanLayout(weeks: weeks))
            return Set(PlanRules.violations(in: plan).map(\.rule))
        }

        #expect(try judged { $0 } == [])
        // To seven decimals, as somebody may write them.
        #expect(try judged { ($0 * 1e7).rounded() / 1e7 } == [])
        #expect(try judged { ($0 * 4).rounded() / 4 } == [.numbers])
    }
}
