import Testing

@testable import TrainingMaths

struct PlanGeneratorTests {
    @Test func `the same request gives the same plan, another one another id`() throws {
        var other = PlanRequest.halfMarathon
        other.athlete.weeklyMiles += 0.25

        let plan = try PlanGenerator.plan(for: .halfMarathon)

        #expect(try PlanGenerator.plan(for: .halfMarathon) == plan)
        #expect(try PlanGenerator.plan(for: other).id != plan.id)
    }

    @Test func `a half marathon in 22 weeks`() throws {
        let plan = try PlanGenerator.plan(for: .halfMarathon)
        let targets = plan.weeks.map { $0.targetMiles }

        #expect(plan.kind == .full)
        #expect(targets.prefix(5) == [7.25, 25, 26, 27, 21.5])
        #expect(targets.max() == 39)
        #expect(plan.weeks.filter { $0.isDeload }.map { $0.weekIndex } == [4, 8, 12, 16])
        #expect(plan.days.filter { $0.workout.type == .longRun }.map { $0.workout.miles }.max() == 13.25)
        #expect(plan.days.last?.workout.type == .race)
        #expect(plan.notes.contains { $0.contains("ambitious") && $0.contains("22:50") })
    }

    @Test func `each type of session has its place, and all phases differ`() throws {
        let plan = try PlanGenerator.plan(for: .halfMarathon)
        func types(_ phase: Phase) -> Set<WorkoutType> {
            Set(plan.days.filter { $0.phase == phase }.map { $0.workout.type })
        }

        #expect(types(.base).isSuperset(of: [.fartlek, .easy, .longRun, .recovery, .rest]))
        #expect(types(.build).isSuperset(of: [.tempo, .intervals, .hills]))
        #expect(types(.peak).isSuperset(of: [.racePace, .overUnders, .intervals]))
        #expect(types(.taper).isSuperset(of: [.racePace, .sharpener, .race]))
    }

    @Test(arguments: RaceDistance.named)
    func `any number of weeks on any weekday makes a plan that keeps the rules`(race: RaceDistance) throws {
        for days in [1, 2, 6, 7, 8, 13, 14, 20, 21, 27, 28, 34, 41, 60, 200, 350] {
            for offset in [0, 3, 6] {
                let start = CalendarDay(number: 20_782 + offset)
                let plan = try PlanGenerator.plan(
                    for: PlanRequest(
                        race: GoalRace(race, on: start + days),
                        athlete: Athlete(fiveKSeconds: 1500, weeklyMiles: 30),
                        start: start
                    )
                )

                #expect(PlanRules.violations(in: plan).isEmpty)
                #expect((plan.kind == .racePrep) == (plan.weeks.count < 4))
            }
        }
    }

    @Test func `longer phases ask for more repeats at their end than at their start`() throws {
        let plan = try PlanGenerator.plan(for: .halfMarathon)
        let tempo = plan.days.filter { $0.workout.type == .tempo }.map { day in
            day.workout.segments.reduce(0.0) { sum, segment in
                sum + segment.steps.filter { $0.intent == .interval }.reduce(0.0) { $0 + $1.meters }
                    * Double(segment.repeats)
            }
        }

        #expect((tempo.first ?? 0) * 1.3 < (tempo.last ?? 0))
    }

    @Test func `beginners have fewer hard days than competitive runners`() throws {
        func hardDays(_ level: Athlete.Level) throws -> Int {
            var request = PlanRequest.halfMarathon
            request.athlete.level = level
            return try PlanGenerator.plan(for: request).days.count { $0.workout.type.isHard }
        }

        #expect(try hardDays(.beginner) < hardDays(.intermediate))
        #expect(try hardDays(.intermediate) <= hardDays(.competitive))
    }

    @Test func `somebody who does not run yet begins with three miles`() throws {
        var request = PlanRequest.halfMarathon
        request.athlete = Athlete(fiveKSeconds: 2400, weeklyMiles: 0, level: .beginner)
        request.start = CalendarDay(number: 20_780)

        let plan = try PlanGenerator.plan(for: request)

        #expect(plan.weeks.first?.targetMiles == 3)
        #expect(plan.days.prefix(14).allSatisfy { !$0.workout.type.isHard })
        #expect(plan.notes.contains { $0.contains("walking breaks") })
    }

    @Test func `a race on the way takes the day, with rest before and easy days after`() throws {
        var request = PlanRequest.halfMarathon
        let day = try #require(CalendarDay("2027-02-21"))
        request.secondaryRaces = [GoalRace(.tenK, on: day)]

        let plan = try PlanGenerator.plan(for: request)
        let days = Dictionary(grouping: plan.days, by: \.date).compactMapValues { $0.first?.workout }

        #expect(days[day]?.type == .race)
        #expect(days[day]?.miles == 6.25)
        #expect(days[day + -1]?.type == .rest)
        for after in 1...3 { #expect([.rest, .recovery].contains(days[day + after]?.type)) }
        #expect(PlanRules.violations(in: plan).isEmpty)
    }

    @Test func `heart rates are those of the athlete, and absent when nothing is known`() throws {
        var request = PlanRequest.halfMarathon
        #expect(try PlanGenerator.plan(for: request).days.allSatisfy { $0.workout.heartRateRange == nil })
        request.athlete.maximumHeartRate = 185

        let easy = try PlanGenerator.plan(for: request).days.first { $0.workout.type == .easy }

        #expect(easy?.workout.heartRateRange == 111...129)
    }

    @Test func `steps of 800 metres are exactly that`() throws {
        let plan = try PlanGenerator.plan(for: .halfMarathon)
        let session = try #require(plan.days.first { $0.workout.label.hasSuffix("x 800 m") })

        #expect(session.workout.segments.contains { $0.steps.first?.length == .distance(Distance(meters: 800)) })
    }
}

struct PlanErrorTests {
    @Test func `what can't be planned is refused`() {
        func error(_ change: (inout PlanRequest) -> Void) -> PlanError? {
            var request = PlanRequest.halfMarathon
            change(&request)
            do throws(PlanError) { _ = try PlanGenerator.plan(for: request) } catch { return error }
            return nil
        }
        let start = PlanRequest.halfMarathon.start

        #expect(error { $0.race.day = start } == .raceNotAhead(race: start, start: start))
        #expect(error { $0.race.day = start + -9 } == .raceNotAhead(race: start + -9, start: start))
        #expect(error { $0.race.day = start + 380 } == .raceTooFarAway(weeks: 55))
        #expect(error { $0.daysPerWeek = 2 } == .daysPerWeek(2))
        #expect(error { $0.preferredDays = [] } == .noPreferredDays)
        #expect(error { $0.athlete.fiveKSeconds = 300 } == .fiveK(seconds: 300))
        #expect(error { $0.athlete.fiveKSeconds = .nan } != nil)
        #expect(error { $0.athlete.weeklyMiles = -1 } == .weeklyMiles(-1))
        #expect(error { $0.athlete.weeklyMiles = .infinity } == .weeklyMiles(.infinity))
        #expect(error { $0.athlete.longestRunMiles = .nan } != nil)
        #expect(error { $0.athlete.age = -1 } == .age(-1))
        #expect(error { $0.race.race = .other(Distance(miles: 0)) } == .raceDistance(miles: 0))
        #expect(error { $0.race.goalSeconds = 3000 } == .goalTime(seconds: 3000))
        #expect(error { $0.race.goalSeconds = -1 } == .goalTime(seconds: -1))
        #expect(error { $0.race.goalSeconds = .nan } != nil)
        #expect(error { $0.secondaryRaces = [GoalRace(.fiveK, on: $0.race.day)] } == .twoRacesOnOneDay(start + 148))
        #expect(
            error { $0.secondaryRaces = [GoalRace(.fiveK, on: start + -1)] } == .secondaryRaceOutsidePlan(start + -1)
        )
    }

    @Test func `words say what helps`() {
        #expect(PlanError.raceTooFarAway(weeks: 60).description.contains("earlier race"))
        #expect(PlanError.weeklyMiles(.nan).description.hasPrefix("Not a number of miles"))
    }
}
